import { describe, expect, test } from "@jest/globals";
import { call, connect, service } from "./support.js";
import {
  data,
  lose,
  member,
  opened,
  recover,
  reliable,
  reliableJson,
  send,
  webSocketService,
} from "./websocketSupport.js";

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

  test("may lose what a request gave only some seconds", async () => {
    const local = await service();
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    for (const [body, seconds] of [
      ["short", 5],
      ["long", 300],
      ["endless", 0],
    ]) {
      const init = { body: String(body), headers: { "content-type": "text/plain" } };
      await call(local, "POST", `/api/hubs/chat/:send?messageTtlSeconds=${seconds}`, init);
    }
    local.control.clock.advance(6000);
    const again = recover(local, greeting);
    expect([await again.json(), await again.json()]).toMatchObject([{ data: "long" }, { data: "endless" }]);
  });

  test("may lose what another client gave only some seconds", async () => {
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
