import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { WebSocket } from "ws";
import { describe, expect, test } from "@jest/globals";
import { WebPubSubClient } from "@azure/web-pubsub-client";
import type { LocalService, LocalServiceOptions } from "../src/index.js";
import { closeAfterTest, connect, refusedUpgrade, service, token, watchedService } from "./support.js";

const send = "/api/hubs/chat/:send";

/** The answer to a message that is sent with other headers than `fetch` lets through. */
async function post({ endpoint }: LocalService, headers: Record<string, string>, path = send) {
  const host = headers["Host"] ?? new URL(endpoint).host;
  const authorization = `Bearer ${await token(`http://${host}${path}`)}`;
  const request = httpRequest(endpoint + path, { method: "POST", headers: { authorization, ...headers } });
  request.end("x");
  const [response] = await once(request, "response");
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode as number, text };
}

async function connectFrom({ endpoint }: LocalService, origin: string, host = new URL(endpoint).host) {
  const access = await token(`http://${host}/client/hubs/chat`);
  return [
    `${endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}`,
    { origin, headers: { host } },
  ] as const;
}

const foreign = ["https://evil.example", "http://localhost.evil.example", "null", "http://127.0.0.1.evil.example:80"];
const own = ["http://localhost:3000", "https://127.0.0.1", "http://[::1]:8080", "http://app.localhost"];

describe("with the known key and for this machine only", () => {
  test.each(foreign)("a page from %s can neither connect nor send", async (origin) => {
    const { local, requests } = await watchedService();
    const reader = await connect(local);
    const [url, options] = await connectFrom(local, origin);
    expect(await refusedUpgrade(url, options)).toBe(403);
    const { status, text } = await post(local, { Origin: origin });
    expect(status).toBe(403);
    expect(text).toContain(`--allow-origin ${origin}`);
    expect(await reader.isSilent()).toBe(true);
    const refused = requests().filter((request) => request.status === 403);
    expect(refused.map(({ reason }) => reason)).toEqual([text, text]);
    expect(local.control.requests).toEqual([]);
  });

  test.each(own)("a page from %s can", async (origin) => {
    const local = await service();
    const [url, options] = await connectFrom(local, origin);
    const socket = new WebSocket(url, options);
    closeAfterTest({ close: () => socket.terminate() });
    await once(socket, "open");
    expect((await post(local, { Origin: origin })).status).toBe(202);
  });

  test.each(["evil.example", "localhost.evil.example:8080", "192.0.2.1", "[2001:db8::1]:80"])(
    "a request under the host %s is refused",
    async (host) => {
      const local = await service();
      const { status, text } = await post(local, { Host: host });
      expect([status, text]).toEqual([403, expect.stringContaining("--allow-host")]);
      const [url, options] = await connectFrom(local, `http://${host}`, host);
      expect(await refusedUpgrade(url, options)).toBe(403);
    },
  );

  test.each(["localhost", "LOCALHOST:1", "127.0.0.2:99", "[::1]:80", "chat.localhost"])(
    "a request under the host %s is answered",
    async (host) => {
      expect((await post(await service(), { Host: host })).status).toBe(202);
    },
  );
});

test.each<[string, LocalServiceOptions, Record<string, string>]>([
  ["an origin that is allowed", { allowedOrigins: ["https://Evil.example"] }, { Origin: "https://evil.example" }],
  ["any origin", { allowedOrigins: ["*"] }, { Origin: "null" }],
  ["a host that is allowed", { allowedHosts: ["evil.example"] }, { Host: "evil.example:8080" }],
  ["any host", { allowedHosts: ["*"] }, { Host: "evil.example" }],
  ["a key of one's own", { accessKey: "a fake key of this test's own" }, { Origin: "https://evil.example" }],
])("%s may come in", async (_, options, headers) => {
  const local = await service(options);
  // With another key the token is no good, which is asked after the gate.
  expect((await post(local, headers)).status).toBe(options.accessKey === undefined ? 202 : 401);
});

test.each([
  ["allowedOrigins", ["evil.example"]],
  ["allowedOrigins", ["https://evil.example/path"]],
  ["allowedOrigins", "https://evil.example"],
  ["allowedHosts", ["https://evil.example"]],
  ["allowedHosts", ["evil.example:80"]],
  ["allowedHosts", [1]],
])("%s cannot be %j", async (option, value) => {
  await expect(service({ [option]: value })).rejects.toThrow(new RegExp(`^"${option}" must be a list of names`));
});

test("the published client connects as always", async () => {
  const local = await service();
  const url = `${local.endpoint}/client/hubs/chat`;
  const client = new WebPubSubClient(`${url.replace("http", "ws")}?access_token=${await token(url)}`, {
    keepAliveIntervalInMs: 0,
    keepAliveTimeoutInMs: 0,
  });
  const connected = new Promise((resolve) => client.on("connected", resolve));
  await client.start();
  expect(await connected).toMatchObject({ connectionId: expect.any(String) });
  client.stop();
});

describe("an address that is too long is refused, and the log says so:", () => {
  test("a client with 600 roles", async () => {
    const { local, requests } = await watchedService();
    const role = Array.from({ length: 600 }, (_, index) => `webpubsub.sendToGroup.group-number-${index}`);
    const url = `${local.endpoint}/client/hubs/chat`;
    const access = await token(url, { role });
    expect(access.length).toBeGreaterThan(20_000);
    expect(await refusedUpgrade(`${url.replace("http", "ws")}?access_token=${access}`)).toBe(414);
    const [refused] = requests();
    expect(refused).toMatchObject({ status: 414, reason: expect.stringContaining("the service takes 12288") });
    expect(refused?.path).not.toContain(access);
  });

  test("a request, by one byte", async () => {
    const local = await service();
    const path = `${send}?x=${"x".repeat(12_288 - send.length - 3)}`;
    expect((await post(local, {}, path)).status).toBe(202);
    expect((await post(local, {}, `${path}x`)).status).toBe(414);
  });
});

test("there is no answer to a page's question whether it may send (CORS)", async () => {
  const { endpoint } = await service();
  const headers = { Origin: "http://localhost:3000", "Access-Control-Request-Method": "POST" };
  const { status, headers: answered } = await fetch(endpoint + send, { method: "OPTIONS", headers });
  expect([status, answered.get("access-control-allow-origin")]).toEqual([405, null]);
});
