import { describe, expect, test } from "@jest/globals";
import {
  InvocationError,
  SendMessageError,
  WebPubSubClient,
  WebPubSubJsonProtocol,
  WebPubSubJsonReliableProtocol,
} from "@azure/web-pubsub-client";
import type { WebPubSubClientOptions } from "@azure/web-pubsub-client";
import type { LocalService } from "../src/index.js";
import { call, closeAfterTest, service, token } from "./support.js";
import { cuttableWay, member } from "./websocketSupport.js";

type EventName = "connected" | "disconnected" | "stopped" | "server-message" | "group-message" | "rejoin-group-failed";

/** A published client, what it told its listeners, and its connection's id. */
class Published {
  readonly events: [EventName, any][] = [];
  readonly client: WebPubSubClient;
  #waiting: (() => void)[] = [];

  constructor({ endpoint }: { readonly endpoint: string }, options: WebPubSubClientOptions, claims: () => object) {
    const getClientAccessUrl = async (): Promise<string> => {
      const url = `${endpoint}/client/hubs/chat`;
      return `${url.replace("http", "ws")}?access_token=${await token(url, claims())}`;
    };
    this.client = new WebPubSubClient(
      { getClientAccessUrl },
      {
        // Its keep-alive timers would outlive stop().
        keepAliveIntervalInMs: 0,
        keepAliveTimeoutInMs: 0,
        messageRetryOptions: { maxRetries: 0 },
        reconnectRetryOptions: { retryDelayInMs: 10 },
        ...options,
      },
    );
    for (const name of [
      "connected",
      "disconnected",
      "stopped",
      "server-message",
      "group-message",
      "rejoin-group-failed",
    ])
      this.client.on(name as "connected", (event) => this.#note(name as EventName, event));
  }

  /** The events of a name, once there are so many. */
  async seen(name: EventName, count = 1): Promise<any[]> {
    for (;;) {
      const found = this.events.filter(([seen]) => seen === name).map(([, event]) => event);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The data of the messages from a group or the server, once there are so many. */
  async data(name: "server-message" | "group-message", count: number): Promise<unknown[]> {
    return (await this.seen(name, count)).map(({ message }) => message.data);
  }

  #note(name: EventName, event: unknown): void {
    this.events.push([name, event]);
    for (const resume of this.#waiting.splice(0)) resume();
  }
}

async function start(
  way: { readonly endpoint: string },
  options: WebPubSubClientOptions,
  claims: () => object = () => member,
): Promise<Published> {
  const published = new Published(way, options, claims);
  await published.client.start();
  await published.seen("connected");
  closeAfterTest({
    async close() {
      published.client.stop();
      await published.seen("stopped");
    },
  });
  return published;
}

const sendToAll = (local: LocalService, contentType: string, body: BodyInit) =>
  call(local, "POST", "/api/hubs/chat/:send", { headers: { "content-type": contentType }, body });

const bytes = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer;

describe.each([
  ["json.webpubsub.azure.v1", WebPubSubJsonProtocol],
  ["json.reliable.webpubsub.azure.v1", WebPubSubJsonReliableProtocol],
])("the published client with %s", (_, makeProtocol) => {
  const options = (): WebPubSubClientOptions => ({ protocol: makeProtocol() });

  test("starts, stops and starts again", async () => {
    const local = await service();
    const published = await start(local, options());
    const [{ connectionId, userId }] = await published.seen("connected");
    expect(userId).toBe("ada");
    expect((await call(local, "HEAD", `/api/hubs/chat/connections/${connectionId}`)).status).toBe(200);
    published.client.stop();
    await published.seen("stopped");
    expect((await published.seen("disconnected"))[0]).toEqual({ connectionId, message: undefined });
    await published.client.start({ abortSignal: new AbortController().signal });
    expect((await published.seen("connected", 2))[1].connectionId).not.toBe(connectionId);
    published.events.length = 0;
  });

  test("joins and leaves groups, and learns when it has asked before", async () => {
    const { client } = await start(await service(), options());
    expect(await client.joinGroup("news")).toEqual({ ackId: expect.any(Number), isDuplicated: false });
    expect(await client.joinGroup("news", { ackId: 1000 })).toEqual({ ackId: 1000, isDuplicated: false });
    expect(await client.joinGroup("news", { ackId: 1000 })).toEqual({ ackId: 1000, isDuplicated: true });
    expect(await client.leaveGroup("news", { ackId: 1001 })).toEqual({ ackId: 1001, isDuplicated: false });
    expect(await client.leaveGroup("news")).toMatchObject({ isDuplicated: false });
  });

  test("sends every type of data to groups, with every option", async () => {
    const local = await service();
    const [published, other] = [await start(local, options()), await start(local, options())];
    const { client } = published;
    for (const one of [client, other.client]) await one.joinGroup("news");
    const contents = [
      ["text", "grüße"],
      ["json", { a: [1, "b", null] }],
      ["json", "text"],
      ["json", 1.5],
      ["binary", bytes(0, 1, 255)],
    ] as const;
    for (const [dataType, content] of contents)
      expect(await client.sendToGroup("news", content, dataType)).toMatchObject({ isDuplicated: false });
    const expected = contents.map(([, content]) => content);
    for (const one of [published, other]) expect(await one.data("group-message", 5)).toEqual(expected);
    const [{ message }] = await other.seen("group-message");
    expect(message).toMatchObject({ kind: "groupData", group: "news", fromUserId: "ada", dataType: "text" });

    expect(await client.sendToGroup("news", "a", "text", { noEcho: true, ackId: 7 })).toEqual({
      ackId: 7,
      isDuplicated: false,
    });
    expect(await client.sendToGroup("news", "a", "text", { ackId: 7 })).toEqual({ ackId: 7, isDuplicated: true });
    expect(await client.sendToGroup("news", "b", "text", { fireAndForget: true })).toEqual({ isDuplicated: false });
    expect((await other.data("group-message", 7)).slice(5)).toEqual(["a", "b"]);
    expect((await published.data("group-message", 6)).slice(5)).toEqual(["b"]);
  });

  test("is closed for data of type protobuf, which JSON clients may receive but not send", async () => {
    const published = await start(await service(), options());
    await expect(published.client.sendToGroup("news", bytes(1), "protobuf")).rejects.toThrow(SendMessageError);
    expect((await published.seen("disconnected"))[0].message).toMatchObject({
      message: "The client message is not a valid JSON protocol message.",
    });
    await published.seen("connected", 2);
  });

  test("learns what it may not do", async () => {
    const { client } = await start(await service(), options(), () => ({ role: "webpubsub.sendToGroup.news" }));
    for (const attempt of [
      () => client.joinGroup("news"),
      () => client.leaveGroup("news"),
      () => client.sendToGroup("other", "x", "text"),
    ])
      await expect(attempt()).rejects.toMatchObject({ name: "SendMessageError", errorDetail: { name: "Forbidden" } });
    await client.sendToGroup("news", "x", "text");
  });

  test("sends events of every type, and cannot invoke where nobody handles them", async () => {
    const hubs = { chat: { eventHandlers: [{ userEvent: () => undefined, userEventPattern: "chat" }] } };
    const { client } = await start(await service({ hubs }), options());
    expect(await client.sendEvent("chat", "hi", "text")).toMatchObject({ isDuplicated: false });
    expect(await client.sendEvent("chat", { a: 1 }, "json", { ackId: 9 })).toEqual({ ackId: 9, isDuplicated: false });
    expect(await client.sendEvent("chat", { a: 1 }, "json", { ackId: 9 })).toEqual({ ackId: 9, isDuplicated: true });
    expect(await client.sendEvent("chat", bytes(1), "binary", { fireAndForget: true })).toEqual({
      isDuplicated: false,
    });
    const invocation = client.invokeEvent("other", { a: 1 }, "json", { invocationId: "one" });
    await expect(invocation).rejects.toThrow(InvocationError);
    await expect(invocation).rejects.toMatchObject({
      invocationId: "one",
      errorDetail: { name: "InternalServerError" },
    });
    expect(await client.sendEvent("chat", "still here", "text")).toMatchObject({ isDuplicated: false });
  });

  test("receives from the server, until it listens no more", async () => {
    const local = await service();
    const published = await start(local, options());
    const heard: unknown[] = [];
    const listen = ({ message }: { message: { data: unknown } }): void => void heard.push(message.data);
    published.client.on("server-message", listen);
    await sendToAll(local, "text/plain", "a");
    await sendToAll(local, "application/json", '{"b":2}');
    await sendToAll(local, "application/octet-stream", bytes(3));
    expect(await published.data("server-message", 3)).toEqual(["a", { b: 2 }, bytes(3)]);
    published.client.off("server-message", listen);
    await sendToAll(local, "text/plain", "d");
    await published.data("server-message", 4);
    expect(heard).toEqual(["a", { b: 2 }, bytes(3)]);
  });

  test("stays connected by its pings", async () => {
    const published = await start(await service(), {
      ...options(),
      keepAliveIntervalInMs: 50,
      keepAliveTimeoutInMs: 300,
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(published.events.map(([name]) => name)).toEqual(["connected"]);
  });

  test("is told why the application closed its connection, and connects anew", async () => {
    const local = await service();
    const published = await start(local, options());
    await published.client.joinGroup("news");
    const [{ connectionId }] = await published.seen("connected");
    await call(local, "DELETE", `/api/hubs/chat/connections/${connectionId}?reason=enough`);
    const [{ message }] = await published.seen("disconnected");
    expect(message.message).toBe("Application server closed the connection. Reason: enough");
    const [, again] = await published.seen("connected", 2);
    expect(again.connectionId).not.toBe(connectionId);
    await published.client.sendToGroup("news", "rejoined", "text");
    expect(await published.data("group-message", 1)).toEqual(["rejoined"]);
  });
});

describe("the published client, when the network is cut,", () => {
  test("connects anew where its subprotocol is not reliable, and joins its groups again", async () => {
    const way = await cuttableWay(await service());
    const published = await start(way, { protocol: WebPubSubJsonProtocol() });
    await published.client.joinGroup("news");
    way.cut();
    const [first, second] = await published.seen("connected", 2);
    expect(second.connectionId).not.toBe(first.connectionId);
    await published.client.sendToGroup("news", "rejoined", "text");
    expect(await published.data("group-message", 1)).toEqual(["rejoined"]);
  });

  test("says which group it may not join again", async () => {
    const way = await cuttableWay(await service());
    const roles = [member.role, []];
    const published = await start(way, { protocol: WebPubSubJsonProtocol() }, () => ({ role: roles.shift() ?? [] }));
    await published.client.joinGroup("news");
    way.cut();
    const [failure] = await published.seen("rejoin-group-failed");
    expect(failure).toMatchObject({ group: "news", error: { errorDetail: { name: "Forbidden" } } });
  });

  test("stops where it is not to reconnect", async () => {
    const way = await cuttableWay(await service());
    const published = await start(way, { protocol: WebPubSubJsonProtocol(), autoReconnect: false });
    way.cut();
    await published.seen("stopped");
    expect(published.events.map(([name]) => name)).toEqual(["connected", "disconnected", "stopped"]);
  });

  test("recovers where its subprotocol is reliable: same connection, same groups, every message once and in order", async () => {
    const local = await service();
    const way = await cuttableWay(local);
    const published = await start(way, { protocol: WebPubSubJsonReliableProtocol() });
    await published.client.joinGroup("news");
    let sent = 0;
    const sendSome = async (count: number): Promise<void> => {
      for (const last = sent + count; sent < last; sent += 1) await sendToAll(local, "application/json", String(sent));
    };
    for (let turn = 0; turn < 3; turn += 1) {
      await sendSome(10);
      way.cut();
      await sendSome(10);
      await published.data("server-message", sent);
    }
    expect(await published.data("server-message", 60)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    await published.client.sendToGroup("news", "still a member", "text");
    expect(await published.data("group-message", 1)).toEqual(["still a member"]);
    expect(published.events.filter(([name]) => name === "connected" || name === "disconnected")).toHaveLength(1);
  });
});
