import { createServer } from "node:http";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { createWebPubSubClient } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { listen, noRetries } from "./services.js";
import { transports } from "./transports.js";

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
