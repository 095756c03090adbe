import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, jest, test } from "@jest/globals";
import { startLocalService } from "../src/index.js";
import {
  Client,
  call,
  closeAfterTest,
  connect,
  jsonProtocol,
  refusedUpgrade,
  service,
  token,
  until,
} from "./support.js";
import {
  lose,
  member,
  opened,
  recover,
  reliable,
  reliableJson,
  roundTrip,
  send,
  webSocketService,
} from "./websocketSupport.js";

// Many megabytes take their time on a machine that is busy.
jest.setTimeout(30_000);

const megabyte = "x".repeat(1_000_000);

/** A handshake that is done by hand, so that frames may be written that no client library writes. */
async function raw(endpoint: string, protocol = jsonProtocol): Promise<Socket> {
  const { host, port } = new URL(endpoint);
  const socket = connectTcp({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => undefined);
  closeAfterTest({ close: () => socket.destroy() });
  const access = await token(`${endpoint}/client/hubs/chat`, member);
  const lines = [
    `GET /client/hubs/chat?access_token=${access} HTTP/1.1`,
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    `Sec-WebSocket-Protocol: ${protocol}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  await once(socket, "data");
  return socket;
}

/** A frame as clients write it (RFC 6455, section 5.2), with a mask of zeros. */
function frame(firstByte: number, payload: Uint8Array): Buffer {
  const length = payload.length;
  const size = length < 126 ? [length | 0x80] : [126 | 0x80, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([firstByte, ...size, 0, 0, 0, 0]), payload]);
}

const [textFrame, closeFrame, fragment, continuation] = [0x81, 0x88, 0x01, 0x00];

/** The code of the close frame at the end of what a client received. */
async function closeCode(socket: Socket): Promise<number> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await once(socket, "end");
  const received = Buffer.concat(chunks);
  const start = received.lastIndexOf(closeFrame);
  return received.readUInt16BE(start + 2);
}

describe("broken frames end their connection, and no other:", () => {
  test.each([
    ["a reserved bit", [frame(0xc1, Buffer.from("{}"))], 1002],
    ["a reserved kind of frame", [frame(0x83, Buffer.of())], 1002],
    ["a continuation of nothing", [frame(continuation, Buffer.from("{}"))], 1002],
    ["a frame without a mask", [Buffer.of(textFrame, 2, 123, 125)], 1002],
    ["text that is not UTF-8", [frame(textFrame, Buffer.of(0xff))], 1007],
    ["a close frame with a code that is none", [frame(closeFrame, Buffer.of(0, 1))], 1002],
    [
      "an announced length beyond all bounds",
      [Buffer.of(textFrame, 0xff, 127, 255, 255, 255, 255, 255, 255, 255)],
      1009,
    ],
    [
      "more than 1 MiB in small fragments",
      [frame(fragment, Buffer.alloc(60_000, 32)), ...Array(17).fill(frame(continuation, Buffer.alloc(65_000, 32)))],
      1009,
    ],
  ])("%s", async (_, frames, code) => {
    const local = await webSocketService();
    const witness = await connect(local);
    for (const protocol of [jsonProtocol, reliableJson]) {
      const socket = await raw(local.endpoint, protocol);
      for (const one of frames) socket.write(one);
      expect(await closeCode(socket)).toBe(code);
      await until(() => local.hub.connections.size === 1);
    }
    expect(await witness.isSilent()).toBe(true);
  });

  test("frames after a close frame are not obeyed", async () => {
    const local = await webSocketService();
    const witness = await connect(local, { "webpubsub.group": "news" });
    const socket = await raw(local.endpoint);
    const request = Buffer.from('{"type":"sendToGroup","group":"news","data":1}');
    socket.write(Buffer.concat([frame(closeFrame, Buffer.of(3, 232)), frame(textFrame, request)]));
    expect(await closeCode(socket)).toBe(1000);
    expect(await witness.isSilent()).toBe(true);
  });
});

test("handshakes without a good token, and recoveries of nothing, make no hubs", async () => {
  const local = await webSocketService();
  const url = local.endpoint.replace("http", "ws");
  for (let index = 0; index < 20; index++) {
    expect(await refusedUpgrade(`${url}/client/hubs/hub${index}?access_token=x`)).toBe(401);
    const lost = new Client(`${url}/client/hubs/lost${index}?awps_connection_id=x`, [reliableJson]);
    expect((await lost.closed).code).toBe(1008);
  }
  expect([...local.hubs.entries()].map(([name]) => name)).toEqual(["chat"]);
});

describe("a client that ends only its half of the connection", () => {
  test("is gone", async () => {
    const local = await webSocketService();
    const socket = await raw(local.endpoint);
    expect(local.hub.connections.size).toBe(1);
    socket.end();
    await until(() => local.hub.connections.size === 0);
  });

  test("can come back where its subprotocol is reliable, and is gone after the time for it", async () => {
    const local = await webSocketService();
    const socket = await raw(local.endpoint, reliableJson);
    socket.end();
    await once(socket, "close");
    await roundTrip(local.endpoint);
    expect(local.hub.connections.size).toBe(1);
    local.clock.advance(30_000);
    expect(local.hub.connections.size).toBe(0);
  });
});

describe("a client that does not read", () => {
  test.each([
    ["without a subprotocol", []],
    ["of a subprotocol", [jsonProtocol]],
  ])("%s is closed once 16 MiB wait for it, while others get everything", async (_, protocols) => {
    const local = await webSocketService();
    const [slow, fast] = [await connect(local, {}, "chat", protocols), await connect(local, {}, "chat", protocols)];
    slow.socket.pause();
    let sent = 0;
    while (local.hub.connections.size === 2 && sent < 200) {
      send(local, megabyte);
      sent += 1;
      await fast.frame();
    }
    expect(sent).toBeGreaterThan(16);
    expect(sent).toBeLessThan(60);
    slow.socket.resume();
    expect(await slow.closed).toEqual({ code: 1008, reason: "The outbound message queue is full." });
  });

  test("is closed when it asks and asks and does not take the answers", async () => {
    const local = await webSocketService();
    const client = await connect(local);
    client.socket.pause();
    const group = "g".repeat(1024);
    for (let ackId = 0; local.hub.connections.size === 1 && ackId < 100_000; ackId += 1) {
      client.send({ type: "joinGroup", group, ackId });
      if (ackId % 500 === 0) await delay(1);
    }
    expect(local.hub.connections.size).toBe(0);
    client.socket.resume();
    expect((await client.closed).code).toBe(1008);
  }, 20_000);

  test("does not get what has become too old meanwhile", async () => {
    const local = await webSocketService();
    for (const protocol of [[], [jsonProtocol], [reliableJson]]) {
      const client = await connect(local, {}, "chat", protocol);
      client.socket.pause();
      for (let count = 0; count < 10; count += 1) send(local, megabyte);
      send(local, "old", local.clock.now() + 1000);
      send(local, "young", local.clock.now() + 10_000);
      local.clock.advance(2000);
      client.socket.resume();
      for (let count = 0; count < 10; count += 1) await client.frame();
      expect(String((await client.frame()).data)).toContain("young");
      client.socket.close(1000);
      await client.closed;
    }
  });

  test("is told everything that waits, and why, when the application closes it", async () => {
    const local = await webSocketService();
    const client = await connect(local);
    client.socket.pause();
    for (let count = 0; count < 10; count += 1) send(local, megabyte);
    local.hub.connections.get(client.connectionId)?.channel.close("enough");
    expect(local.hub.connections.size).toBe(0);
    client.socket.resume();
    for (let count = 0; count < 10; count += 1) expect((await client.json()).type).toBe("message");
    expect(await client.json()).toMatchObject({ event: "disconnected" });
    expect((await client.closed).code).toBe(1000);
  });
});

test("an ack id is remembered long enough, and not for ever", async () => {
  const client = await connect(await service(), member);
  const join = (ackId: number) => client.ask({ type: "joinGroup", group: "g", ackId });
  for (let ackId = 1; ackId <= 1001; ackId += 1) expect((await join(ackId)).success).toBe(true);
  expect((await join(2)).error.name).toBe("Duplicate");
  expect((await join(1)).success).toBe(true);
});

test("two recoveries at once leave one connection with one socket", async () => {
  const local = await webSocketService();
  const { client, greeting } = await reliable(local);
  await lose(client, local);
  const rivals = Array.from({ length: 10 }, () => recover(local, greeting));
  const ends = rivals.map((rival) => rival.closed.then(() => undefined));
  await Promise.all(rivals.map((rival, index) => Promise.race([opened(rival), ends[index]])));
  await roundTrip(local.endpoint);
  const open = rivals.filter(({ socket }) => socket.readyState === socket.OPEN);
  expect([open.length, local.hub.connections.size]).toEqual([1, 1]);
  send(local, "a");
  expect(await open[0]?.json()).toMatchObject({ data: "a", sequenceId: 1 });
});

test("a thousand clients are served, and closing leaves nothing open", async () => {
  const before = resources();
  const local = await startLocalService();
  const protocols = [[], [jsonProtocol], [reliableJson], ["protobuf.webpubsub.azure.v1"]];
  const clients: Client[] = [];
  while (clients.length < 1000) {
    const batch = Array.from({ length: 50 }, (_, index) => connect(local, member, "chat", protocols[index % 4]));
    clients.push(...(await Promise.all(batch)));
  }
  const json = clients.filter(({ greeting }) => greeting !== undefined);
  expect(json).toHaveLength(500);
  await Promise.all(json.map((client) => client.ask({ type: "joinGroup", group: "news", ackId: 1 })));
  await call(local, "POST", "/api/hubs/chat/groups/news/:send", {
    headers: { "content-type": "text/plain" },
    body: "hello",
  });
  for (const client of json) expect(await client.json()).toMatchObject({ data: "hello" });
  // Lost, deaf and half-open ones too.
  for (const [index, { socket }] of clients.entries()) {
    if (index % 10 === 1) socket.terminate();
    if (index % 10 === 2) socket.pause();
  }
  const halfOpen = await raw(local.endpoint, reliableJson);
  halfOpen.end();
  expect(resources()).toBeGreaterThan(before + 1000);
  expect((await call(local, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(200);
  await local.close();
  for (const { socket } of clients) socket.terminate();
  halfOpen.destroy();
  await Promise.all(clients.map(({ closed }) => closed));
  await until(() => resources() <= before);
}, 60_000);

/** How many sockets, servers and timers this process holds. */
const resources = (): number => process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length;
