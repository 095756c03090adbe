import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { WebPubSubClient } from "@azure/web-pubsub-client";
import { WebPubSubEventHandler } from "@azure/web-pubsub-express";
import type { ConnectionContext, WebPubSubEventHandlerOptions } from "@azure/web-pubsub-express";
import express from "express";
import { WebSocket } from "ws";
import type { LocalService } from "../src/index.js";
import { Client, closeAfterTest, connect, refusedUpgrade, service, token, until } from "./support.js";
import { lose, recover, reliable } from "./websocketSupport.js";

/** An Express application with the published middleware, and a service whose events go to it. */
async function application(options: WebPubSubEventHandlerOptions, hubOfHandler = "chat") {
  const app = express();
  const server: Server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  closeAfterTest({
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  const { port } = server.address() as AddressInfo;
  const urlTemplate = `http://127.0.0.1:${port}/eventhandler`;
  const systemEvents = ["connect", "connected", "disconnected"] as const;
  const eventHandlers = [{ urlTemplate, systemEvents, userEventPattern: "*" }];
  const local = await service({ hubs: { chat: { eventHandlers } } });
  // Only now, because the addresses that it allows are those of the service.
  const handler = new WebPubSubEventHandler(hubOfHandler, {
    path: "/eventhandler",
    allowedEndpoints: [local.endpoint, "https://x.webpubsub.azure.com"],
    ...options,
  });
  app.use(handler.getMiddleware());
  return local;
}

async function clientUrl({ endpoint }: LocalService, claims: object = { sub: "ada" }): Promise<string> {
  const url = `${endpoint}/client/hubs/chat`;
  return `${url.replace("http", "ws")}?access_token=${await token(url, claims)}`;
}

/** A client of the published package that is connected. */
async function published(local: LocalService, claims?: object) {
  const client = new WebPubSubClient(await clientUrl(local, claims), {
    autoReconnect: false,
    keepAliveIntervalInMs: 0,
    keepAliveTimeoutInMs: 0,
  });
  const messages: unknown[] = [];
  client.on("server-message", ({ message }) => messages.push(message.data));
  const connected = new Promise<{ connectionId: string; userId: string }>((resolve) => client.on("connected", resolve));
  await client.start();
  closeAfterTest({ close: () => client.stop() });
  return { client, messages, ...(await connected) };
}

describe("the published middleware for Express", () => {
  test("lets clients in with groups, roles and user, and reads what they connect with", async () => {
    const seen: { query?: unknown; claims?: unknown; subprotocols?: unknown; context?: ConnectionContext }[] = [];
    const local = await application({
      handleConnect({ queries, claims, subprotocols, context }, response) {
        seen.push({ query: queries, claims, subprotocols, context });
        response.success({ userId: "ada-2", groups: ["news"], roles: ["webpubsub.sendToGroup.news"] });
      },
    });
    const { client, userId, connectionId } = await published(local, { sub: "ada", level: "3" });
    expect(userId).toBe("ada-2");
    expect(local.control.hubs()).toMatchObject([
      { connections: [{ connectionId, userId: "ada-2", groups: ["news"] }] },
    ]);
    await client.sendToGroup("news", "hi", "text");
    await expect(client.sendToGroup("other", "hi", "text")).rejects.toMatchObject({
      errorDetail: { name: "Forbidden" },
    });
    expect(seen).toMatchObject([
      {
        query: {},
        claims: { sub: ["ada"], level: ["3"] },
        subprotocols: ["json.reliable.webpubsub.azure.v1"],
        context: { hub: "chat", connectionId, userId: "ada", eventName: "connect", origin: "127.0.0.1", states: {} },
      },
    ]);
    expect(local.control.handlerCalls).toMatchObject([
      { event: "connect", answer: { status: 200 } },
      { event: "connected" },
    ]);
  });

  test("chooses a subprotocol for ws, and lets in without a function for connect", async () => {
    const local = await application({
      handleConnect: (request, response) => response.success({ subprotocol: request.subprotocols?.[1] ?? "" }),
    });
    const socket = new WebSocket(await clientUrl(local), ["one", "two"]);
    closeAfterTest({ close: () => socket.terminate() });
    await once(socket, "open");
    expect(socket.protocol).toBe("two");
    const open = await application({});
    expect((await connect(open, { sub: "ada" })).greeting).toMatchObject({ userId: "ada" });
  });

  test.each([
    [401, (fail: (code: 401) => void) => fail(401), 401],
    [400, (fail: (code: 400) => void) => fail(400), 400],
  ])("refuses clients with %i", async (_, refuse, status) => {
    const local = await application({
      handleConnect: (__, response) => refuse((code: 400 | 401) => response.fail(code, "no")),
    });
    expect(await refusedUpgrade(await clientUrl(local))).toBe(status);
    expect(local.control.handlerCalls).toMatchObject([{ answer: { status, text: "no" } }]);
  });

  test("answers custom events with text, JSON and bytes, and gets them in each form", async () => {
    const seen: unknown[] = [];
    const local = await application({
      handleUserEvent({ data, dataType, context: { eventName } }, response) {
        seen.push([
          eventName,
          dataType,
          dataType === "binary" ? Buffer.from(data as ArrayBuffer).toString("hex") : data,
        ]);
        if (eventName === "text") response.success("text", "text");
        else if (eventName === "json") response.success(JSON.stringify({ a: [1] }), "json");
        // The type of the middleware says ArrayBuffer, which its response.end() does not take.
        else response.success(Buffer.of(0, 255) as unknown as ArrayBuffer, "binary");
      },
    });
    const { client, messages } = await published(local);
    await client.sendEvent("text", "grüße", "text");
    await client.sendEvent("json", { b: "ü" }, "json");
    await client.sendEvent("binary", Uint8Array.of(1, 2).buffer, "binary");
    expect(seen).toEqual([
      ["text", "text", "grüße"],
      ["json", "json", { b: "ü" }],
      ["binary", "binary", "0102"],
    ]);
    expect(messages).toEqual(["text", { a: [1] }, Uint8Array.of(0, 255).buffer]);
  });

  test("answers frames of simple clients, and nothing where it has nothing to say", async () => {
    const local = await application({
      handleUserEvent({ data, context: { eventName } }, response) {
        if (data === "quiet") response.success();
        else response.success(`${eventName}: ${String(data)}`, "text");
      },
    });
    const client = await connect(local, {}, "chat", []);
    client.send("quiet");
    client.send("loud");
    expect(await client.frame()).toEqual({ data: Buffer.from("message: loud"), isBinary: false });
  });

  test("keeps state from connect to disconnected, over a recovery", async () => {
    const states: unknown[] = [];
    const gone = new Promise((resolve) => states.push(resolve));
    const resolveGone = states.pop() as (state: unknown) => void;
    const local = await application({
      handleConnect(_, response) {
        response.setState("count", 1);
        response.success();
      },
      handleUserEvent({ context }, response) {
        const count = (context.states["count"] as number) + 1;
        response.setState("count", count);
        response.success(String(count), "text");
      },
      onDisconnected: ({ context }) => resolveGone(context.states),
    });
    const { client, greeting } = await reliable(local);
    const ask = async (one: Client, ackId: number): Promise<unknown> => {
      const { data, sequenceId } = await one.ask({ type: "event", event: "count", data: 1, ackId });
      expect(await one.json()).toMatchObject({ ackId, success: true });
      one.send({ type: "sequenceAck", sequenceId });
      return data;
    };
    expect([await ask(client, 1), await ask(client, 2)]).toEqual(["2", "3"]);
    await lose(client, local);
    const again = recover(local, greeting);
    await once(again.socket, "open");
    expect(await ask(again, 3)).toBe("4");
    again.socket.close(1000);
    expect(await gone).toEqual({ count: 4 });
  });

  test("is told who has connected and who is gone, and why", async () => {
    const told: unknown[] = [];
    const local = await application({
      onConnected: ({ context }) => void told.push(["connected", context.userId]),
      onDisconnected: ({ context, reason }) => void told.push(["disconnected", context.userId, reason]),
    });
    const client = await connect(local, { sub: "ada" });
    client.socket.close(1000, "enough");
    await until(() => told.length >= 2);
    expect(told).toEqual([
      ["connected", "ada"],
      ["disconnected", "ada", "enough"],
    ]);
  });

  test("fails events: an error ack for a subprotocol, the end for a simple client", async () => {
    const local = await application({ handleUserEvent: (_, response) => response.fail(400, "secret reason") });
    const { client } = await published(local);
    const failing = client.sendEvent("e", "x", "text");
    await expect(failing).rejects.toMatchObject({ errorDetail: { name: "InternalServerError" } });
    await expect(failing).rejects.not.toMatchObject({ message: expect.stringContaining("secret") });
    const simple = await connect(local, {}, "chat", []);
    simple.send("x");
    expect((await simple.closed).code).toBe(1011);
    // After a server error it is asked again, and then the client learns the same.
    const broken = await application({ handleUserEvent: (_, response) => response.fail(500) });
    const other = await connect(broken);
    other.send({ type: "event", event: "e", data: 1, ackId: 1 });
    const answered = other.json();
    while (broken.control.handlerCalls.every(({ event }) => event !== "e")) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      broken.control.clock.advance(1000);
    }
    expect(await answered).toMatchObject({ ackId: 1, success: false, error: { name: "InternalServerError" } });
    expect(broken.control.handlerCalls.at(-1)).toMatchObject({ attempts: 4, answer: { status: 500 } });
  });

  test("that is for another hub, or allows other endpoints, gets no events", async () => {
    for (const local of [
      await application({}, "other"),
      await application({ allowedEndpoints: ["https://other.webpubsub.azure.com"] }),
    ]) {
      const refused = refusedUpgrade(await clientUrl(local));
      expect(await refused).toBeGreaterThanOrEqual(400);
      expect(local.control.handlerCalls).toMatchObject([{ event: "connect" }]);
      expect(local.control.hubs()).toEqual([]);
    }
  });

  test("answers an invocation of the published client", async () => {
    const local = await application({
      handleUserEvent: ({ data, context }, response) =>
        response.success(JSON.stringify([context.eventName, data]), "json"),
    });
    const { client } = await published(local);
    expect(await client.invokeEvent("sum", { a: 1 }, "json")).toMatchObject({
      data: ["sum", { a: 1 }],
      dataType: "json",
    });
  });
});
