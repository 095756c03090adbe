import { describe, expect, test } from "@jest/globals";
import { connect } from "./support.js";
import { ask, next, request } from "./protobufMessages.js";
import { lose, member, opened, recover, send, webSocketService } from "./websocketSupport.js";

const [plain, reliable] = ["protobuf.webpubsub.azure.v1", "protobuf.reliable.webpubsub.azure.v1"];
const inNews = { ...member, "webpubsub.group": "news" };

async function connected(local: { readonly endpoint: string }, protocol = plain, claims: object = inNews) {
  const client = await connect(local, claims, "chat", [protocol]);
  return { client, greeting: (await next(client)).systemMessage.connectedMessage };
}

describe("a protobuf client", () => {
  test("is greeted", async () => {
    const local = await webSocketService();
    const connectionId = expect.stringMatching(/^[\w-]{22}$/);
    expect((await connected(local)).greeting).toEqual({ connectionId, userId: "ada" });
    expect((await connected(local, plain, {})).greeting).toEqual({ connectionId });
    expect((await connected(local, reliable)).greeting).toEqual({
      connectionId,
      userId: "ada",
      reconnectionToken: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test("joins, sends, leaves and pings, and is answered under its numbers of 64 bits", async () => {
    const { client } = await connected(await webSocketService(), plain, member);
    const ackId = 18446744073709551615n.toString();
    expect(await ask(client, { joinGroupMessage: { group: "g", ackId: 0 } })).toEqual({
      ackMessage: { success: true },
    });
    const data = { textData: "grüße" };
    expect(await ask(client, { sendToGroupMessage: { group: "g", data, ackId: 1, noEcho: true } })).toEqual({
      ackMessage: { ackId: "1", success: true },
    });
    client.send(request({ sendToGroupMessage: { group: "g", data } }));
    expect(await next(client)).toEqual({ dataMessage: { from: "group", group: "g", data } });
    expect(await ask(client, { eventMessage: { event: "e", data, ackId: 2 } })).toMatchObject({
      ackMessage: { ackId: "2", error: { name: "InternalServerError" } },
    });
    client.send(withNumber(ackId));
    expect(await next(client)).toEqual({ ackMessage: { ackId, success: true } });
    expect(await ask(client, { leaveGroupMessage: { group: "g", ackId: 1 } })).toEqual({
      ackMessage: {
        ackId: "1",
        error: { name: "Duplicate", message: "Message with ack-id: 1 has been processed" },
      },
    });
    expect(await ask(client, { pingMessage: {} })).toEqual({ pongMessage: {} });
  });

  test("is forbidden what it has no role for", async () => {
    const { client } = await connected(await webSocketService(), plain, {});
    expect(await ask(client, { joinGroupMessage: { group: "g", ackId: 1 } })).toMatchObject({
      ackMessage: { ackId: "1", error: { name: "Forbidden" } },
    });
  });

  test("is told that nobody handles what it invokes", async () => {
    const { client } = await connected(await webSocketService());
    expect(await ask(client, { invokeEventMessage: { event: "e", invocationId: "i" } })).toEqual({
      invokeResponseMessage: {
        invocationId: "i",
        error: { name: "InternalServerError", message: "No event handler of hub 'chat' wants the event 'e'." },
      },
    });
    expect(await ask(client, { pingMessage: {} })).toEqual({ pongMessage: {} });
  });
});

/** A request to leave a group whose id is more than a number of JavaScript holds. */
const withNumber = (ackId: string): Buffer => request({ leaveGroupMessage: { group: "g", ackId: longOf(ackId) } });
const longOf = (digits: string) => {
  const value = BigInt(digits);
  return { low: Number(BigInt.asIntN(32, value)), high: Number(BigInt.asIntN(32, value >> 32n)), unsigned: true };
};

describe("data of a protobuf client arrives in the form of each subprotocol:", () => {
  const any = { type_url: "type.googleapis.com/x.Y", value: Buffer.of(8, 1) };
  const anyBytes = Buffer.concat([Buffer.of(10, 23), Buffer.from(any.type_url), Buffer.of(18, 2, 8, 1)]);
  test.each([
    ["text", { textData: "hi" }, { textData: "hi" }, { dataType: "text", data: "hi" }, Buffer.from("hi")],
    ["empty text", { textData: "" }, { textData: "" }, { dataType: "text", data: "" }, Buffer.of()],
    [
      "bytes",
      { binaryData: Buffer.of(0, 255) },
      { binaryData: "AP8=" },
      { dataType: "binary", data: "AP8=" },
      Buffer.of(0, 255),
    ],
    [
      "protobuf",
      { protobufData: { typeUrl: any.type_url, value: any.value } },
      { protobufData: { typeUrl: any.type_url, value: "CAE=" } },
      { dataType: "protobuf", data: anyBytes.toString("base64") },
      anyBytes,
    ],
    [
      "JSON",
      { jsonData: '{"a":[1.0]}' },
      { jsonData: '{"a":[1.0]}' },
      { dataType: "json", data: { a: [1] } },
      Buffer.from('{"a":[1.0]}'),
    ],
  ])("%s", async (kind, data, asProtobuf, asJson, payload) => {
    const local = await webSocketService();
    const { client } = await connected(local);
    const [json, simple] = [await connect(local, inNews), await connect(local, inNews, "chat", [])];
    client.send(request({ sendToGroupMessage: { group: "news", data } }));
    expect(await next(client)).toEqual({ dataMessage: { from: "group", group: "news", data: asProtobuf } });
    expect(await json.json()).toEqual({ type: "message", from: "group", group: "news", fromUserId: "ada", ...asJson });
    const frame = await simple.frame();
    expect([frame.data.equals(payload), frame.isBinary]).toEqual([true, kind === "bytes" || kind === "protobuf"]);
  });
});

test("a reliable protobuf client gets numbers, and what it missed", async () => {
  const local = await webSocketService();
  const { client, greeting } = await connected(local, reliable);
  send(local, "a");
  send(local, "b");
  expect(await next(client)).toEqual({ dataMessage: { from: "server", data: { textData: "a" }, sequenceId: "1" } });
  await next(client);
  client.send(request({ sequenceAckMessage: { sequenceId: 1 } }));
  expect(await ask(client, { joinGroupMessage: { group: "g", ackId: 5 } })).toMatchObject({
    ackMessage: { success: true },
  });
  await lose(client, local);
  send(local, "c");
  const again = recover(local, greeting, { protocol: reliable as string });
  expect(await next(again)).toMatchObject({ dataMessage: { data: { textData: "b" }, sequenceId: "2" } });
  expect(await next(again)).toMatchObject({ dataMessage: { data: { textData: "c" }, sequenceId: "3" } });
  await opened(again);
  expect(await ask(again, { joinGroupMessage: { group: "g", ackId: 5 } })).toMatchObject({
    ackMessage: { error: { name: "Duplicate" } },
  });
  [...local.hub.connections.values()][0]?.channel.close("enough");
  expect(await next(again)).toEqual({
    systemMessage: { disconnectedMessage: { reason: "Application server closed the connection. Reason: enough" } },
  });
  expect((await again.closed).code).toBe(1000);
});

describe("a protobuf client is closed", () => {
  const good = request({ sendToGroupMessage: { group: "news", data: { textData: "x" } } });
  test.each([
    ["with 1003 for a text frame", "text", 1003],
    ["with 1007 for an empty frame", Buffer.of(), 1007],
    ["with 1007 for a frame that ends early", good.subarray(0, -1), 1007],
    ["with 1007 for bytes that are nothing", Buffer.alloc(100, 255), 1007],
    ["with 1007 for a request of a kind that is not known", Buffer.of(122, 0), 1007],
    ["with 1007 for groups of groups without end", Buffer.alloc(200_000, 11), 1007],
    ["with 1007 for a number where a text belongs", Buffer.of(50, 2, 8, 1), 1007],
    ["with 1007 for a text where a number belongs", Buffer.of(50, 5, 10, 1, 103, 18, 0), 1007],
    ["with 1007 for a group without a name", request({ joinGroupMessage: { group: " " } }), 1007],
    ["with 1007 for text that is not UTF-8", Buffer.of(50, 3, 10, 1, 255), 1007],
    ["with 1007 for a request without data", request({ sendToGroupMessage: { group: "g", data: {} } }), 1007],
    ["with 1007 for bad JSON", request({ sendToGroupMessage: { group: "g", data: { jsonData: "{" } } }), 1007],
    ["with 1007 for a broken Any", Buffer.of(10, 8, 10, 1, 103, 26, 3, 26, 1, 255), 1007],
    [
      "with 1007 for more than 300 seconds to live",
      request({ sendToGroupMessage: { group: "g", data: { textData: "" }, ttlSeconds: 301 } }),
      1007,
    ],
    ["with 1007 for an event without a name", request({ eventMessage: { data: { textData: "" } } }), 1007],
    ["with 1009 for more than 1 MiB", Buffer.alloc(1_048_577), 1009],
  ])("%s", async (_, frame, code) => {
    const { client } = await connected(await webSocketService());
    client.send(frame);
    expect((await client.closed).code).toBe(code);
  });
});

test("of the requests in one frame the last counts, as protobuf has it", async () => {
  const { client } = await connected(await webSocketService());
  client.send(Buffer.concat([request({ joinGroupMessage: { group: "g", ackId: 1 } }), request({ pingMessage: {} })]));
  expect(await next(client)).toEqual({ pongMessage: {} });
});
