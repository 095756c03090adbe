import { createHmac } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { defaultAccessKey } from "../src/index.js";
import { HandlerServer, answer } from "./handlerServer.js";
import {
  Client,
  closeAfterTest,
  connect,
  jsonProtocol,
  refusedUpgrade,
  service,
  token,
  until,
  watchedService,
} from "./support.js";
import { member, opened } from "./websocketSupport.js";

const key2 = "fake-secondary-key-of-this-test-0123456789";
const sign = (key: string, id: string): string => `sha256=${createHmac("sha256", key).update(id).digest("hex")}`;

test("a handler is validated, then told that a client connects, has connected and is gone", async () => {
  const handler = await HandlerServer.start();
  const local = await service({ secondaryAccessKey: key2, hubs: { Chat: handler.hub() } });
  const url = `${local.endpoint}/client/hubs/chat`;
  const access = await token(url, { sub: "ada", role: ["webpubsub.sendToGroup"], level: 3, "webpubsub.group": "news" });
  const client = new Client(`${url.replace("http", "ws")}?access_token=${access}&a=1&a=2`, ["custom", jsonProtocol]);
  await opened(client);
  const { connectionId } = await client.json();
  await handler.until(2);
  client.socket.close(1000, "enough");
  await handler.until(3);

  const [validation] = handler.received;
  expect(validation).toMatchObject({ method: "OPTIONS", path: "/eventhandler/validate?code=fake" });
  expect(validation?.headers).toMatchObject({ "webhook-request-origin": "127.0.0.1", "ce-awpsversion": "1.0" });
  expect(handler.received).toHaveLength(4);
  expect(handler.events.map(({ path }) => path)).toEqual([
    "/eventhandler/connect?code=fake",
    "/eventhandler/connected?code=fake",
    "/eventhandler/disconnected?code=fake",
  ]);
  const [asked, connected, gone] = handler.events;
  const common = {
    "webhook-request-origin": "127.0.0.1",
    "content-type": "application/json; charset=utf-8",
    "ce-specversion": "1.0",
    "ce-awpsversion": "1.0",
    "ce-source": `/hubs/chat/client/${connectionId}`,
    "ce-time": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    "ce-hub": "chat",
    "ce-connectionid": connectionId,
    "ce-userid": "ada",
    "ce-signature": `${sign(defaultAccessKey, connectionId)},${sign(key2, connectionId)}`,
    "x-ms-client-request-id": expect.stringMatching(/^[\da-f-]{36}$/),
  };
  const sys = (name: string, id: string) => ({
    "ce-type": `azure.webpubsub.sys.${name}`,
    "ce-eventname": name,
    "ce-id": id,
  });
  expect(asked?.headers).toMatchObject({ ...common, ...sys("connect", "0") });
  expect(asked?.headers).not.toHaveProperty("ce-subprotocol");
  expect(connected?.headers).toMatchObject({ ...common, ...sys("connected", "1"), "ce-subprotocol": jsonProtocol });
  expect(gone?.headers).toMatchObject({ ...common, ...sys("disconnected", "2"), "ce-subprotocol": jsonProtocol });
  const body = JSON.parse(asked?.text ?? "");
  expect(body).toEqual({
    claims: {
      sub: ["ada"],
      role: ["webpubsub.sendToGroup"],
      level: ["3"],
      "webpubsub.group": ["news"],
      exp: [expect.stringMatching(/^\d+$/)],
      aud: [url],
    },
    query: { a: ["1", "2"] },
    headers: expect.objectContaining({ upgrade: ["websocket"], host: [new URL(url).host] }),
    subprotocols: ["custom", jsonProtocol],
    clientCertificates: [],
  });
  expect(JSON.stringify(handler.received)).not.toContain(access);
  expect([connected?.text, gone?.text]).toEqual(["{}", '{"reason":"enough"}']);
});

test("the signature is that of the published vector", async () => {
  // Made with another tool, and accepted by the published middleware: key "key", connection "c1".
  const { signatureOf } = await import("../src/upstream/cloudEvent.js");
  expect(signatureOf("c1", "key")).toBe("sha256=6f349ae9d3b1867f9f54dd4526309d8ce16c224bec5061fee6d4039b3361c045");
});

test("tokens signed with the secondary key are as good", async () => {
  const local = await service({ secondaryAccessKey: key2 });
  const path = `${local.endpoint}/api/hubs/chat/users/ada`;
  for (const [key, status] of [
    [key2, 404],
    [defaultAccessKey, 404],
    ["another-fake-key-that-nobody-has-0123", 401],
  ] as const) {
    const headers = { authorization: `Bearer ${await token(path, {}, key)}` };
    expect((await fetch(path, { method: "HEAD", headers })).status).toBe(status);
  }
});

test("the first handler that wants an event gets it, whatever the letter case, and no other", async () => {
  const [first, second] = [await HandlerServer.start(), await HandlerServer.start()];
  const eventHandlers = [
    {
      urlTemplate: `${first.url}/{HUB}/{Event}`,
      systemEvents: ["connected"] as const,
      userEventPattern: "Ping, other",
    },
    ...(second.hub().eventHandlers ?? []),
  ];
  const local = await service({ hubs: { chat: { eventHandlers } } });
  const client = await connect(local);
  for (const [index, event] of ["pING", "pong"].entries())
    expect(await client.ask({ type: "event", event, data: 1, ackId: index + 1 })).toMatchObject({ success: true });
  expect(first.events.map(({ path }) => path)).toEqual(["/chat/connected", "/chat/pING"]);
  expect(second.names).toEqual(["connect", "pong"]);
});

describe("an event that nobody wants", () => {
  test.each([
    ["where the hub has no handlers", {}],
    [
      "where its handlers want others",
      { chat: { eventHandlers: [{ userEvent: () => undefined, userEventPattern: "other" }] } },
    ],
  ])("is not acknowledged as if it had been handled, %s", async (_, hubs) => {
    const local = await service({ hubs });
    const client = await connect(local);
    const message = "No event handler of hub 'chat' wants the event 'message'.";
    expect(await client.ask({ type: "event", event: "message", data: 1, ackId: 7 })).toEqual({
      type: "ack",
      ackId: 7,
      success: false,
      error: { name: "InternalServerError", message },
    });
    client.send({ type: "event", event: "message", data: 1 });
    expect(await client.isSilent()).toBe(true);
    const simple = await connect(local, {}, "chat", []);
    simple.send("x");
    expect(await simple.closed).toEqual({ code: 1011, reason: "The event could not be handled." });
    expect(local.control.handlerCalls).toEqual([]);
  });
});

describe("clients without a token", () => {
  test("are let in where the hub allows it, as whom the handler says", async () => {
    const handler = await HandlerServer.start((_, response) =>
      answer(response, '{"userId":"guest","groups":["lobby"]}'),
    );
    const local = await service({ hubs: { open: { ...handler.hub(["connect"]), anonymousConnect: true } } });
    const client = new Client(`${local.endpoint.replace("http", "ws")}/client/hubs/Open`, [jsonProtocol]);
    closeAfterTest({ close: () => client.socket.terminate() });
    expect(await client.json()).toMatchObject({ userId: "guest" });
    expect(JSON.parse(handler.events[0]?.text ?? "")).toMatchObject({ claims: {} });
    expect(local.control.hubs()).toMatchObject([
      { name: "open", connections: [{ userId: "guest", groups: ["lobby"] }] },
    ]);
  });

  test("are refused elsewhere, and bad tokens everywhere, and whoever runs the service is told why", async () => {
    const hubs = { open: { anonymousConnect: true }, closed: {} };
    const { local, requests } = await watchedService({ hubs });
    const url = (hub: string, query = "") => `${local.endpoint.replace("http", "ws")}/client/hubs/${hub}${query}`;
    expect(await refusedUpgrade(url("closed"))).toBe(401);
    expect(await refusedUpgrade(url("other"))).toBe(401);
    expect(await refusedUpgrade(url("open", "?access_token=bad"))).toBe(401);
    expect(await refusedUpgrade(url("open"), { headers: { authorization: "Bearer bad" } })).toBe(401);
    const none = (hub: string) =>
      `The client has no token. To let such clients in: --anonymous-connect ${hub}, or anonymousConnect of the hub.`;
    const bad = expect.stringContaining("is not signed with a key of this service, is for another hub or address,");
    await until(() => requests().length >= 4);
    expect(requests().map(({ status, reason }) => [status, reason])).toEqual([
      [401, none("closed")],
      [401, none("other")],
      [401, bad],
      [401, bad],
    ]);
  });
});

test("cookies that a handler sets come back to it, for each connection its own", async () => {
  const handler = await HandlerServer.start((_, response) => {
    const count = handler.events.length;
    answer(response, "", {
      "Set-Cookie": [`n=${count}; Path=/`, "other=x; Path=/elsewhere", "bad=1; Domain=other.example"],
    });
  });
  const local = await service({ hubs: { chat: handler.hub(["connect"]) } });
  const ada = await connect(local, {}, "chat");
  await ada.ask({ type: "event", event: "e", data: 1, ackId: 1 });
  await ada.ask({ type: "event", event: "e", data: 1, ackId: 2 });
  await connect(local, {}, "chat");
  expect(handler.events.map(({ headers }) => headers["cookie"])).toEqual([undefined, "n=1", "n=2", undefined]);
});

test("state and cookies are those of answers that succeed, and state of those that are waited for", async () => {
  const handler = await HandlerServer.start(({ headers }, response) => {
    const name = headers["ce-eventname"] ?? "";
    answer(response, "", { "ce-connectionState": name, "Set-Cookie": `by=${name}` }, name === "refused" ? 400 : 200);
  });
  const local = await service({ hubs: { chat: handler.hub(["connect", "connected"]) } });
  const client = await connect(local);
  // What comes of the answer to connected is to be seen.
  await until(() => local.control.handlerCalls.length >= 2);
  for (const [ackId, name] of ["first", "refused", "last"].entries())
    await client.ask({ type: "event", event: name, data: 1, ackId });
  expect(
    handler.events.map(({ headers }) => [headers["ce-eventname"], headers["ce-connectionstate"], headers["cookie"]]),
  ).toEqual([
    ["connect", undefined, undefined],
    ["connected", "connect", "by=connect"],
    ["first", "connect", "by=connected"],
    ["refused", "first", "by=first"],
    ["last", "first", "by=first"],
  ]);
});

test("joined and left tell of groups, those of the beginning and of the end too", async () => {
  const handler = await HandlerServer.start();
  const local = await service({ hubs: { chat: handler.hub(["joined", "left"]) } });
  const client = await connect(local, { ...member, "webpubsub.group": "news" });
  await client.ask({ type: "joinGroup", group: "a", ackId: 1 });
  await handler.until(2);
  await client.ask({ type: "leaveGroup", group: "a", ackId: 2 });
  await handler.until(3);
  client.socket.close(1000);
  await handler.until(4);
  expect(handler.events.map(({ headers, text }) => [headers["ce-type"], JSON.parse(text)])).toEqual([
    ["azure.webpubsub.gp.joined", { group: "news" }],
    ["azure.webpubsub.gp.joined", { group: "a" }],
    ["azure.webpubsub.gp.left", { group: "a" }],
    ["azure.webpubsub.gp.left", { group: "news" }],
  ]);
});
