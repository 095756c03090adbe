import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { setupServer } from "msw/node";
import type { EventHandler } from "../src/index.js";
import { ConnectRefusedError, createInMemoryService } from "../src/msw/index.js";

const hubs = (...eventHandlers: EventHandler[]) => ({ chat: { eventHandlers } });

describe("in memory", () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterAll(() => server.close());

  test("functions let subscribers in, answer their events, and may send by REST meanwhile", async () => {
    const log: string[] = [];
    const local = createInMemoryService({
      hubs: hubs({
        connect: ({ userId, claims, query }) =>
          query["room"]?.[0] === "1"
            ? { userId: `${userId}-${claims["level"]?.[0]}`, groups: ["room"] }
            : { status: 401, text: "no room" },
        connected: ({ userId }) => void log.push(`connected ${userId}`),
        disconnected: ({ userId, reason }) => void log.push(`disconnected ${userId} ${reason}`),
        userEvent: async ({ event: name, data, metadata }) => {
          await new WebPubSubServiceClient(local.connectionString, "chat").group("room").sendToAll({ said: data });
          return name === "ask" ? { data: `${metadata["lang"]}: ${String(data)}` } : undefined;
        },
      }),
    });
    server.use(...local.handlers);
    const ada = await local.connectAsClient("chat", { userId: "ada", claims: { level: 2 }, query: { room: "1" } });
    expect(await ada.sendEvent("tell", "hi")).toBeUndefined();
    const answer = { from: "server", dataType: "text", data: "en: hi" };
    expect(await ada.sendEvent("ask", "hi", { metadata: { lang: "en" } })).toEqual(answer);
    const said = { from: "group", group: "room", dataType: "json", data: { said: "hi" } };
    expect(ada.messages).toEqual([said, said, answer]);
    await new WebPubSubServiceClient(local.connectionString, "chat").closeUserConnections("ada-2", { reason: "late" });
    expect(ada.closed).toEqual({ reason: "late" });
    expect(log).toEqual(["connected ada-2", "disconnected ada-2 late"]);
    expect(local.control.handlerCalls.map(({ event: name, handler }) => [name, handler])).toEqual([
      ["connect", "function"],
      ["connected", "function"],
      ["tell", "function"],
      ["ask", "function"],
      ["disconnected", "function"],
    ]);

    const refused = local.connectAsClient("chat", { userId: "bob" });
    await expect(refused).rejects.toBeInstanceOf(ConnectRefusedError);
    await expect(refused).rejects.toMatchObject({ status: 401, message: "no room" });
    expect(() => local.connect("chat")).toThrow(
      'The hub has an event handler for "connect". Await connectAsClient() instead.',
    );
    expect(local.control.hubs()).toEqual([]);
  });

  test("events that nobody wants, that fail and that cannot be are told apart", async () => {
    const local = createInMemoryService({
      hubs: hubs({ userEvent: () => Promise.reject(new Error("my bug")), userEventPattern: "bad" }),
    });
    const ada = local.connect("chat");
    await expect(ada.sendEvent("other", 1)).rejects.toThrow("No event handler of hub 'chat' wants the event 'other'.");
    await expect(ada.sendEvent("bad", 1)).rejects.toThrow("The event handler failed at the event 'bad'.");
    await expect(ada.sendEvent("1st", 1)).rejects.toThrow(TypeError);
    await expect(ada.sendEvent("bad", 1, { dataType: "text" })).rejects.toThrow("The data must be a text.");
    await expect(ada.sendEvent("bad", undefined)).rejects.toThrow("The data must be something that JSON can hold.");
    await expect(ada.sendEvent("bad", 1, { datatype: "text" } as object)).rejects.toThrow(
      'no option "datatype" of sendEvent',
    );
    await expect(ada.sendEvent("bad", 1, { dataType: "xml" as never })).rejects.toThrow(
      '"dataType" must be text, binary',
    );
    await expect(ada.sendEvent("bad", 1, { metadata: { n: 1 as never } })).rejects.toThrow(
      "Metadata is an object of texts.",
    );
    await expect(ada.sendEvent("bad", 1, { metadata: { "a b": "" } })).rejects.toThrow("no header's name has");
    expect(local.control.handlerCalls).toMatchObject([{ error: 'The function "userEvent" failed: my bug' }]);
  });

  test("handlers may be web servers there too", async () => {
    const { http, HttpResponse } = await import("msw");
    const urlTemplate = "https://app.example/{event}";
    const local = createInMemoryService({ hubs: hubs({ urlTemplate, userEventPattern: "*" }) });
    server.use(
      http.options(
        "https://app.example/validate",
        () => new HttpResponse(null, { headers: { "WebHook-Allowed-Origin": "*" } }),
      ),
      http.post("https://app.example/ping", () => HttpResponse.text("pong")),
    );
    expect(await local.connect("chat").sendEvent("ping", 1)).toMatchObject({ dataType: "text", data: "pong" });
  });
});
