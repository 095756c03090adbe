import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, jest, test } from "@jest/globals";
import type { LocalService } from "../src/index.js";
import { call, connect, service, token } from "./support.js";
import { tcp } from "./websocketSupport.js";

// Many megabytes take their time on a machine that is busy.
jest.setTimeout(30_000);

const send = "/api/hubs/chat/:send";
const json = (body: BodyInit) => ({ headers: { "content-type": "application/json" }, body });

/** Whether the service still does what it is for. */
async function works(local: LocalService): Promise<boolean> {
  const client = await connect(local, { sub: "witness" });
  const sent = await call(local, "POST", "/api/hubs/chat/users/witness/:send", json('"still here"'));
  return sent.status === 202 && (await client.json()).data === "still here";
}

describe("the service goes on after", () => {
  test.each([
    ["JSON that is cut off", json('{"a":'), 400],
    ["JSON that is empty", json(""), 400],
    ["JSON of bytes that are no text", json(Uint8Array.of(0xff, 0xfe)), 400],
    ["JSON nested very deeply", json("[".repeat(100_000)), 400],
    ["a text of half a character", { headers: { "content-type": "text/plain" }, body: Uint8Array.of(0xc3) }, 202],
    ["a content type that is none", { headers: { "content-type": ";;;=" }, body: "x" }, 415],
    ["a body of 8 MiB", { body: new Uint8Array(8 * 1_048_576) }, 400],
    ["a body of 15 MiB that is JSON to its end", json(`"${"a".repeat(15 * 1_048_576)}"`), 400],
  ])("%s", async (_, init, status) => {
    const local = await service();
    expect((await call(local, "POST", send, init)).status).toBe(status);
    expect(await works(local)).toBe(true);
  });

  test.each([send, "/nothing"])(
    "a body that has no end: it is cut off from %s",
    async (path) => {
      const local = await service();
      const socket = await tcp(local);
      const authorization = `Authorization: Bearer ${await token(local.endpoint + path)}`;
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${new URL(local.endpoint).host}\r\n${authorization}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      let answer = "";
      socket.on("data", (data) => (answer += String(data)));
      const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(1_048_576), Buffer.from("\r\n")]);
      let sent = 0;
      for (; sent < 64 && !socket.destroyed && !socket.readableEnded; sent += 1) {
        const moves = new AbortController();
        const events = ["drain", "close"].map((name) => once(socket, name, { signal: moves.signal }));
        if (!socket.write(chunk)) await Promise.race([...events, pause(1000)]).catch(() => undefined);
        moves.abort();
        await Promise.allSettled(events);
      }
      expect(sent).toBeLessThan(64);
      expect(answer === "" || /^HTTP\/1\.1 40[04] /.test(answer)).toBe(true);
      socket.destroy();
      expect(await works(local)).toBe(true);
    },
    20_000,
  );

  test.each([
    "Bearer",
    "Bearer ",
    "Bearer a.b.c",
    `Bearer ${"a".repeat(8000)}`,
    "Bearer eyJhbGciOiJub25lIn0.e30.",
    "\u00ff",
  ])("a token that is none: %#", async (authorization) => {
    const local = await service();
    const response = await fetch(local.endpoint + send, { method: "POST", body: "x", headers: { authorization } });
    expect([response.status, await response.text()]).toEqual([401, ""]);
    expect(await works(local)).toBe(true);
  });

  test.each([
    ["/api/hubs/chat/users/%", 400],
    ["/api/hubs/chat/users/%ff", 400],
    ["/api/hubs/%00/users/ada", 400],
    ["/api/hubs/chat/groups/%ED%A0%80", 400],
    [`/api/hubs/${"a".repeat(4000)}/users/ada`, 400],
    ["/api/hubs/__proto__/users/ada", 400],
    ["/api/hubs/chat/users/__proto__", 404],
    ["/api/hubs/constructor/users/constructor", 404],
    ["/api/hubs/chat/users/%2e%2e%2f", 404],
    ["/api/hubs/chat/users/ada?%", 404],
    ["/api/hubs/chat/users/ada?api-version=%", 400],
    ["//api/hubs/chat/users/ada", 404],
  ])("the path %s", async (path, status) => {
    const local = await service();
    expect((await call(local, "HEAD", path)).status).toBe(status);
    expect(await works(local)).toBe(true);
  });

  test.each([
    ["no path", "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n", "404"],
    ["a whole address as its path", "GET http://localhost/api/health HTTP/1.1\r\nHost: x\r\n\r\n", "405"],
    ["no host", "POST /api/hubs/chat/:send HTTP/1.0\r\nContent-Length: 1\r\n\r\nx", "401"],
    ["two hosts", "HEAD /api/health HTTP/1.1\r\nHost: localhost\r\nhost: localhost\r\n\r\n", "400"],
    [
      "two hosts, to connect",
      "GET /client/hubs/chat HTTP/1.1\r\nHost: a\r\nHOST: b\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      "400",
    ],
    ["two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", "400"],
    ["headers without end", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(70_000)}\r\n\r\n`, "431"],
  ])("a request with %s", async (_, bytes, status) => {
    const local = await service();
    const socket = await tcp(local);
    socket.write(bytes);
    expect(String((await once(socket, "data"))[0])).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    socket.destroy();
    expect(await works(local)).toBe(true);
  });

  test("clients that stop in the middle, and keep the connection or break it", async () => {
    const local = await service();
    const head = `POST ${send} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n`;
    const sockets = await Promise.all(Array.from({ length: 30 }, () => tcp(local)));
    sockets.forEach((socket, index) => socket.write([head, `${head}\r\n`, `${head}\r\nhalf`][index % 3] ?? ""));
    await pause(50);
    for (const socket of sockets.slice(0, 10)) socket.resetAndDestroy();
    for (const socket of sockets.slice(10, 20)) socket.end();
    expect(await works(local)).toBe(true);
    for (const socket of sockets) socket.destroy();
  });

  test("many requests at once", async () => {
    const local = await service();
    const statuses = await Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        const path = `/api/hubs/hub${index % 7}/groups/g${index % 5}/:send`;
        return (await call(local, "POST", path, json(String(index)))).status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([202]));
    expect(await works(local)).toBe(true);
  }, 20_000);
});
