import { describe, expect, test } from "@jest/globals";
import { call, connect, jsonProtocol, service } from "./support.js";
import type { Client } from "./support.js";
import {
  lose,
  member,
  opened,
  recover,
  reliableJson,
  roundTrip,
  sendToAll,
  text,
  webSocketService,
} from "./websocketSupport.js";
import type { WebSocketService } from "./websocketSupport.js";

/** A connected client and what it is recovered with. */
async function reliable(local: { readonly endpoint: string }, claims: object = member) {
  const client = await connect(local, claims, "chat", [reliableJson]);
  return { client, greeting: client.greeting as { connectionId: string; reconnectionToken: string } };
}

const send = (local: WebSocketService, content: string, expiresAt?: number): void =>
  sendToAll(local, text(content, expiresAt));

/** The data of the next messages. */
const data = async (client: Client, count: number): Promise<unknown[]> => {
  const received: unknown[] = [];
  while (received.length < count) received.push((await client.json()).data);
  return received;
};

describe("a reliable client", () => {
  test("is greeted with a token of its own", async () => {
    const local = await webSocketService();
    const [one, two] = [(await reliable(local)).greeting, (await reliable(local)).greeting];
    expect(one).toEqual({
      type: "system",
      event: "connected",
      userId: "ada",
      connectionId: expect.stringMatching(/^[\w-]{22}$/),
      reconnectionToken: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(two.reconnectionToken).not.toBe(one.reconnectionToken);
  });

  test("gets messages numbered from 1, whoever sends them, and acks and pongs without a number", async () => {
    const local = await webSocketService();
    const { client } = await reliable(local, { ...member, "webpubsub.group": "news" });
    send(local, "one");
    expect(await client.json()).toEqual({
      type: "message",
      from: "server",
      dataType: "text",
      data: "one",
      sequenceId: 1,
    });
    client.send({ type: "sendToGroup", group: "news", data: { b: 2 }, ackId: 7 });
    const { from, fromUserId, dataType } = { from: "group", fromUserId: "ada", dataType: "json" };
    expect(await client.json()).toEqual({
      type: "message",
      from,
      group: "news",
      fromUserId,
      dataType,
      data: { b: 2 },
      sequenceId: 2,
    });
    expect(await client.json()).toEqual({ type: "ack", ackId: 7, success: true });
    client.send({ type: "ping" });
    expect(await client.json()).toEqual({ type: "pong" });
  });

  test("is not numbered where the subprotocol is not reliable, and may acknowledge all the same", async () => {
    const local = await webSocketService();
    const client = await connect(local);
    expect(client.greeting).not.toHaveProperty("reconnectionToken");
    send(local, "one");
    expect(await client.json()).not.toHaveProperty("sequenceId");
    client.send({ type: "sequenceAck", sequenceId: 1 });
    expect(await client.isSilent()).toBe(true);
  });

  test.each([
    '{"type":"sequenceAck"}',
    '{"type":"sequenceAck","sequenceId":-1}',
    '{"type":"sequenceAck","sequenceId":"1"}',
  ])("is closed with 1007 for %s", async (frame) => {
    const { client } = await reliable(await webSocketService());
    client.send(frame);
    expect((await client.closed).code).toBe(1007);
  });
});

describe("a lost connection", () => {
  test("gets what it missed in order, each once, after what it had received", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    for (const content of ["a", "b", "c"]) send(local, content);
    expect(await data(client, 3)).toEqual(["a", "b", "c"]);
    client.send({ type: "sequenceAck", sequenceId: 2 });
    expect(await client.isSilent()).toBe(true);
    await lose(client, local);
    for (const content of ["d", "e"]) send(local, content);
    const again = recover(local, greeting);
    const frames = [await again.json(), await again.json(), await again.json()];
    expect(frames.map((frame) => [frame.sequenceId, frame.data])).toEqual([
      [3, "c"],
      [4, "d"],
      [5, "e"],
    ]);
    send(local, "f");
    expect(await again.json()).toMatchObject({ sequenceId: 6, data: "f" });
    expect(again.socket.protocol).toBe(reliableJson);
  });

  test("can be lost again and again", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    let current = client;
    for (let turn = 1; turn <= 5; turn += 1) {
      await lose(current, local);
      send(local, String(turn));
      current = recover(local, greeting);
      expect(await current.json()).toMatchObject({ sequenceId: turn, data: String(turn) });
      current.send({ type: "sequenceAck", sequenceId: turn });
      expect(await current.isSilent()).toBe(true);
    }
  });

  test("keeps its groups and what it was permitted, and exists for REST", async () => {
    const local = await service();
    const { client, greeting } = await reliable(local, { sub: "ada" });
    const permission = `/api/hubs/chat/permissions/joinLeaveGroup/connections/${greeting.connectionId}?targetName=news`;
    await call(local, "PUT", permission);
    expect(await client.ask({ type: "joinGroup", group: "news", ackId: 1 })).toMatchObject({ success: true });
    await lose(client, local);
    for (const path of [`connections/${greeting.connectionId}`, "users/ada", "groups/news"])
      expect((await call(local, "HEAD", `/api/hubs/chat/${path}`)).status).toBe(200);
    await call(local, "POST", "/api/hubs/chat/groups/news/:send", {
      headers: { "content-type": "text/plain" },
      body: "x",
    });
    const again = recover(local, greeting);
    expect(await again.json()).toMatchObject({ from: "group", group: "news", data: "x", sequenceId: 1 });
    expect(await again.ask({ type: "leaveGroup", group: "news", ackId: 2 })).toMatchObject({ success: true });
  });

  test("does nothing twice when a request comes again under its id", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    const witness = await connect(local, { "webpubsub.group": "news" });
    const request = {
      type: "sendToGroup",
      group: "news",
      dataType: "text",
      data: "once",
      ackId: 18446744073709551615n,
    };
    const frame = JSON.stringify({ ...request, ackId: 0 }).replace('"ackId":0', `"ackId":${request.ackId}`);
    client.send(frame);
    expect(await witness.json()).toMatchObject({ data: "once" });
    await lose(client, local);
    const again = recover(local, greeting);
    await opened(again);
    again.send(frame);
    expect(String((await again.frame()).data)).toBe(
      '{"type":"ack","ackId":18446744073709551615,"success":false,"error":{"name":"Duplicate",' +
        '"message":"Message with ack-id: 18446744073709551615 has been processed"}}',
    );
    expect(await witness.isSilent()).toBe(true);
  });

  test("is taken from a socket that still looks open, which is heard no more", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local, { ...member, "webpubsub.group": "news" });
    send(local, "a");
    await client.json();
    const again = recover(local, greeting);
    expect(await again.json()).toMatchObject({ data: "a", sequenceId: 1 });
    expect((await client.closed).code).toBe(1006);
    send(local, "b");
    expect(await again.json()).toMatchObject({ data: "b", sequenceId: 2 });
    expect(local.hub.connections.size).toBe(1);
  });

  test("waits for half a minute, and is gone then", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    local.clock.advance(29_000);
    expect(local.hub.connections.size).toBe(1);
    const again = recover(local, greeting);
    await opened(again);
    local.clock.advance(60_000);
    expect(local.hub.connections.size).toBe(1);
    await lose(again, local);
    local.clock.advance(30_000);
    expect(local.hub.connections.size).toBe(0);
    expect((await recover(local, greeting).closed).code).toBe(1008);
  });

  test("loses the messages whose time is over, and no others", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    send(local, "short", local.clock.now() + 5000);
    send(local, "long", local.clock.now() + 20_000);
    send(local, "endless");
    local.clock.advance(10_000);
    const again = recover(local, greeting);
    expect([await again.json(), await again.json()]).toMatchObject([
      { data: "long", sequenceId: 2 },
      { data: "endless", sequenceId: 3 },
    ]);
  });

  test("may lose what its sender gave only some seconds", async () => {
    const local = await webSocketService();
    const [{ client, greeting }, sender] = [
      await reliable(local, { "webpubsub.group": "news" }),
      await connect(local, member),
    ];
    await lose(client, local);
    for (const [content, ttlSeconds] of [
      ["short", 5],
      ["endless", 0],
    ] as const)
      await sender.ask({
        type: "sendToGroup",
        group: "news",
        dataType: "text",
        data: content,
        ttlSeconds,
        ackId: ttlSeconds,
      });
    local.clock.advance(6000);
    expect(await recover(local, greeting).json()).toMatchObject({ data: "endless", sequenceId: 2 });
  });
});

describe("a connection cannot be recovered", () => {
  test.each([
    ["with another token", (it: Greeting) => ({ ...it, reconnectionToken: it.reconnectionToken.toUpperCase() }), {}],
    ["with a token of another length", (it: Greeting) => ({ ...it, reconnectionToken: "x" }), {}],
    ["without a token", (it: Greeting) => ({ ...it, reconnectionToken: "" }), {}],
    ["that never was", (it: Greeting) => ({ ...it, connectionId: "nobody" }), {}],
    ["in another hub", (it: Greeting) => it, { hub: "other" }],
    ["in another subprotocol", (it: Greeting) => it, { protocol: "protobuf.reliable.webpubsub.azure.v1" }],
    ["in a subprotocol that is not reliable", (it: Greeting) => it, { protocol: jsonProtocol }],
  ])("%s: 1008, and the connection stays what it was", async (_, change, options) => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    expect(await recover(local, change(greeting), options).closed).toEqual({
      code: 1008,
      reason: "The connection cannot be recovered.",
    });
    expect(await client.isSilent()).toBe(true);
  });

  test("that is not reliable", async () => {
    const local = await webSocketService();
    const client = await connect(local);
    expect((await recover(local, { connectionId: client.connectionId, reconnectionToken: "x" }).closed).code).toBe(
      1008,
    );
  });

  test("after its client said goodbye with 1000", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    client.socket.close(1000);
    await client.closed;
    expect(local.hub.connections.size).toBe(0);
    expect((await recover(local, greeting).closed).code).toBe(1008);
  });

  test.each([undefined, 1001, 3000])("but after another close frame (%s)", async (code) => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    if (code === undefined) client.socket.close();
    else client.socket.close(code);
    await client.closed;
    send(local, "a");
    expect(await recover(local, greeting).json()).toMatchObject({ data: "a" });
  });

  test("after the application closed it, whether or not it was lost", async () => {
    const local = await service();
    for (const isLost of [false, true]) {
      const { client, greeting } = await reliable(local);
      if (isLost) await lose(client, local);
      await call(local, "DELETE", `/api/hubs/chat/connections/${greeting.connectionId}?reason=enough`);
      if (!isLost) {
        const message = "The application server closed the connection. Reason: enough";
        expect(await client.json()).toEqual({ type: "system", event: "disconnected", message });
        expect(await client.closed).toEqual({ code: 1000, reason: "" });
      }
      expect((await recover(local, greeting).closed).code).toBe(1008);
    }
  });

  test("after it sent what is no request", async () => {
    const local = await webSocketService();
    for (const frame of ["{", Buffer.of(1), "x".repeat(1_048_577)]) {
      const { client, greeting } = await reliable(local);
      client.send(frame);
      await client.closed;
      expect(local.hub.connections.size).toBe(0);
      expect((await recover(local, greeting).closed).code).toBe(1008);
    }
  });
});

type Greeting = { connectionId: string; reconnectionToken: string };

describe("a client that acknowledges nothing is closed with 1008 and cannot come back", () => {
  test.each([
    ["1000 messages", 1000, 1],
    ["16 MB", 15, 1_048_576],
  ])("at more than %s", async (_, count, size) => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    for (let sent = 0; sent < count; sent += 1) send(local, "x".repeat(size));
    await data(client, count);
    expect(local.hub.connections.size).toBe(1);
    send(local, "x".repeat(size));
    expect(await client.json()).toMatchObject({
      event: "disconnected",
      message: "The client does not acknowledge what it receives.",
    });
    expect((await client.closed).code).toBe(1008);
    expect(local.hub.connections.size).toBe(0);
    expect((await recover(local, greeting).closed).code).toBe(1008);
  });

  test("even while it is lost", async () => {
    const local = await webSocketService();
    const { client } = await reliable(local);
    await lose(client, local);
    for (let sent = 0; sent <= 1000; sent += 1) send(local, "x");
    expect(local.hub.connections.size).toBe(0);
    await roundTrip(local.endpoint);
  });

  test("but not for messages whose time is over", async () => {
    const local = await webSocketService();
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    for (let sent = 0; sent < 1000; sent += 1) send(local, "old", local.clock.now() + 1000);
    local.clock.advance(2000);
    send(local, "new");
    expect(await recover(local, greeting).json()).toMatchObject({ data: "new", sequenceId: 1001 });
  });
});
