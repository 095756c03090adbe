import { describe, expect, jest, test } from "@jest/globals";
import { call, connect, service } from "./support.js";
import { webSocketService } from "./websocketSupport.js";

const member = { sub: "ada", role: ["webpubsub.joinLeaveGroup", "webpubsub.sendToGroup"] };

test("a client is greeted with its id and its user", async () => {
  const local = await service();
  const ada = await connect(local, { sub: "ada" });
  expect(ada.socket.protocol).toBe("json.webpubsub.azure.v1");
  const [connectionId, type, event] = [expect.stringMatching(/^[\w-]{22}$/), "system", "connected"];
  expect(ada.greeting).toEqual({ type, event, userId: "ada", connectionId });
  for (const claims of [{}, { sub: "" }])
    expect((await connect(local, claims)).greeting).toEqual({ type, event, userId: null, connectionId });
});

describe("a group", () => {
  test("is joined, sent to and left, and each request is acknowledged", async () => {
    const local = await service();
    const [ada, bob] = [await connect(local, member), await connect(local, { ...member, sub: "bob" })];
    expect(await ada.ask({ type: "joinGroup", group: "news", ackId: 1 })).toEqual({
      type: "ack",
      ackId: 1,
      success: true,
    });
    expect(await bob.ask({ type: "JOINGROUP", group: "news", ackId: 0 })).toEqual({
      type: "ack",
      ackId: 0,
      success: true,
    });
    ada.send({ type: "sendToGroup", group: "news", noEcho: true, dataType: "text", data: "hi" });
    expect(await bob.json()).toEqual({
      type: "message",
      from: "group",
      group: "news",
      fromUserId: "ada",
      dataType: "text",
      data: "hi",
    });
    expect(await ada.isSilent()).toBe(true);
    ada.send({ type: "sendToGroup", group: "news", data: { a: 1 } });
    for (const client of [ada, bob]) expect(await client.json()).toMatchObject({ dataType: "json", data: { a: 1 } });
    ada.send({ type: "sendToGroup", group: "news", dataType: "text", data: 'a "quoted"\n\u2028 line' });
    for (const client of [ada, bob]) expect(await client.json()).toMatchObject({ data: 'a "quoted"\n\u2028 line' });
    ada.send({ type: "sendToGroup", group: "news", dataType: "Binary", data: "AP8=" });
    for (const client of [ada, bob]) expect(await client.json()).toMatchObject({ dataType: "binary", data: "AP8=" });
    expect(await bob.ask({ type: "leaveGroup", group: "news", ackId: 2 })).toMatchObject({ success: true });
    ada.send({ type: "sendToGroup", group: "news", noEcho: true, data: 1 });
    expect([await ada.isSilent(), await bob.isSilent()]).toEqual([true, true]);
  });

  test("is closed to those without the role, and open to one group with its role", async () => {
    const local = await service();
    const client = await connect(local, { role: "webpubsub.joinLeaveGroup.news" });
    expect(await client.ask({ type: "joinGroup", group: "news", ackId: 1 })).toMatchObject({ success: true });
    expect(await client.ask({ type: "joinGroup", group: "other", ackId: 2 })).toEqual({
      type: "ack",
      ackId: 2,
      success: false,
      error: {
        name: "Forbidden",
        message: "The client does not have permission to join group 'other'.",
      },
    });
    expect(await client.ask({ type: "sendToGroup", group: "news", data: 1, ackId: 3 })).toMatchObject({
      success: false,
      error: { name: "Forbidden" },
    });
  });

  test("opens and closes with permissions that are granted while the client is connected", async () => {
    const local = await service();
    const client = await connect(local);
    const path = `/api/hubs/chat/permissions/joinLeaveGroup/connections/${client.connectionId}?targetName=news`;
    await call(local, "PUT", path);
    expect(await client.ask({ type: "joinGroup", group: "news", ackId: 1 })).toMatchObject({ success: true });
    await call(local, "DELETE", path);
    expect(await client.ask({ type: "leaveGroup", group: "news", ackId: 2 })).toMatchObject({ success: false });
    expect((await call(local, "HEAD", "/api/hubs/chat/groups/news")).status).toBe(200);
  });
});

test("a request is not carried out twice", async () => {
  const client = await connect(await service(), member);
  await client.ask({ type: "joinGroup", group: "news", ackId: 1 });
  expect(await client.ask({ type: "leaveGroup", group: "news", ackId: 1 })).toEqual({
    type: "ack",
    ackId: 1,
    success: false,
    error: { name: "Duplicate", message: "Message with ack-id: 1 has been processed" },
  });
});

test("a request that the service failed at may be tried again under its id", async () => {
  const local = await webSocketService();
  const client = await connect(local, member);
  const broken = jest.spyOn(local.hub, "deliver").mockImplementation(() => {
    throw new Error("broken");
  });
  const request = { type: "sendToGroup", group: "news", data: 1, ackId: 1 };
  expect(await client.ask(request)).toMatchObject({ success: false, error: { name: "InternalServerError" } });
  broken.mockRestore();
  expect(await client.ask(request)).toEqual({ type: "ack", ackId: 1, success: true });
});

test("an event that is handled is acknowledged", async () => {
  const hubs = { chat: { eventHandlers: [{ userEvent: () => undefined }] } };
  const client = await connect(await service({ hubs }));
  expect(await client.ask({ type: "event", event: "chat", dataType: "text", data: "hi", ackId: 1 })).toEqual({
    type: "ack",
    ackId: 1,
    success: true,
  });
});

describe("a connection is closed", () => {
  test.each([
    ["hello"],
    ["[]"],
    ["null"],
    ["{}"],
    ['{"type":"shout"}'],
    ['{"type":"joinGroup"}'],
    ['{"type":"joinGroup","group":" "}'],
    ['{"type":"joinGroup","group":"a\\nb"}'],
    ['{"type":"joinGroup","group":"g","ackId":-1}'],
    ['{"type":"joinGroup","group":"g","ackId":"1"}'],
    ['{"type":"sendToGroup","group":"g"}'],
    ['{"type":"sendToGroup","group":"g","dataType":"text","data":1}'],
    ['{"type":"sendToGroup","group":"g","dataType":"binary","data":"%"}'],
    ['{"type":"sendToGroup","group":"g","dataType":"protobuf","data":""}'],
    ['{"type":"sendToGroup","group":"g","data":1,"noEcho":"yes"}'],
    ['{"type":"sendToGroup","group":"g","data":1,"ttlSeconds":301}'],
    ['{"type":"sendToGroup","group":"g","data":1,"ackId":18446744073709551616}'],
    ['{"type":"event","data":1}'],
    ['{"type":"event","event":"1st","data":1}'],
    ['{"type":"event","event":"chat"}'],
    ['{"type":"invoke","event":"chat"}'],
    ['{"type":"invoke","event":"chat","invocationId":"i","dataType":"text","data":1}'],
    ['{"type":"cancelInvocation"}'],
  ])("with 1007 for the frame %s, and told why", async (frame) => {
    const client = await connect(await service(), member);
    client.send(frame);
    const { message } = await client.json();
    expect(message).toMatch(/^[A-Za-z].*\.$/);
    expect(await client.closed).toEqual({ code: 1007, reason: message });
  });

  test("with 1003 for a binary frame", async () => {
    const client = await connect(await service());
    client.send(Buffer.of(1));
    const message = "The JSON subprotocol requires text messages.";
    expect(await client.json()).toEqual({ type: "system", event: "disconnected", message });
    expect(await client.closed).toEqual({ code: 1003, reason: message });
  });

  test("with 1009 for a frame of more than 1 MiB, and not for one of that", async () => {
    const client = await connect(await service());
    client.send('{"type":"ping"}'.padEnd(1_048_576));
    expect(await client.json()).toEqual({ type: "pong" });
    client.send('{"type":"ping"}'.padEnd(1_048_577));
    expect((await client.closed).code).toBe(1009);
  });
});
