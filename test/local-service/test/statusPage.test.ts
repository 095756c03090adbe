import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { call, connect, refusedUpgrade, service } from "./support.js";
import { feedUrl, get, openFeed, pageToken } from "./pageSupport.js";

const text = { headers: { "content-type": "text/plain" }, body: "x" };

/** A client that may send to groups, and what it sends. */
const writerClaims = { role: "webpubsub.sendToGroup" };
const toNews = { type: "sendToGroup", group: "news", dataType: "text" };

describe("the status page", () => {
  test("is one document that brings everything along and may do nothing else", async () => {
    const { endpoint, statusPage } = await service();
    expect(statusPage).toBe(`${endpoint}/`);
    const { status, headers, text: html } = await get(endpoint);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    const [, nonce] = /script-src 'nonce-([\w-]{22})'/.exec(headers["content-security-policy"] as string) ?? [];
    expect(headers["content-security-policy"]).toBe(
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(html.match(/<(script|style)[^>]*>/g)).toEqual([
      ...Array<string>(2).fill(`<style nonce="${nonce}">`),
      ...Array<string>(8).fill(`<script nonce="${nonce}">`),
    ]);
    expect(html).not.toMatch(/\s(src|href)="(?!data:)/);
    expect(html).not.toMatch(/innerHTML|insertAdjacent|document\.write/);
  });

  test("has another nonce each time, and the same token", async () => {
    const { endpoint } = await service();
    const [one, two] = [await get(endpoint), await get(`${endpoint}`, { path: "/?again" })];
    expect(one.headers["content-security-policy"]).not.toBe(two.headers["content-security-policy"]);
    expect(await pageToken({ endpoint })).toMatch(/^[\w-]{43}$/);
    expect(await pageToken({ endpoint })).toBe(await pageToken({ endpoint }));
    expect(await pageToken({ endpoint })).not.toBe(await pageToken(await service()));
  });

  test("answers HEAD without a body, and leaves other methods to the API", async () => {
    const { endpoint } = await service();
    expect(await get(endpoint, { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
    expect((await get(endpoint, { method: "POST" })).status).toBe(404);
  });

  test.each([
    [{ statusPage: false }, 404],
    [{ host: "0.0.0.0" }, 404],
    [{ host: "0.0.0.0", statusPage: true }, 200],
    [{ host: "::1" }, 200],
    [{ host: "localhost" }, 200],
  ])("is there by default where only this machine can open it: %j", async (options, expected) => {
    const local = await service(options);
    const endpoint = local.endpoint.replace("0.0.0.0", "127.0.0.1");
    expect((await get(endpoint)).status).toBe(expected);
    const origin = { origin: endpoint };
    if (expected === 404) expect(await refusedUpgrade(feedUrl({ endpoint }, ""), origin)).toBe(404);
    expect(local.statusPage).toBe(expected === 200 ? `${local.endpoint}/` : undefined);
  });

  test.each([
    ["127.0.0.1", 200],
    ["127.0.0.1:1", 200],
    ["localhost:8080", 200],
    ["LOCALHOST", 200],
    ["page.localhost", 200],
    ["127.8.9.1", 200],
    ["[::1]:80", 200],
    ["evil.example", 403],
    ["127.0.0.1.evil.example", 403],
    ["localhost.evil.example", 403],
    ["localhost@evil.example", 403],
    ["evil.example/localhost", 403],
    ["192.0.2.1", 403],
    ["0.0.0.0", 403],
  ])("is served for the host %j with %i", async (host, expected) => {
    const { endpoint } = await service();
    expect((await get(endpoint, { host })).status).toBe(expected);
  });

  test("is served for the host that the service listens on", async () => {
    const { endpoint } = await service({ host: "127.0.0.5", statusPage: true });
    expect((await get(endpoint)).status).toBe(200);
    const { endpoint: everywhere } = await service({ host: "0.0.0.0", statusPage: true });
    expect((await get(everywhere.replace("0.0.0.0", "127.0.0.1"), { host: "0.0.0.0" })).status).toBe(200);
  });

  test("is nothing that tests see", async () => {
    const local = await service();
    local.control.intercept({ status: 503 });
    const feed = await openFeed(local);
    expect(local.control.requests).toEqual([]);
    expect(local.control.hubs()).toEqual([]);
    await call(local, "HEAD", "/api/hubs/chat/users/ada");
    expect(local.control.requests).toHaveLength(1);
    feed.socket.close();
  });
});

describe("the page's feed", () => {
  test("opens for the page that was served, and for nobody else", async () => {
    const local = await service();
    const { endpoint } = local;
    const url = feedUrl(local, await pageToken(local));
    const other = feedUrl(local, await pageToken(await service()));
    const { port } = new URL(endpoint);
    expect(await refusedUpgrade(url)).toBe(403);
    expect(await refusedUpgrade(url, { origin: "null" })).toBe(403);
    expect(await refusedUpgrade(url, { origin: "http://evil.example" })).toBe(403);
    expect(await refusedUpgrade(url, { origin: `http://127.0.0.1:${Number(port) + 1}` })).toBe(403);
    expect(await refusedUpgrade(url, { origin: `http://localhost:${port}` })).toBe(403);
    const rebound = `evil.example:${port}`;
    expect(await refusedUpgrade(url, { origin: `http://${rebound}`, headers: { host: rebound } })).toBe(403);
    for (const host of ["localhost:99999999", "a b.localhost"])
      expect(await refusedUpgrade(url, { origin: endpoint, headers: { host } })).toBe(403);
    expect(await refusedUpgrade(other, { origin: endpoint })).toBe(403);
    expect(await refusedUpgrade(feedUrl(local, ""), { origin: endpoint })).toBe(403);
    expect(await refusedUpgrade(`${feedUrl(local, "")}${"x".repeat(43)}`, { origin: endpoint })).toBe(403);
    await openFeed(local);
  });

  test("takes nothing but handshakes", async () => {
    const local = await service();
    expect((await get(local.endpoint, { path: "/page/events" })).status).toBe(404);
    const headers = { origin: local.endpoint, upgrade: "websocket", connection: "Upgrade" };
    const url = feedUrl(local, await pageToken(local)).replace("ws", "http");
    const [response] = (await once(request(url, { headers }).end(), "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(400);
  });

  test("tells what there is, and what changes", async () => {
    const local = await service();
    const ada = await connect(local, { sub: "ada", role: "webpubsub.joinLeaveGroup", "webpubsub.group": ["news"] });
    await call(local, "POST", "/api/hubs/chat/:send", text);
    const feed = await openFeed(local);
    const [first] = feed.frames;
    const shown = { id: ada.connectionId, userId: "ada", subprotocol: "json.webpubsub.azure.v1", isLost: false };
    expect(first).toEqual({
      activity: [],
      state: {
        hubs: [
          {
            name: "chat",
            connections: [{ ...shown, since: expect.any(Number), groups: ["news"], groupCount: 1 }],
            connectionCount: 1,
            groups: [{ name: "news", size: 1 }],
            groupCount: 1,
          },
        ],
        hubCount: 1,
        connectionCount: 1,
        groupCount: 1,
      },
      messages: [expect.objectContaining({ number: 1, hub: "chat", target: { kind: "all" }, content: "x", size: 1 })],
      messageCount: 1,
    });
    ada.send({ type: "joinGroup", group: "a" });
    await feed.until((frames) => frames.find(({ state }) => state?.groupCount === 2));
    ada.socket.close();
    await feed.until((frames) => frames.find(({ state }) => state?.hubCount === 0));
  });

  test("says nothing while nothing happens, and nothing of requests that change nothing", async () => {
    const local = await service();
    const feed = await openFeed(local);
    await call(local, "HEAD", "/api/hubs/chat/users/ada");
    local.control.clock.advance(10_000);
    await feed.send({});
    expect(feed.frames.filter(({ answer }) => answer === undefined)).toHaveLength(1);
  });

  test("has at most ten frames a second, with the last hundred messages", async () => {
    const local = await service();
    const feed = await openFeed(local);
    const start = performance.now();
    // By a client, whose sends cost a fraction of as many requests.
    const writer = await connect(local, writerClaims);
    for (let sent = 1; sent <= 1000; sent += 1) {
      writer.send({ ...toNews, data: "x" });
      // A hundred groups of them, any of which could have a frame of its own.
      if (sent % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await feed.until((frames) => frames.find(({ messageCount }) => messageCount === 1000));
    const seconds = (performance.now() - start) / 1000;
    expect(feed.frames.length - 1).toBeLessThanOrEqual(10 * seconds + 1);
    expect(feed.frames.every(({ messages }) => messages.length <= 100)).toBe(true);
    expect(feed.frames.at(-1)?.messages.at(-1)?.number).toBe(1000);
  }, 20_000);

  test("queues nothing for a page that does not read", async () => {
    const local = await service();
    const feed = await openFeed(local);
    feed.socket.pause();
    const writer = await connect(local, writerClaims);
    const long = { ...toNews, data: "é".repeat(2000) };
    for (let round = 1; round <= 60; round += 1) {
      for (let sent = 1; sent < 100; sent += 1) writer.send(long);
      // The answer comes when all of them have been sent on.
      await writer.ask({ ...long, ackId: round });
      local.control.clock.advance(100);
    }
    feed.socket.resume();
    const { messages } = await feed.until((frames) => frames.find(({ messageCount }) => messageCount === 6000));
    expect(messages).toHaveLength(100);
    // Frames of 400 kB went as far as the sockets' own buffers, and the rest was left out.
    expect(feed.frames.length).toBeLessThan(40);
  }, 30_000);

  test("cuts long messages and writes bytes in hexadecimal", async () => {
    const local = await service();
    const octets = { "content-type": "application/octet-stream" };
    await call(local, "POST", "/api/hubs/chat/:send", { ...text, body: "x".repeat(2001) });
    await call(local, "POST", "/api/hubs/chat/:send", { headers: octets, body: new Uint8Array(300).fill(255) });
    const { frames } = await openFeed(local);
    expect(frames[0]?.messages).toMatchObject([
      { dataType: "text", content: "x".repeat(2000), size: 2001, omitted: 1 },
      { dataType: "binary", content: "ff".repeat(256), size: 300, omitted: 44 },
    ]);
  });

  test("shows a hundred of many connections, and how many there are", async () => {
    const local = await service();
    for (let count = 0; count < 101; count += 1) await connect(local, { "webpubsub.group": [`g${count}`, "all"] });
    const { frames } = await openFeed(local);
    const [hub] = frames[0]?.state?.hubs ?? [];
    expect([hub?.connections.length, hub?.connectionCount, hub?.groups.length, hub?.groupCount]).toEqual([
      100, 101, 50, 102,
    ]);
    expect(hub?.connections[0]?.groups).toEqual(["g100", "all"]);
    expect(hub?.groups[0]).toEqual({ name: "all", size: 101 });
  }, 20_000);

  test("ends with the service", async () => {
    const local = await service();
    const feed = await openFeed(local);
    await local.close();
    expect(await feed.closed).toBe(1001);
  });
});
