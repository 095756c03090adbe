import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import type { LocalService } from "../src/index.js";
import { closeAfterTest, connect, service, token, until } from "./support.js";

const send = "/api/hubs/chat/:send";
const offer = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"];

/** A request as it is written, with a good token. */
async function written(
  { endpoint }: LocalService,
  requestLine: string,
  path: string,
  { headers = offer, body = "", host = new URL(endpoint).host } = {},
): Promise<string> {
  const lines = [
    `${requestLine} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${await token(endpoint + path)}`,
    "Content-Type: text/plain",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** Writes requests to one connection, each after the answer to the one before, and returns all that comes back. */
async function exchange({ endpoint }: LocalService, ...requests: string[]): Promise<string> {
  const socket = connectTcp(Number(new URL(endpoint).port), "127.0.0.1");
  closeAfterTest({ close: () => socket.destroy() });
  const ended = once(socket, "end");
  let received = "";
  socket.on("data", (data) => (received += String(data)));
  for (const request of requests) {
    socket.write(request);
    if (request !== requests.at(-1)) await once(socket, "data");
  }
  await ended;
  return received;
}

const statuses = (received: string): string[] => received.match(/(?<=HTTP\/1\.1 )\d+/g) ?? [];
const last = { headers: [...offer.slice(1), "Connection: Upgrade, HTTP2-Settings, close"] };

describe("a request that offers another protocol is answered as if it did not:", () => {
  test.each([2, 300_000])("a message of %i bytes", async (length) => {
    const local = await service();
    const client = await connect(local);
    const body = "ü".repeat(length / 2);
    const received = await exchange(local, await written(local, `POST ${send}`, send, { ...last, body }));
    expect(statuses(received)).toEqual(["202"]);
    expect((await client.json()).data).toBe(body);
    expect(local.control.requests[0]?.headers).not.toHaveProperty("upgrade");
  });

  test("many on one connection, until one asks to close it", async () => {
    const local = await service();
    const path = "/api/hubs/chat/users/ada";
    const head = await written(local, `HEAD ${path}`, path);
    const post = await written(local, `POST ${send}`, send, { body: "x" });
    const received = await exchange(
      local,
      ...Array(20).fill(head),
      post,
      await written(local, `HEAD ${path}`, path, last),
    );
    expect(statuses(received)).toEqual([...Array(20).fill("404"), "202", "404"]);
  });

  test("fifty, written at once", async () => {
    const local = await service();
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    closeAfterTest({ close: () => process.off("warning", note) });
    const path = "/api/hubs/chat/users/ada";
    const head = await written(local, `HEAD ${path}`, path);
    const post = await written(local, `POST ${send}`, send, { body: "x".repeat(3000) });
    const end = await written(local, `HEAD ${path}`, path, last);
    const received = await exchange(local, [...Array(24).fill(head), ...Array(25).fill(post)].join("") + end);
    expect(statuses(received)).toEqual([...Array(24).fill("404"), ...Array(25).fill("202"), "404"]);
    expect(local.control.requests).toHaveLength(50);
    expect(warnings).toEqual([]);
  });

  test("one behind a request that is answered late, whose client then hangs up", async () => {
    const local = await service();
    local.control.intercept({ delay: 1000 });
    const path = "/api/hubs/chat/users/ada";
    const plain = await written(local, `HEAD ${path}`, path, { headers: [] });
    const socket = connectTcp(Number(new URL(local.endpoint).port), "127.0.0.1");
    socket.write(plain + (await written(local, `HEAD ${path}`, path)));
    await until(() => local.control.requests.length > 0);
    socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    local.control.clock.advance(1000);
    expect(await fetch(`${local.endpoint}/api/health`, { method: "HEAD" })).toMatchObject({ status: 200 });
    expect(local.control.requests).toHaveLength(2);
  });

  test("curl's", async () => {
    const local = await service();
    const client = await connect(local);
    const authorization = `Authorization: Bearer ${await token(local.endpoint + send)}`;
    const options = [
      "--silent",
      "--http2",
      "--data",
      "hello",
      "--header",
      authorization,
      "--header",
      "Content-Type: text/plain",
    ];
    const { stdout } = await promisify(execFile)("curl", [
      ...options,
      "--write-out",
      "%{http_code}",
      local.endpoint + send,
    ]);
    expect(stdout).toBe("202");
    expect((await client.json()).data).toBe("hello");
  });
});

test("a handshake by HEAD is refused without a body", async () => {
  const local = await service();
  const headers = ["Connection: Upgrade", "Upgrade: WebSocket"];
  const received = await exchange(local, await written(local, "HEAD /nothing", "/nothing", { headers }));
  expect(received).toMatch(/^HTTP\/1\.1 404 [\s\S]*Content-Length: [1-9]\d*\r\n[\s\S]*\r\n\r\n$/);
});

test.each(["http://", "HTTP://"])("a target may be a whole address, %s and on, whose host counts", async (scheme) => {
  const local = await service();
  const { host } = new URL(local.endpoint);
  const close = { headers: ["Connection: close"], body: "x", host: "other.example" };
  const received = await exchange(local, await written(local, `POST ${scheme}${host}${send}`, send, close));
  expect(statuses(received)).toEqual(["202"]);
  expect(local.control.requests[0]?.path).toBe(send);
  const page = await exchange(local, await written(local, `GET ${scheme}${host}`, "/", { ...close, body: "" }));
  expect(statuses(page)).toEqual(["200"]);
  const foreign = await exchange(
    local,
    await written(local, "GET http://other.example/", "/", { headers: close.headers }),
  );
  expect(statuses(foreign)).toEqual(["403"]);
});

test("a handshake may have a whole address as its target", async () => {
  const local = await service();
  const { host } = new URL(local.endpoint);
  const access = await token(`${local.endpoint}/client/hubs/chat`);
  const headers = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
  const target = `http://${host}/client/hubs/chat?access_token=${access}`;
  const socket = connectTcp(Number(new URL(local.endpoint).port), "127.0.0.1");
  closeAfterTest({ close: () => socket.destroy() });
  const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  socket.write(await written(local, `GET ${target}`, "/", { headers: [...headers, key] }));
  expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1\.1 101 /);
});

test("the longest group name outside ASCII is taken", async () => {
  const local = await service();
  const client = new WebPubSubServiceClient(local.connectionString, "chat", { allowInsecureConnection: true });
  await client.group("群".repeat(1024)).sendToAll("x", { contentType: "text/plain" });
  expect(local.control.requests).toHaveLength(1);
});
