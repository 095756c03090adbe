import { connect as connectTcp } from "node:net";
import { describe, expect, test } from "@jest/globals";
import type { LocalService } from "../src/index.js";
import * as support from "./support.js";
import { connect, service, withVersion } from "./support.js";

/** A request to the first version of the API; without one, the latest is meant. */
const call = (local: LocalService, method: string, path: string, init?: RequestInit) =>
  support.call(local, method, withVersion(path, "2020-10-01"), init);

const text = { headers: { "content-type": "text/plain" }, body: "x" };

describe("health", () => {
  test("needs no token", async () => {
    const { endpoint } = await service();
    const health = await fetch(`${endpoint}/api/health?api-version=2020-10-01`, { method: "HEAD" });
    expect(health.status).toBe(200);
  });

  test("is asked for with HEAD", async () => {
    const { endpoint } = await service();
    const get = await fetch(`${endpoint}/api/health?api-version=2020-10-01`);
    expect([get.status, get.headers.get("allow")]).toEqual([405, "HEAD"]);
  });
});

describe("connections", () => {
  test("exist while they are open", async () => {
    const local = await service();
    const client = await connect(local);
    const path = `/api/hubs/chat/connections/${client.connectionId}`;
    expect((await call(local, "HEAD", path)).status).toBe(200);
    expect((await call(local, "HEAD", `/api/hubs/other/connections/${client.connectionId}`)).status).toBe(404);
    client.socket.close();
    await client.closed;
    expect((await call(local, "HEAD", path)).status).toBe(404);
  });

  test("are closed with the reason that was given, and closing twice succeeds", async () => {
    const local = await service();
    const client = await connect(local);
    const path = `/api/hubs/chat/connections/${client.connectionId}?reason=too%20late`;
    expect(await call(local, "DELETE", path)).toMatchObject({ status: 200, text: "" });
    expect(await client.json()).toEqual({
      type: "system",
      event: "disconnected",
      message: "Application server closed the connection. Reason: too late",
    });
    expect(await client.closed).toEqual({ code: 1000, reason: "" });
    expect((await call(local, "DELETE", path)).status).toBe(200);
  });
});

describe("groups", () => {
  test("exist while they have members", async () => {
    const local = await service();
    const { connectionId } = await connect(local);
    const group = "/api/hubs/chat/groups/news";
    expect((await call(local, "HEAD", group)).status).toBe(404);
    expect(await call(local, "PUT", `${group}/connections/${connectionId}`)).toMatchObject({ status: 200, text: "" });
    expect((await call(local, "HEAD", group)).status).toBe(200);
    expect((await call(local, "HEAD", "/api/hubs/chat/groups/NEWS")).status).toBe(404);
    expect(await call(local, "DELETE", `${group}/connections/${connectionId}`)).toMatchObject({
      status: 200,
      text: "Ok",
    });
    expect((await call(local, "HEAD", group)).status).toBe(404);
  });

  test("do not take unknown connections, and let them go", async () => {
    const local = await service();
    const path = "/api/hubs/chat/groups/news/connections/nobody";
    const put = await call(local, "PUT", path);
    expect(put).toMatchObject({ status: 404, text: "Connection id not found" });
    expect(put.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await call(local, "DELETE", path)).toMatchObject({ status: 200, text: "Ok" });
  });
});

describe("users", () => {
  test("exist while they are connected", async () => {
    const local = await service();
    expect((await call(local, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(404);
    await connect(local, { sub: "ada" });
    expect((await call(local, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(200);
    expect((await call(local, "HEAD", "/api/hubs/chat/users/Ada")).status).toBe(404);
  });

  test("join and leave groups with all their connections", async () => {
    const local = await service();
    const [phone, laptop] = [await connect(local, { sub: "ada" }), await connect(local, { sub: "ada" })];
    const membership = "/api/hubs/chat/users/ada/groups/news";
    expect((await call(local, "HEAD", membership)).status).toBe(404);
    expect(await call(local, "PUT", membership)).toMatchObject({ status: 200, text: "" });
    expect((await call(local, "HEAD", membership)).status).toBe(200);
    await call(local, "POST", "/api/hubs/chat/groups/news/:send", text);
    for (const client of [phone, laptop]) expect(await client.json()).toMatchObject({ from: "group", group: "news" });
    expect((await call(local, "DELETE", membership)).status).toBe(200);
    expect((await call(local, "HEAD", membership)).status).toBe(404);
  });

  test("leave every group at once", async () => {
    const local = await service();
    await connect(local, { sub: "ada", "webpubsub.group": ["a", "b"] });
    expect((await call(local, "DELETE", "/api/hubs/chat/users/ada/groups")).status).toBe(200);
    for (const group of ["a", "b"])
      expect((await call(local, "HEAD", `/api/hubs/chat/groups/${group}`)).status).toBe(404);
  });

  test("that are not connected are noted as members, as the first service did", async () => {
    const local = await service();
    const membership = "/api/hubs/chat/users/ghost/groups/news";
    const head = async () => (await call(local, "HEAD", membership)).status;
    expect(await head()).toBe(404);
    expect((await call(local, "PUT", membership)).status).toBe(200);
    expect(await head()).toBe(200);
    expect((await call(local, "HEAD", "/api/hubs/chat/groups/news")).status).toBe(404);
    expect((await call(local, "DELETE", membership)).status).toBe(200);
    expect(await head()).toBe(404);
  });
});

describe("permissions", () => {
  const path = (permission: string, id: string, target = "") =>
    `/api/hubs/chat/permissions/${permission}/connections/${id}${target && `?targetName=${target}`}`;

  test.each([
    ["one group", "news", 200, 404],
    ["every group", "", 200, 200],
  ])("are granted and revoked for %s", async (_, target, forNews, forOther) => {
    const local = await service();
    const { connectionId } = await connect(local);
    const has = async (group: string) => (await call(local, "HEAD", path("sendToGroup", connectionId, group))).status;
    expect(await has("news")).toBe(404);
    expect(await call(local, "PUT", path("sendToGroup", connectionId, target))).toMatchObject({
      status: 200,
      text: "",
    });
    expect([await has("news"), await has("other")]).toEqual([forNews, forOther]);
    expect((await call(local, "HEAD", path("joinLeaveGroup", connectionId, "news"))).status).toBe(404);
    expect((await call(local, "DELETE", path("SENDTOGROUP", connectionId, target))).status).toBe(200);
    expect(await has("news")).toBe(404);
  });

  test("of unknown connections, of unknown names and for bad groups are refused", async () => {
    const local = await service();
    const { connectionId } = await connect(local);
    expect(await call(local, "PUT", path("sendToGroup", "nobody"))).toMatchObject({
      status: 404,
      text: "Connection id not found",
    });
    expect(await call(local, "DELETE", path("sendToGroup", "nobody"))).toMatchObject({
      status: 404,
      text: "Connection id not found",
    });
    expect(await call(local, "HEAD", path("sendToGroup", "nobody"))).toMatchObject({ status: 404, text: "" });
    expect(await call(local, "PUT", path("shout", connectionId))).toMatchObject({
      status: 400,
      text: "The permission is one of joinLeaveGroup, sendToGroup.",
    });
    expect((await call(local, "PUT", path("sendToGroup", connectionId, "%20"))).status).toBe(400);
  });
});

describe("a request is refused", () => {
  test.each([
    ["for a path that does not exist", "GET", "/api/hubs/chat", 404],
    ["for a path outside the API", "GET", "/nothing", 404],
    ["for a part that is empty", "HEAD", "/api/hubs/chat/users/", 404],
    ["for a hub that may not exist", "HEAD", "/api/hubs/1chat/users/ada", 400],
    ["for a group that may not exist", "HEAD", "/api/hubs/chat/groups/%20", 400],
    ["for a group that is too long", "HEAD", `/api/hubs/chat/groups/${"g".repeat(1025)}`, 400],
    ["for escapes that mean nothing", "HEAD", "/api/hubs/chat/users/%E0%A4", 400],
    ["for a place of WebSocket clients", "GET", "/client/hubs/chat", 400],
    ["for another content type", "POST", "/api/hubs/chat/:send", 415],
  ])("%s", async (_, method, path, status) => {
    const body = method === "POST" ? { headers: { "content-type": "application/xml" }, body: "<a/>" } : {};
    expect((await call(await service(), method, path, body)).status).toBe(status);
  });

  test("for a method that the path does not have, with those that it has", async () => {
    const { status, headers } = await call(await service(), "POST", "/api/hubs/chat/connections/c", text);
    expect([status, headers.get("allow")]).toEqual([405, "HEAD, DELETE"]);
  });

  test("for JSON that is none, and for a charset that nobody knows", async () => {
    const local = await service();
    const send = (type: string, body: string) =>
      call(local, "POST", "/api/hubs/chat/:send", { headers: { "content-type": type }, body });
    expect(await send("application/json", "{")).toMatchObject({
      status: 400,
      text: expect.stringContaining("not a valid JSON"),
    });
    expect((await send("text/plain; charset=klingon", "x")).status).toBe(415);
  });

  test("for a message of more than 1 MiB, while one of 1 MiB is taken", async () => {
    const local = await service();
    const send = (length: number) => call(local, "POST", "/api/hubs/chat/:send", { body: new Uint8Array(length) });
    expect((await send(1_048_576)).status).toBe(202);
    expect(await send(1_048_577)).toMatchObject({ status: 400, text: "A message may have at most 1048576 bytes." });
  });

  test("for a body in chunks as soon as it is too large, while one of 1 MiB is taken", async () => {
    const local = await service();
    const send = (chunks: number) => {
      let left = chunks;
      const pull = (controller: ReadableStreamDefaultController): void =>
        left-- > 0 ? controller.enqueue(new Uint8Array(65_536)) : controller.close();
      const init = { body: new ReadableStream({ pull }), duplex: "half" } as RequestInit;
      return call(local, "POST", "/api/hubs/chat/:send", init);
    };
    expect((await send(16)).status).toBe(202);
    expect((await send(17)).status).toBe(400);
  });

  test("with HEAD without any body, not even a type of one", async () => {
    const permission = "/api/hubs/chat/permissions/sendToGroup/connections/nobody";
    for (const path of ["/api/hubs/chat/connections/nobody", permission, "/api/hubs/1chat/users/ada"]) {
      const { headers } = await call(await service(), "HEAD", path);
      expect([headers.get("content-type"), headers.get("content-length")]).toEqual([null, null]);
    }
  });

  test("for bytes that are no HTTP, and the next request is answered", async () => {
    const local = await service();
    const socket = connectTcp(Number(new URL(local.endpoint).port), "127.0.0.1");
    socket.write("hello\r\n\r\n");
    const answer = await new Promise((resolve) => socket.once("data", resolve));
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${local.endpoint}/api/health`, { method: "HEAD" })).status).toBe(200);
  });
});
