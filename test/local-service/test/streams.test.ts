import { describe, expect, test } from "@jest/globals";
import type { Client } from "./support.js";
import { connect, service } from "./support.js";
import { lose, member, recover, reliable } from "./websocketSupport.js";

const start = { type: "sendToGroup", group: "news", stream: { streamId: "s" } };
const part = (streamSequenceId: number, data: unknown = streamSequenceId) => ({
  type: "streamData",
  streamId: "s",
  streamSequenceId,
  data,
});
const ack = (expectedSequenceId: number) => ({ type: "streamAck", streamId: "s", expectedSequenceId });
const inGroup = { ...member, "webpubsub.group": "news" };

async function pair(): Promise<[Client, Client, Awaited<ReturnType<typeof service>>]> {
  const local = await service();
  return [await connect(local, member), await connect(local, inGroup), local];
}

/** The next message, but for what all have in common. */
const next = async (client: Client) => {
  const { dataType, data, stream } = await client.json();
  return { dataType, data, stream };
};

describe("a stream", () => {
  test("is taken in parts and passed on in parts, with an end", async () => {
    const [sender, receiver] = await pair();
    expect(await sender.ask(start)).toEqual(ack(1));
    expect(await sender.ask(part(1, { a: [1] }))).toEqual(ack(2));
    expect(await sender.ask({ ...part(2, "AP8="), dataType: "binary" })).toEqual(ack(3));
    expect(await sender.ask({ type: "streamEnd", streamId: "s" })).toEqual({ type: "streamClosed", streamId: "s" });
    expect(await receiver.json()).toEqual({
      type: "message",
      from: "group",
      group: "news",
      fromUserId: "ada",
      dataType: "json",
      data: { a: [1] },
      stream: { streamId: "s", streamSequenceId: 1 },
    });
    expect(await next(receiver)).toEqual({
      dataType: "binary",
      data: "AP8=",
      stream: { streamId: "s", streamSequenceId: 2 },
    });
    const end = { streamId: "s", streamSequenceId: 3, endOfStream: true };
    expect(await next(receiver)).toEqual({ dataType: "text", data: "", stream: end });
    // It is over: its id is free again.
    expect(await sender.ask(part(3))).toMatchObject({ type: "streamClosed", error: { name: "StreamNotFound" } });
    expect(await sender.ask(start)).toEqual(ack(1));
  });

  test("takes no part twice, and none out of order", async () => {
    const [sender, receiver] = await pair();
    await sender.ask(start);
    expect(await sender.ask(start)).toEqual(ack(1));
    await sender.ask(part(1));
    expect(await sender.ask(part(1))).toEqual(ack(2));
    expect(await sender.ask(part(3))).toEqual({
      type: "streamNack",
      streamId: "s",
      name: "InvalidSequenceId",
      message: "The next part of the stream has the number 2.",
      expectedSequenceId: 2,
    });
    expect(await sender.ask(part(2))).toEqual(ack(3));
    expect([(await next(receiver)).data, (await next(receiver)).data]).toEqual([1, 2]);
    expect(await receiver.isSilent()).toBe(true);
  });

  test("goes to its sender too, unless it wants no echo; simple clients get parts without an end", async () => {
    const local = await service();
    const sender = await connect(local, inGroup);
    const simple = await connect(local, inGroup, "chat", []);
    await sender.ask({ ...start, noEcho: true });
    expect(await sender.ask(part(1))).toEqual(ack(2));
    sender.send({ type: "streamEnd", streamId: "s" });
    expect(await sender.json()).toEqual({ type: "streamClosed", streamId: "s" });
    await sender.ask({ ...start, stream: { streamId: "t" } });
    sender.send({ ...part(1, "echo"), streamId: "t" });
    expect(await next(sender)).toMatchObject({ data: "echo" });
    expect(String((await simple.frame()).data)).toBe("1");
    expect(String((await simple.frame()).data)).toBe('"echo"');
  });

  test("tells those who listen why it ends early", async () => {
    const [sender, receiver] = await pair();
    await sender.ask(start);
    await sender.ask({ type: "streamEnd", streamId: "s", error: { message: "no more", userErrorCode: "E1" } });
    const error = { name: "UserError", message: "no more", userErrorCode: "E1" };
    expect((await next(receiver)).stream).toEqual({ streamId: "s", streamSequenceId: 1, endOfStream: true, error });
  });

  test.each([
    [{}, 300_000],
    [{ idleTimeoutMs: 2000 }, 2000],
  ])("is closed where it is silent for too long: %j", async (options, time) => {
    const [sender, receiver, local] = await pair();
    await sender.ask({ ...start, stream: { streamId: "s", ...options } });
    local.control.clock.advance(time - 1000);
    // A sign of life.
    sender.send({ type: "streamData", streamId: "s" });
    expect(await sender.isSilent()).toBe(true);
    local.control.clock.advance(time - 1000);
    expect(await sender.isSilent()).toBe(true);
    local.control.clock.advance(1000);
    expect(await sender.json()).toMatchObject({ type: "streamClosed", streamId: "s", error: { name: "IdleTimeout" } });
    expect((await next(receiver)).stream).toMatchObject({ endOfStream: true, error: { name: "IdleTimeout" } });
  });

  test("ends with its client, and survives a recovery", async () => {
    const local = await service();
    const receiver = await connect(local, inGroup);
    const { client, greeting } = await reliable(local);
    expect(await client.ask(start)).toEqual(ack(1));
    await lose(client, local);
    const again = recover(local, greeting);
    await new Promise((resolve) => again.socket.once("open", resolve));
    expect(await again.ask(part(1))).toEqual(ack(2));
    again.socket.close(1000);
    expect((await next(receiver)).data).toBe(1);
    expect((await next(receiver)).stream).toMatchObject({ endOfStream: true, error: { name: "ConnectionClosed" } });
  });

  test("is for those who may send to the group, and a hundred of a connection at most", async () => {
    const local = await service();
    const stranger = await connect(local);
    expect(await stranger.ask(start)).toMatchObject({ type: "streamClosed", error: { name: "Forbidden" } });
    const sender = await connect(local, member);
    for (let count = 0; count < 100; count += 1)
      expect(await sender.ask({ ...start, stream: { streamId: `s${count}` } })).toMatchObject({ type: "streamAck" });
    expect(await sender.ask(start)).toMatchObject({ type: "streamClosed", error: { name: "TooManyStreams" } });
    expect(await sender.ask({ ...start, group: "other", stream: { streamId: "s1" } })).toMatchObject({
      type: "streamNack",
    });
  });

  test.each([
    { ...start, stream: 1 },
    { ...start, stream: {} },
    { ...start, stream: { streamId: "" } },
    { ...start, stream: { streamId: "s", idleTimeoutMs: 0 } },
    { ...start, stream: { streamId: "s", idleTimeoutMs: "1" } },
    { type: "streamData" },
    { type: "streamData", streamId: "s", streamSequenceId: 1 },
    { type: "streamData", streamId: "s", data: 1 },
    { type: "streamEnd", streamId: "s", error: "x" },
    { type: "streamEnd", streamId: "s", error: { message: 1 } },
    { type: "setGroupState", group: "news", state: [] },
    { type: "setGroupState", group: "news", state: { a: 1 } },
    { type: "setGroupState", group: "news", state: { a: "x".repeat(16_384) } },
    { type: "subscribeGroupState", group: " " },
  ])("is not what %j asks for: closed with 1007", async (frame) => {
    const [sender] = await pair();
    sender.send(frame);
    expect((await sender.closed).code).toBe(1007);
  });
});

describe("states in a group", () => {
  const subscribe = { type: "subscribeGroupState", group: "news", ackId: 1 };
  const item = (client: Client, state?: object) => ({
    connectionId: client.connectionId,
    userId: "ada",
    ...(state && { state }),
    updatedAt: expect.any(Number),
  });
  const update = (...items: object[]) => ({ type: "groupStateUpdate", group: "news", items });

  test("are told to those who want to know: what there is, and what changes until its client is gone", async () => {
    const local = await service();
    const [ada, bob] = [await connect(local, member), await connect(local, { ...member, sub: "bob" })];
    expect(await ada.ask({ type: "setGroupState", group: "news", state: { mood: "good" }, ackId: 1 })).toMatchObject({
      success: true,
    });
    expect(await bob.ask(subscribe)).toEqual({ type: "ack", ackId: 1, success: true });
    expect(await bob.json()).toEqual({
      type: "groupStateSnapshot",
      group: "news",
      items: [item(ada, { mood: "good" })],
    });
    ada.send({ type: "setGroupState", group: "news", state: { mood: "bad" } });
    expect(await bob.json()).toEqual(update(item(ada, { mood: "bad" })));
    ada.send({ type: "setGroupState", group: "news" });
    expect(await bob.json()).toEqual(update(item(ada)));
    // Taken back already, so that there is nothing to tell.
    ada.send({ type: "setGroupState", group: "news" });
    ada.send({ type: "setGroupState", group: "other", state: { mood: "x" } });
    ada.send({ type: "setGroupState", group: "news", state: { mood: "gone" } });
    expect(await bob.json()).toEqual(update(item(ada, { mood: "gone" })));
    ada.socket.close(1000);
    expect(await bob.json()).toEqual(update(item(ada)));
    expect(await bob.ask({ ...subscribe, type: "unsubscribeGroupState", ackId: 2 })).toMatchObject({ success: true });
    await (await connect(local, member)).ask({ type: "setGroupState", group: "news", state: {}, ackId: 1 });
    expect(await bob.isSilent()).toBe(true);
  });

  test("may have 16,384 characters, names and values together", async () => {
    const client = await connect(await service(), member);
    const set = (length: number) => ({
      type: "setGroupState",
      group: "news",
      state: { a: "x".repeat(length - 1) },
      ackId: length,
    });
    expect(await client.ask(set(16_384))).toMatchObject({ success: true });
    client.send(set(16_385));
    expect((await client.closed).code).toBe(1007);
  });

  test("end with the membership, and take permissions", async () => {
    const local = await service();
    const [ada, bob] = [await connect(local, inGroup), await connect(local, member)];
    await bob.ask(subscribe);
    await bob.json();
    ada.send({ type: "setGroupState", group: "news", state: { a: "1" } });
    expect(await bob.json()).toEqual(update(item(ada, { a: "1" })));
    await ada.ask({ type: "leaveGroup", group: "news", ackId: 1 });
    expect(await bob.json()).toEqual(update(item(ada)));
    const stranger = await connect(local);
    expect(await stranger.ask(subscribe)).toMatchObject({ success: false, error: { name: "Forbidden" } });
    expect(await stranger.ask({ type: "setGroupState", group: "news", ackId: 2 })).toMatchObject({
      error: { name: "Forbidden" },
    });
    expect(await stranger.isSilent()).toBe(true);
  });

  test("are told anew to a client that has come back", async () => {
    const local = await service();
    const { client, greeting } = await reliable(local);
    await client.ask(subscribe);
    await client.json();
    await lose(client, local);
    const ada = await connect(local, member);
    await ada.ask({ type: "setGroupState", group: "news", state: { a: "1" }, ackId: 1 });
    const again = recover(local, greeting);
    expect(await again.json()).toEqual({ type: "groupStateSnapshot", group: "news", items: [item(ada, { a: "1" })] });
  });
});
