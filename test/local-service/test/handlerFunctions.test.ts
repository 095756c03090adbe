import { describe, expect, test } from "@jest/globals";
import type { EventHandler, EventRequest, FunctionEventHandler, UserEventRequest } from "../src/index.js";
import { Client, call, connect, jsonProtocol, refusedUpgrade, service, token, until } from "./support.js";

const hubs = (...eventHandlers: EventHandler[]) => ({ chat: { eventHandlers } });
const event = { type: "event", event: "e", data: 1, ackId: 1 };

describe("functions as event handlers", () => {
  test("let clients in, are told of them, and answer their events", async () => {
    const seen: EventRequest[] = [];
    class Chat implements FunctionEventHandler {
      readonly users = ["ada"];
      connect(request: EventRequest) {
        seen.push(request);
        return { userId: this.users[0], groups: ["news"], roles: [], state: { visits: 1 } };
      }
      connected(request: EventRequest): void {
        seen.push(request);
      }
      joined(request: EventRequest): void {
        seen.push(request);
      }
      userEvent(request: UserEventRequest) {
        seen.push(request);
        return { data: { youSaid: request.data }, metadata: { Kind: "echo" }, state: ["next"] };
      }
      async disconnected(request: EventRequest): Promise<void> {
        seen.push(request);
      }
    }
    // With the methods of a prototype as properties of an object, as settings are.
    const chat = new Chat();
    const handler: FunctionEventHandler = {
      connect: (request) => chat.connect(request),
      connected: (request) => chat.connected(request),
      joined: (request) => chat.joined(request),
      userEvent: (request) => chat.userEvent(request),
      disconnected: (request) => chat.disconnected(request),
    };
    const local = await service({ hubs: hubs(handler) });
    const url = `${local.endpoint}/client/hubs/chat`;
    const client = new Client(`${url.replace("http", "ws")}?access_token=${await token(url)}&room=1`, [jsonProtocol]);
    const { connectionId, userId } = await client.json();
    expect(userId).toBe("ada");
    client.send({ ...event, data: { n: 1 } });
    expect(await client.json()).toMatchObject({ from: "server", dataType: "json", data: { youSaid: { n: 1 } } });
    expect(await client.json()).toEqual({ type: "ack", ackId: 1, success: true });
    client.socket.close(1000, "bye");
    await until(() => seen.length >= 5);

    const common = { hub: "chat", connectionId };
    const known = { ...common, userId: "ada", subprotocol: jsonProtocol };
    expect(seen).toMatchObject([
      {
        ...common,
        event: "connect",
        id: 0,
        query: { room: ["1"] },
        subprotocols: [jsonProtocol],
        claims: { aud: [url] },
      },
      { ...known, event: "connected", id: 1, state: { visits: 1 } },
      { ...known, event: "joined", id: 2, group: "news" },
      { ...known, event: "e", id: 3, dataType: "json", data: { n: 1 }, metadata: {}, state: { visits: 1 } },
      { ...known, event: "disconnected", id: 4, reason: "bye", state: ["next"] },
    ]);
    expect(seen[0]).toMatchObject({ clientHeaders: { upgrade: ["websocket"] }, state: undefined });
    expect(seen[0]?.headers).toMatchObject({
      "ce-type": "azure.webpubsub.sys.connect",
      "ce-signature": expect.any(String),
    });
  });

  test("get texts and bytes as such, and answer with them", async () => {
    const answers = [
      { data: "text" },
      { data: Uint8Array.of(0, 255) },
      { data: "1", dataType: "json" as const },
      { data: null },
    ];
    const seen: unknown[] = [];
    const userEvent = ({ data, dataType }: UserEventRequest) => {
      seen.push([dataType, data]);
      return answers[seen.length - 1];
    };
    const client = await connect(await service({ hubs: hubs({ userEvent }) }));
    const frames = [];
    for (const [dataType, data] of [
      ["text", "a"],
      ["binary", "AP8="],
      ["json", null],
      ["json", [1]],
    ]) {
      client.send({ type: "event", event: "e", dataType, data });
      frames.push(await client.json());
    }
    expect(seen).toEqual([
      ["text", "a"],
      ["binary", Uint8Array.of(0, 255)],
      ["json", null],
      ["json", [1]],
    ]);
    expect(frames).toMatchObject([
      { dataType: "text", data: "text" },
      { dataType: "binary", data: "AP8=" },
      { dataType: "json", data: "1" },
      { dataType: "json", data: null },
    ]);
  });

  test("refuse clients with a status", async () => {
    const local = await service({ hubs: hubs({ connect: () => ({ status: 403, text: "no" }) }) });
    const access = await token(`${local.endpoint}/client/hubs/chat`);
    expect(
      await refusedUpgrade(`${local.endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}`),
    ).toBe(403);
    expect(local.control.handlerCalls).toMatchObject([
      {
        handler: "function",
        event: "connect",
        type: "azure.webpubsub.sys.connect",
        id: 0,
        attempts: 1,
        answer: { status: 403, text: "no" },
      },
    ]);
    local.control.clearHandlerCalls();
    expect(local.control.handlerCalls).toEqual([]);
  });

  test("are called again for a status that may pass", async () => {
    const calls: unknown[] = [];
    const userEvent = () => (calls.push(1) < 2 ? { status: 503 } : undefined);
    const local = await service({ hubs: hubs({ userEvent }) });
    const client = await connect(local);
    client.send(event);
    await until(() => calls.length >= 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    local.control.clock.advance(1000);
    expect(await client.json()).toMatchObject({ success: true });
    expect(local.control.handlerCalls).toMatchObject([{ attempts: 2 }]);
  });

  test.each([
    [
      "throw",
      () => {
        throw new Error("my bug");
      },
      'The function "userEvent" failed: my bug',
    ],
    ["reject", async () => Promise.reject(new Error("my bug")), 'The function "userEvent" failed: my bug'],
    ["return a text", () => "hi", 'The function "userEvent" must return an object or nothing.'],
    ["return a list", () => ["hi"], 'The function "userEvent" must return an object or nothing.'],
    [
      "return a text without a status",
      () => ({ text: "x" }),
      'The function "userEvent" must not answer with "text". ' +
        "It may answer with data, dataType, metadata, state, or say no with status, text.",
    ],
    ["misspell a name", () => ({ datatype: "text", data: "x" }), 'must not answer with "datatype".'],
    ["misspell a name beside a status", () => ({ status: 400, txt: "x" }), 'must not answer with "txt".'],
    ["return a wrong status", () => ({ status: 200 }), "must refuse with a status from 300 to 599"],
    [
      "return data of another type",
      () => ({ data: 1, dataType: "text" }),
      '"data" of an answer of type text must be a text.',
    ],
    ["return no bytes", () => ({ data: "x", dataType: "binary" }), '"data" of an answer of type binary must be bytes.'],
    ["return an unknown type", () => ({ data: "x", dataType: "xml" }), '"dataType" of an answer must be'],
    [
      "return metadata that is a number",
      () => ({ metadata: { n: 5 } }),
      '"metadata" of an answer cannot be sent. Metadata is an object of texts.',
    ],
    [
      "return a text for metadata",
      () => ({ metadata: "abc" }),
      '"metadata" of an answer cannot be sent. Metadata is an object of texts.',
    ],
    [
      "return no metadata by null",
      () => ({ metadata: null }),
      '"metadata" of an answer cannot be sent. Metadata is an object of texts.',
    ],
    [
      "name metadata as no header can be",
      () => ({ metadata: { "a b": "x" } }),
      "has characters that no header's name has",
    ],
    ["return metadata outside ASCII", () => ({ metadata: { a: "ü" } }), "The value of metadata 'a' is not ASCII."],
    ["return what JSON cannot hold", () => ({ data: () => 1 }), "cannot be written as JSON"],
    [
      "return what refers to itself",
      () => {
        const data: unknown[] = [];
        data.push(data);
        return { data };
      },
      "cannot be written as JSON",
    ],
  ] as [string, () => never, string][])(
    "fail the event at once where they %s, and the log says why",
    async (_, userEvent, message) => {
      const local = await service({ hubs: hubs({ userEvent }) });
      const client = await connect(local);
      const error = { name: "InternalServerError", message: "The event handler failed at the event 'e'." };
      expect(await client.ask(event)).toEqual({ type: "ack", ackId: 1, success: false, error });
      expect(local.control.handlerCalls).toMatchObject([{ attempts: 1, error: expect.stringContaining(message) }]);
    },
  );
});

test.each([
  [
    { group: ["news"] },
    'The function "connect" must not answer with "group". It may answer with userId, groups, roles,',
  ],
  [{ status: 403, groups: [] }, 'The function "connect" must not answer with "groups".'],
  [{ roles: ["sendToGroup"] }, 'The role "sendToGroup" means nothing. Roles are webpubsub.sendToGroup and'],
  [{ roles: ["webpubsub.sendToGroups"] }, 'The role "webpubsub.sendToGroups" means nothing.'],
])("a client is let in by no answer with what there is not: %j", async (answer, message) => {
  const local = await service({ hubs: hubs({ connect: () => answer as never }) });
  const access = await token(`${local.endpoint}/client/hubs/chat`);
  const url = `${local.endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}`;
  expect(await refusedUpgrade(url)).toBe(500);
  expect(local.control.handlerCalls).toMatchObject([{ error: expect.stringContaining(message) }]);
});

test("a client is let in with roles of every form, and by names that say nothing", async () => {
  const roles = ["webpubsub.sendToGroup", "webpubsub.joinLeaveGroup.news", "webpubsub.sendToGroups.a*"];
  const answer = { userId: undefined, groups: null, roles };
  const local = await service({ hubs: hubs({ connect: () => answer, connected: () => ({ any: 1 }) as never }) });
  const client = await connect(local);
  expect(await client.ask({ type: "joinGroup", group: "news", ackId: 1 })).toMatchObject({ success: true });
  expect(local.control.handlerCalls.map(({ error }) => error)).toEqual([undefined, undefined]);
});

test("functions may use the REST API while an event of theirs is handled", async () => {
  const holder: { local?: Awaited<ReturnType<typeof service>> } = {};
  const userEvent = async ({ connectionId }: UserEventRequest): Promise<void> => {
    if (holder.local === undefined) throw new Error("The service has not started.");
    const headers = { "content-type": "text/plain" };
    await call(holder.local, "POST", `/api/hubs/chat/connections/${connectionId}/:send`, { headers, body: "hi" });
  };
  const local = (holder.local = await service({ hubs: hubs({ userEvent }) }));
  const client = await connect(local);
  client.send(event);
  expect(await client.json()).toMatchObject({ data: "hi" });
  expect(await client.json()).toMatchObject({ success: true });
});
