import { expect, test } from "@jest/globals";
import { connect, service } from "./support.js";
import type { Client } from "./support.js";
import { ask, next, request } from "./protobufMessages.js";
import { member } from "./websocketSupport.js";

const inNews = { ...member, "webpubsub.group": "news" };

/** A protobuf client that has been greeted. */
async function connected(local: { readonly endpoint: string }, claims: object = inNews): Promise<Client> {
  const client = await connect(local, claims, "chat", ["protobuf.webpubsub.azure.v1"]);
  client.connectionId = (await next(client)).systemMessage.connectedMessage.connectionId;
  return client;
}

test("events and invocations of protobuf clients reach handlers, and are answered with each kind of data", async () => {
  const seen: unknown[] = [];
  const userEvent = ({ event, dataType, data }: { event: string; dataType: string; data: unknown }) => {
    seen.push([event, dataType, data]);
    return { data, dataType: dataType as "json" };
  };
  const client = await connected(await service({ hubs: { chat: { eventHandlers: [{ userEvent }] } } }));
  const any = Buffer.from("0a0161120162", "hex");
  const contents = [
    { textData: "grüße" },
    { jsonData: '{"a":1}' },
    { binaryData: Buffer.of(0, 255) },
    { protobufData: { typeUrl: "a", value: Buffer.from("b") } },
  ];
  const answers = [
    { textData: "grüße" },
    { jsonData: '{"a":1}' },
    { binaryData: "AP8=" },
    { protobufData: { typeUrl: "a", value: "Yg==" } },
  ];
  for (const [index, data] of contents.entries()) {
    const ackId = String(index + 1);
    expect(await ask(client, { eventMessage: { event: "e", data, ackId: index + 1 } })).toEqual({
      dataMessage: { from: "server", data: answers[index] },
    });
    expect(await next(client)).toEqual({ ackMessage: { ackId, success: true } });
    expect(await ask(client, { invokeEventMessage: { event: "i", invocationId: ackId, data } })).toEqual({
      invokeResponseMessage: { invocationId: ackId, success: true, data: answers[index] },
    });
  }
  expect(seen.filter((_, index) => index % 2 === 0)).toEqual([
    ["e", "text", "grüße"],
    ["e", "json", { a: 1 }],
    ["e", "binary", Uint8Array.of(0, 255)],
    ["e", "protobuf", new Uint8Array(any)],
  ]);
});

test("streams of protobuf clients are taken and passed on in parts, to those of other subprotocols too", async () => {
  const local = await service();
  const [sender, receiver, json] = [
    await connected(local, member),
    await connected(local),
    await connect(local, inNews),
  ];
  const start = { sendToGroupMessage: { group: "news", stream: { streamId: "s", idleTimeoutMs: 1000 } } };
  expect(await ask(sender, start)).toEqual({ streamAckMessage: { streamId: "s", expectedSequenceId: "1" } });
  const part = { streamDataMessage: { streamId: "s", streamSequenceId: 1, data: { textData: "a" } } };
  expect(await ask(sender, part)).toEqual({ streamAckMessage: { streamId: "s", expectedSequenceId: "2" } });
  const late = { streamDataMessage: { streamId: "s", streamSequenceId: 9, data: { textData: "a" } } };
  expect(await ask(sender, late)).toMatchObject({
    streamNackMessage: { name: "InvalidSequenceId", expectedSequenceId: "2" },
  });
  const end = { streamEndMessage: { streamId: "s", error: { message: "no more", userErrorCode: "E1" } } };
  expect(await ask(sender, end)).toEqual({ streamClosedMessage: { streamId: "s" } });
  expect(await ask(sender, part)).toMatchObject({
    streamClosedMessage: { streamId: "s", error: { name: "StreamNotFound" } },
  });

  const head = { from: "group", group: "news" };
  const error = { name: "UserError", message: "no more", userErrorCode: "E1" };
  expect(await next(receiver)).toEqual({
    dataMessage: { ...head, data: { textData: "a" }, stream: { streamId: "s", streamSequenceId: "1" } },
  });
  expect(await next(receiver)).toMatchObject({
    dataMessage: { ...head, stream: { streamId: "s", streamSequenceId: "2", endOfStream: true, error } },
  });
  expect((await json.json()).stream).toEqual({ streamId: "s", streamSequenceId: 1 });
  expect((await json.json()).stream).toEqual({ streamId: "s", streamSequenceId: 2, endOfStream: true, error });
});

test("states in a group are told to protobuf clients", async () => {
  const local = await service();
  const [ada, bob] = [await connected(local), await connected(local, { ...inNews, sub: "bob" })];
  const set = { setGroupStateMessage: { group: "news", state: { entries: { mood: "good" } }, ackId: 1 } };
  expect(await ask(ada, set)).toMatchObject({ ackMessage: { success: true } });
  expect(await ask(bob, { subscribeGroupStateMessage: { group: "news", ackId: 1 } })).toMatchObject({
    ackMessage: { success: true },
  });
  const item = { connectionId: ada.connectionId, userId: "ada", updatedAt: expect.stringMatching(/^\d{13}$/) };
  expect(await next(bob)).toEqual({
    groupStateSnapshotMessage: { group: "news", items: [{ ...item, state: { entries: { mood: "good" } } }] },
  });
  ada.send(request({ setGroupStateMessage: { group: "news" } }));
  expect(await next(bob)).toEqual({ groupStateUpdateMessage: { group: "news", items: [item] } });
  expect(await ask(bob, { unsubscribeGroupStateMessage: { group: "news", ackId: 2 } })).toMatchObject({
    ackMessage: { success: true },
  });
});
