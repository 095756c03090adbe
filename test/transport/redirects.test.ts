import { createServer } from "node:http";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { createWebPubSubClient } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { listen, noRetries } from "./services.js";
import { transports } from "./transports.js";

type HttpMethod = "GET" | "HEAD" | "PUT" | "POST" | "DELETE";

const service = "https://service.test/base";

/** Where the reverse proxy sends the first request of a call; nothing where it answers. */
let location = "";
let received: { url: string; audience: string | undefined }[] = [];
let proxy = "";

beforeAll(async () => {
  const server = createServer((request, response) => {
    const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
    received.push({ url: request.url ?? "", audience: String(decodeJwt(token).aud) });
    if (received.length > 1) return void response.end();
    response.writeHead(307, { location }).end();
  });
  proxy = `http://127.0.0.1:${await listen(server)}/rp`;
});
beforeEach(() => {
  received = [];
});

// fetch follows redirects itself.
describe.each(transports.slice(0, 2))("behind a reverse proxy, over %s", (_, make) => {
  const options = () => ({ httpClient: make(), reverseProxyEndpoint: proxy, ...noRetries });
  const head = () => createWebPubSubClient(service, { key: FAKE_KEY }, options()).path("/api/health").head();

  test.each([
    ["a path", () => "/rp/api/other?x=1"],
    ["a path from where it is", () => "other?x=1"],
    ["an address of the proxy", () => `${proxy}/api/other?x=1`],
    ["an address of the service", () => `${service}/api/other?x=1`],
  ])("a redirect by %s is followed there, signed for the service", async (_name, where) => {
    location = where();
    const response = await head();
    expect([response.status, response.request.url]).toEqual(["200", `${service}/api/other?x=1`]);
    expect(received[1]).toEqual({ url: "/rp/api/other?x=1", audience: `${service}/api/other?x=1` });
  });

  test.each([
    ["beside what it stands for", "/elsewhere"],
    ["of another origin", "//elsewhere.test/"],
    ["that is none", "http://["],
  ])("a redirect to an address %s is the answer", async (_name, where) => {
    location = where;
    expect(await head()).toMatchObject({ status: "307" });
    expect(received).toHaveLength(1);
  });
});

describe.each(transports.slice(0, 2))("to the same origin, over %s", (_, make) => {
  /** Answers the first request with a redirect, and tells how each looked. */
  const follow = async (method: HttpMethod, status: number, to: string) => {
    const asked: string[] = [];
    const audiences: unknown[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      audiences.push(decodeJwt(request.headers.authorization?.slice("Bearer ".length) ?? "").aud);
      if (asked.length > 1) response.end();
      else response.writeHead(status, { location: to.replace("HOST", host) }).end();
    });
    const host = `127.0.0.1:${await listen(server)}`;
    const client = createWebPubSubClient(`http://${host}`, { key: FAKE_KEY }, { httpClient: make(), ...noRetries });
    const { request } = await client.sendRequest({ method, url: "/x", ...(method === "POST" && { body: "x" }) });
    return {
      asked,
      audience: String(audiences.at(-1)).replace(`http://${host}`, ""),
      url: request.url.replace(host, "HOST"),
    };
  };

  test.each<[HttpMethod, number, string | undefined]>([
    ["GET", 303, "GET"],
    ["HEAD", 303, "HEAD"],
    ["PUT", 303, "GET"],
    ["POST", 303, "GET"],
    ["DELETE", 308, "DELETE"],
    ["POST", 307, "POST"],
    ["GET", 302, "GET"],
    ["PUT", 302, undefined],
    ["POST", 301, undefined],
  ])("%s is followed after %s by %s", async (method, status, next) => {
    const { asked } = await follow(method, status, "/y");
    expect(asked).toEqual([`${method} /x`, ...(next === undefined ? [] : [`${next} /y`])]);
  });

  test.each([
    ["a fragment", "/y?q=1#part"],
    ["nothing but a fragment behind its query", "?q=1#"],
  ])("the token is for what is asked for: %s", async (_name, to) => {
    const { asked, audience } = await follow("GET", 307, to);
    expect(asked[1]).toBe(`GET ${audience}`);
  });

  test("a user name and a password that an address holds are left out", async () => {
    const { asked, url } = await follow("GET", 307, "http://user:fake-password@HOST/y");
    expect([asked[1], url]).toEqual(["GET /y", "http://HOST/y"]);
  });
});
