import { describe, expect, test } from "@jest/globals";
import { Clock } from "../src/clock.js";
import { Events } from "../src/events/events.js";
import { handleRequest } from "../src/http/handleRequest.js";
import { Connection } from "../src/hub/connection.js";
import { Hubs } from "../src/hub/hubs.js";
import type { Message } from "../src/hub/message.js";
import type { Outgoing } from "../src/hub/outgoing.js";
import { defaultAccessKey } from "../src/index.js";
import { call, connect, service, token } from "./support.js";

const forms: [string, RequestInit, object, string][] = [
  ["text", { headers: { "content-type": "text/plain" }, body: "grüße" }, { dataType: "text", data: "grüße" }, "grüße"],
  [
    "JSON",
    { headers: { "content-type": "application/json" }, body: '{ "a": [1] }' },
    { dataType: "json", data: { a: [1] } },
    '{ "a": [1] }',
  ],
  [
    "a JSON text",
    { headers: { "content-type": "application/json; charset=utf-8" }, body: '"hi"' },
    { dataType: "json", data: "hi" },
    '"hi"',
  ],
  [
    "bytes",
    { headers: { "content-type": "application/octet-stream" }, body: Uint8Array.of(0, 255) },
    { dataType: "binary", data: "AP8=" },
    "\u0000\ufffd",
  ],
  ["bytes without a content type", { body: Uint8Array.of(1) }, { dataType: "binary", data: "AQ==" }, "\u0001"],
  [
    "text in another charset",
    { headers: { "content-type": "text/plain; charset=iso-8859-1" }, body: Uint8Array.of(0xfc) },
    { dataType: "text", data: "ü" },
    "ü",
  ],
];

test.each(forms)("%s arrives in the form of each subprotocol", async (_, init, envelope, payload) => {
  const local = await service();
  const [client, simple] = [await connect(local), await connect(local, {}, "chat", [])];
  const sent = await call(local, "POST", "/api/hubs/chat/:send?api-version=2020-10-01", init);
  expect([sent.status, sent.text, sent.headers.get("content-length")]).toEqual([202, "", "0"]);
  expect(await client.json()).toEqual({ type: "message", from: "server", ...envelope });
  const frame = await simple.frame();
  expect(frame.isBinary).toBe("data" in envelope && (envelope as { dataType?: string }).dataType === "binary");
  expect(String(frame.data)).toBe(payload);
});

describe("a message goes", () => {
  const text = { headers: { "content-type": "text/plain" }, body: "x" };

  test("to all of one hub, whose name has no case, but to those excluded", async () => {
    const local = await service();
    const [one, two, other] = [await connect(local), await connect(local), await connect(local, {}, "other")];
    await call(local, "POST", `/api/hubs/CHAT/:send?excluded=${one.connectionId}&excluded=nobody`, text);
    expect(await two.json()).toMatchObject({ data: "x" });
    expect([await one.isSilent(), await other.isSilent()]).toEqual([true, true]);
  });

  test("to a group, without saying who sent it, but not to those excluded", async () => {
    const local = await service();
    const [one, two, outside] = [
      await connect(local, { "webpubsub.group": "news" }),
      await connect(local, { "webpubsub.group": ["news"] }),
      await connect(local),
    ];
    await call(local, "POST", `/api/hubs/chat/groups/news/:send?excluded=${one.connectionId}`, text);
    expect(await two.json()).toEqual({ type: "message", from: "group", group: "news", dataType: "text", data: "x" });
    expect([await one.isSilent(), await outside.isSilent()]).toEqual([true, true]);
  });

  test("to a user's connections, whatever characters the id has", async () => {
    const local = await service();
    const [ada, bob] = [await connect(local, { sub: "a:d?a ü%2F" }), await connect(local, { sub: "bob" })];
    await call(local, "POST", `/api/hubs/chat/users/${encodeURIComponent("a:d?a ü%2F")}/:send`, text);
    expect(await ada.json()).toMatchObject({ from: "server", data: "x" });
    expect(await bob.isSilent()).toBe(true);
  });

  test("to one connection", async () => {
    const local = await service();
    const [one, two] = [await connect(local), await connect(local)];
    await call(local, "POST", `/api/hubs/chat/connections/${one.connectionId}/:send`, text);
    expect(await one.json()).toMatchObject({ from: "server", data: "x" });
    expect(await two.isSilent()).toBe(true);
  });

  test.each(["groups/none", "users/nobody", "connections/none"])("nowhere, and is accepted, for %s", async (target) => {
    expect((await call(await service(), "POST", `/api/hubs/chat/${target}/:send`, text)).status).toBe(202);
  });
});

describe("a message is given up", () => {
  test.each([
    ["never", "", undefined],
    ["never", "messageTtlSeconds=0", undefined],
    ["after as many seconds as it says", "messageTtlSeconds=300", 300_000],
    ["never, in a version without such a time", "messageTtlSeconds=300&api-version=2022-11-01", undefined],
  ])("%s: %s", async (_, query, milliseconds) => {
    const clock = new Clock();
    const local = { hubs: new Hubs(new Events(clock)), accessKey: defaultAccessKey, clock };
    clock.advance(5_000_000);
    const delivered: Message[] = [];
    const channel = { deliver: ({ message }: Outgoing) => void delivered.push(message), close: () => undefined };
    const connection = new Connection({ userId: "ada", groups: ["news"], roles: [] }, channel);
    local.hubs.get("chat")?.add(connection);
    const origin = "http://local.example";
    for (const target of ["", "/groups/news", "/users/ada", `/connections/${connection.id}`]) {
      const path = `/api/hubs/chat${target}/:send`;
      const authorization = `Bearer ${await token(origin + path, {}, defaultAccessKey, "3h")}`;
      const request = {
        method: "POST",
        origin,
        url: `${path}?${query}`,
        headers: { authorization },
        body: Buffer.of(1),
      };
      expect((await handleRequest(local, request)).status).toBe(202);
    }
    expect(delivered).toHaveLength(4);
    for (const { expiresAt } of delivered) {
      if (milliseconds === undefined) expect(expiresAt).toBeUndefined();
      else expect(Math.abs((expiresAt ?? 0) - milliseconds - local.clock.now())).toBeLessThan(2000);
    }
  });
});
