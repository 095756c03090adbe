import { describe, expect, test } from "@jest/globals";
import { Outgoing } from "../src/hub/outgoing.js";
import type { Message, Origin } from "../src/hub/message.js";
import { Budget } from "../src/websocket/budget.js";
import { makeFrame } from "../src/websocket/frame.js";
import { jsonCodec } from "../src/websocket/jsonCodec.js";
import { MessageFrames } from "../src/websocket/messageFrames.js";
import { protobufCodec } from "../src/websocket/protobufCodec.js";
import { connect, jsonProtocol, until } from "./support.js";
import { lose, recover, reliable, reliableJson, send, webSocketService } from "./websocketSupport.js";

const megabyte = "x".repeat(1_000_000);
const protobuf = "protobuf.webpubsub.azure.v1";
const origin: Origin = { from: "group", group: "news", fromUserId: "ada" };
const messages: Message[] = [
  { dataType: "text", text: megabyte },
  { dataType: "json", text: `[${"1,".repeat(100_000)}1]`, metadata: { a: "b" } },
  { dataType: "binary", bytes: Buffer.alloc(100_000, 1) },
];

describe.each([
  ["JSON", jsonCodec],
  ["protobuf", protobufCodec],
])("a message for many clients of %s", (_, codec) => {
  test.each(messages)("of type $dataType is in memory once, with numbers as well", (message) => {
    const outgoing = new Outgoing(message, origin);
    const frames = MessageFrames.of(codec, outgoing);
    expect(MessageFrames.of(codec, outgoing)).toBe(frames);
    expect(frames.plain).toBe(frames.plain);
    const [one, other] = [frames.numbered(1), frames.numbered(2_000_000_000)];
    const buffers = [one, other].map(({ chunks }) =>
      chunks.filter(({ length }) => length > 1000).map((chunk) => [chunk.buffer, chunk.byteOffset]),
    );
    expect(buffers[0]).toHaveLength(1);
    expect(buffers[0]).toEqual(buffers[1]);
    expect(one.bytes).toBe(other.bytes);
  });
});

test("frames have the length that they say", () => {
  for (const length of [0, 1, 125, 126, 1000, 65_535, 65_536, 1_000_000]) {
    const frame = makeFrame([Buffer.alloc(length)], { binary: true });
    const bytes = Buffer.concat(frame.chunks);
    expect(bytes).toHaveLength(frame.size);
    const short = (bytes[1] as number) & 0x7f;
    const said = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    expect([bytes[0], said]).toEqual([0x82, length]);
  }
});

describe("of what is kept for clients that do not read", () => {
  test("one copy is kept for all of a subprotocol, and none once they are gone", async () => {
    const budget = new Budget();
    const local = await webSocketService({ budget });
    const protocols = [[], [jsonProtocol], [reliableJson], [protobuf]];
    const clients = await Promise.all(
      Array.from({ length: 24 }, (_, index) => connect(local, {}, "chat", protocols[index % 4])),
    );
    for (const { socket } of clients) socket.pause();
    for (let count = 0; count < 10; count += 1) send(local, megabyte);
    // Ten messages in four forms at most: one for reliable and other JSON, one for protobuf, one for simple clients.
    expect(budget.bytes).toBeGreaterThan(5 * megabyte.length);
    expect(budget.bytes).toBeLessThan(41 * megabyte.length);
    for (const { socket } of clients) socket.terminate();
    await Promise.all(clients.map(({ closed }) => closed));
    await until(() => local.hub.connections.size <= 6);
    // Those that may come back still have theirs, once.
    expect(budget.bytes).toBeLessThan(11 * megabyte.length);
    local.clock.advance(30_000);
    expect(budget.bytes).toBe(0);
  });

  test("no more than is allowed for all together, at the cost of those for whom most is kept", async () => {
    const budget = new Budget(8 * megabyte.length);
    const local = await webSocketService({ budget });
    const slow = await Promise.all(Array.from({ length: 6 }, () => connect(local)));
    const witness = await connect(local);
    for (const { socket } of slow) socket.pause();
    // Each gets its own messages, so that nothing is shared.
    for (let round = 0; round < 8; round += 1)
      for (const { connectionId } of slow) {
        local.hub.connections
          .get(connectionId)
          ?.channel.deliver(new Outgoing({ dataType: "text", text: megabyte }, { from: "server" }));
        expect(budget.bytes).toBeLessThanOrEqual(8 * megabyte.length);
      }
    expect(local.hub.connections.size).toBeLessThan(7);
    expect(local.hub.connections.has(witness.connectionId)).toBe(true);
    expect(await witness.isSilent()).toBe(true);
  });

  test("nothing for a lost client that is given up for it", async () => {
    const budget = new Budget(3 * megabyte.length);
    const local = await webSocketService({ budget });
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    for (let count = 0; count < 4; count += 1) send(local, megabyte);
    expect([budget.bytes, local.hub.connections.size]).toEqual([0, 0]);
    expect((await recover(local, greeting).closed).code).toBe(1008);
  });
});

test("200 clients that do not read cost one copy of each message", async () => {
  const local = await webSocketService();
  const protocols = [[], [jsonProtocol]];
  const clients = await Promise.all(
    Array.from({ length: 200 }, (_, index) => connect(local, {}, "chat", protocols[index % 2])),
  );
  for (const { socket } of clients) socket.pause();
  const witness = await connect(local);
  const before = process.memoryUsage();
  for (let count = 0; count < 30; count += 1) {
    send(local, megabyte.slice(0, 900_000));
    await witness.frame();
  }
  const after = process.memoryUsage();
  // One copy for each of 200 of 30 messages would be 5.4 GB; the kernel's buffers are not counted here.
  expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(500_000_000);
}, 60_000);

test("what is under way when the service closes still arrives", async () => {
  const local = await webSocketService();
  const client = await connect(local, {}, "chat", []);
  send(local, "last words");
  await local.close();
  expect(String((await client.frame()).data)).toBe("last words");
  expect((await client.closed).code).toBe(1001);
});
