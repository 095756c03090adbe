import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import express from "express";
import { WebPubSubClient } from "web-pubsub-client-1.1";
import { WebPubSubEventHandler } from "web-pubsub-express-1.1";
import type { HubOptions, LocalService } from "../src/index.js";
import { closeAfterTest, service, token, until } from "./support.js";
import { member } from "./websocketSupport.js";

/** A connected client of the newest published package. */
async function published({ endpoint }: LocalService, claims: object = member): Promise<WebPubSubClient> {
  const url = `${endpoint}/client/hubs/chat`;
  const client = new WebPubSubClient(`${url.replace("http", "ws")}?access_token=${await token(url, claims)}`, {
    autoReconnect: false,
    keepAliveIntervalInMs: 0,
    keepAliveTimeoutInMs: 0,
  });
  await client.start();
  closeAfterTest({ close: () => client.stop() });
  return client;
}

/** What comes of a stream, to its end. */
async function collect(stream: AsyncIterable<{ data?: unknown }>): Promise<unknown[]> {
  const parts: unknown[] = [];
  try {
    for await (const { data } of stream) parts.push(data);
  } catch (error) {
    parts.push(error);
  }
  return parts;
}

describe("the newest published client", () => {
  test("invokes events, whose handler's answer is the result", async () => {
    const hubs = {
      chat: { eventHandlers: [{ userEvent: ({ data }: { data: unknown }) => ({ data: { got: data } }) }] },
    };
    const client = await published(await service({ hubs }));
    expect(await client.invokeEvent("ask", { a: 1 }, "json")).toMatchObject({
      dataType: "json",
      data: { got: { a: 1 } },
    });
    expect(await client.invokeEvent("ask", "text", "text")).toMatchObject({ data: { got: "text" } });
  });

  test("gives an invocation up, and so does the handler's caller", async () => {
    const hubs = { chat: { eventHandlers: [{ userEvent: () => new Promise<void>(() => undefined) }] } };
    const local = await service({ hubs });
    const client = await published(local);
    const controller = new AbortController();
    const invocation = client.invokeEvent("ask", 1, "json", { abortSignal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    await expect(invocation).rejects.toThrow();
    await until(() => local.control.handlerCalls.length > 0);
    expect(local.control.handlerCalls).toMatchObject([{ error: "The client has cancelled the invocation." }]);
  });

  test("streams to a group in parts, in order, with an end or an error", async () => {
    const local = await service();
    const [sender, receiver] = [await published(local), await published(local)];
    await receiver.joinGroup("news");
    const streams: Promise<unknown[]>[] = [];
    receiver.onGroupStream((stream) => void streams.push(collect(stream)), { handleFromStart: true });
    const good = await sender.openGroupStream("news");
    for (const part of ["a", "b", "c"]) await good.write(part, "text");
    await good.end();
    const bad = await sender.openGroupStream("news");
    await bad.write({ n: 1 }, "json");
    await bad.abort({ message: "no more", userErrorCode: "E1" });
    await until(() => streams.length >= 2);
    expect(await streams[0]).toEqual(["a", "b", "c"]);
    expect(await streams[1]).toEqual([{ n: 1 }, { name: "UserError", message: "no more", userErrorCode: "E1" }]);
  });

  test("learns that its stream was silent for too long, as do those who listen", async () => {
    const local = await service();
    const [sender, receiver] = [await published(local), await published(local)];
    await receiver.joinGroup("news");
    const streams: Promise<unknown[]>[] = [];
    receiver.onGroupStream((stream) => void streams.push(collect(stream)));
    const stream = await sender.openGroupStream("news", { idleTimeoutInMs: 5000 });
    await stream.write("a", "text");
    const failed = new Promise((resolve) => stream.onError(resolve));
    await until(() => streams.length >= 1);
    local.control.clock.advance(5000);
    expect(await failed).toMatchObject({ message: expect.stringContaining("silent for 5000 ms") });
    expect(await streams[0]).toMatchObject(["a", { name: "IdleTimeout" }]);
  });
});

describe("the newest published middleware", () => {
  test("is told of groups, and answers connect and events", async () => {
    const app = express();
    const server: Server = app.listen(0, "127.0.0.1");
    await once(server, "listening");
    closeAfterTest({
      async close() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    });
    const told: unknown[] = [];
    const handler = new WebPubSubEventHandler("chat", {
      path: "/eventhandler",
      handleConnect: (_, response) => response.success({ groups: ["first"] }),
      handleUserEvent: ({ data }, response) => response.success(JSON.stringify({ got: data }), "json"),
      onGroupJoined: ({ group, context }) => void told.push(["joined", group, context.userId]),
      onGroupLeft: ({ group }) => void told.push(["left", group]),
    });
    app.use(handler.getMiddleware());
    const hub: HubOptions = {
      eventHandlers: [
        {
          urlTemplate: `http://127.0.0.1:${(server.address() as AddressInfo).port}/eventhandler`,
          systemEvents: ["connect", "joined", "left"],
          userEventPattern: "*",
        },
      ],
    };
    const local = await service({ hubs: { chat: hub } });
    const client = await published(local);
    await client.joinGroup("second");
    expect(await client.invokeEvent("ask", 1, "json")).toMatchObject({ data: { got: 1 } });
    await client.leaveGroup("second");
    await until(() => told.length >= 3);
    expect(told.sort()).toEqual([
      ["joined", "first", "ada"],
      ["joined", "second", "ada"],
      ["left", "second"],
    ]);
  });
});
