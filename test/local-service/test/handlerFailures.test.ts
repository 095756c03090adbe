import { describe, expect, test } from "@jest/globals";
import type { HandlerCallEvent, HandlerCallPendingEvent } from "../src/index.js";
import { HandlerServer, answer, nobody } from "./handlerServer.js";
import { connect, refusedUpgrade, service, settled, until, upgradeUrl, watchedService } from "./support.js";

const event = { type: "event", event: "e", data: 1, ackId: 1 };

type Watched = Awaited<ReturnType<typeof watchedService>>;

/** What has been told of attempts that are followed by others. */
const pendingOf = ({ events }: Watched): HandlerCallPendingEvent[] =>
  events.filter(({ type }) => type === "handlerCallPending") as HandlerCallPendingEvent[];

/** Passes the pauses between attempts, each once the service has told of it, and sees to it that no attempt comes earlier. */
async function passPauses(watched: Watched, pauses: number[], attempts: () => number): Promise<void> {
  const { clock } = watched.local.control;
  const isOver = (): boolean => watched.events.some(({ type }) => type === "handlerCall");
  for (const [index, pause] of pauses.entries()) {
    await until(() => pendingOf(watched).length > index || isOver());
    expect(pendingOf(watched)[index]?.retryIn).toBe(pause);
    const before = attempts();
    // What passes while it settles counts as well.
    clock.advance(0.2 * pause);
    await settled();
    expect(attempts()).toBe(before);
    clock.advance(0.8 * pause);
  }
}

describe("attempts", () => {
  test.each([408, 500, 503])("are made again after 1, 3 and 5 seconds where the answer is %i", async (status) => {
    const handler = await HandlerServer.start((_, response) => answer(response, "", {}, status));
    const watched = await watchedService({ hubs: { chat: handler.hub([]) } });
    const { local } = watched;
    const client = await connect(local);
    client.send(event);
    await passPauses(watched, [1000, 3000, 5000], () => handler.events.length);
    expect(await client.json()).toMatchObject({ ackId: 1, success: false, error: { name: "InternalServerError" } });
    expect(handler.events).toHaveLength(4);
    for (const name of ["ce-id", "x-ms-client-request-id"])
      expect(new Set(handler.events.map(({ headers }) => headers[name])).size).toBe(1);
    expect(local.control.handlerCalls).toMatchObject([{ attempts: 4, answer: { status } }]);
  });

  test("end with the first that succeeds, and the client has its status or its answer", async () => {
    const handler = await HandlerServer.start((_, response) => {
      answer(response, "late", { "content-type": "text/plain" }, handler.events.length < 3 ? 503 : 200);
    });
    const watched = await watchedService({ hubs: { chat: handler.hub([]) } });
    const client = await connect(watched.local);
    client.send(event);
    await passPauses(watched, [1000, 3000], () => handler.events.length);
    expect(await client.json()).toMatchObject({ data: "late" });
    expect(await client.json()).toMatchObject({ success: true });
  });

  test("are made again where connections fail, for clients that connect too", async () => {
    const hubs = { chat: { eventHandlers: [{ urlTemplate: await nobody(), systemEvents: ["connect"] as const }] } };
    const watched = await watchedService({ hubs });
    const { local, events } = watched;
    const refused = refusedUpgrade(await upgradeUrl(local.endpoint));
    await passPauses(watched, [1000, 3000, 5000], () => pendingOf(watched).length);
    expect(await refused).toBe(500);
    const [call] = events.filter(({ type }) => type === "handlerCall") as HandlerCallEvent[];
    expect(call).toMatchObject({
      event: "connect",
      attempts: 0,
      error: expect.stringContaining("could not be validated"),
    });
  });

  test("are made at once where the handler had closed a connection that was kept", async () => {
    const handler = await HandlerServer.start();
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local);
    for (const ackId of [1, 2, 3]) {
      expect(await client.ask({ ...event, ackId })).toMatchObject({ success: true });
      expect(handler.breaksNext).toBe(false);
      handler.breaksNext = true;
    }
    // Whoever watches sees one attempt each: there was no pause.
    expect(local.control.handlerCalls.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
    expect(handler.events).toHaveLength(3);
  });
});

describe("time", () => {
  test("for an event is 100 seconds, after which it is not tried again", async () => {
    const handler = await HandlerServer.start(() => new Promise(() => undefined));
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local);
    client.send(event);
    await handler.until(1);
    local.control.clock.advance(99_000);
    expect(local.control.handlerCalls).toEqual([]);
    local.control.clock.advance(1000);
    expect(await client.json()).toMatchObject({ success: false });
    expect(handler.events).toHaveLength(1);
    expect(local.control.handlerCalls).toMatchObject([{ error: "No answer within 100 seconds.", attempts: 1 }]);
  });

  test("for a validation is 10 seconds", async () => {
    const handler = await HandlerServer.start();
    handler.validation = () => new Promise(() => undefined);
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local);
    client.send(event);
    await until(() => handler.received.length > 0);
    local.control.clock.advance(9000);
    await settled();
    expect(local.control.handlerCalls).toEqual([]);
    local.control.clock.advance(1000);
    expect(await client.json()).toMatchObject({ success: false });
    expect(handler.events).toEqual([]);
  });
});

describe("a validation", () => {
  test.each([
    ["*", undefined],
    ["127.0.0.1", undefined],
    ["x.example, 127.0.0.1:{port}", undefined],
    [["x.example", "127.0.0.1"], undefined],
    ["x.example", "was answered without a WebHook-Allowed-Origin that is * or 127.0.0.1."],
    ["127.0.0.1:1", "was answered without a WebHook-Allowed-Origin that is * or 127.0.0.1."],
    ["", "was answered without a WebHook-Allowed-Origin that is * or 127.0.0.1."],
  ])("that allows %j", async (allowed, fault) => {
    const handler = await HandlerServer.start();
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const { port } = new URL(local.endpoint);
    const own = [allowed].flat().map((one) => one.replace("{port}", port));
    handler.validation = (_, response) =>
      response.setHeader("WebHook-Allowed-Origin", own.length > 1 ? own : (own[0] ?? ""));
    const client = await connect(local);
    expect(await client.ask(event)).toMatchObject({ success: fault === undefined });
    expect(handler.events).toHaveLength(fault === undefined ? 1 : 0);
    const [call] = local.control.handlerCalls;
    if (fault === undefined) expect(call?.error).toBeUndefined();
    // Without the code in the query.
    else expect(call?.error).toBe(`The validation of ${handler.url}/eventhandler/validate ${fault}`);
  });

  test("by OPTIONS that is not there is made by GET", async () => {
    const handler = await HandlerServer.start();
    handler.validation = ({ method }, response) => {
      response.statusCode = method === "OPTIONS" ? 404 : 200;
      response.setHeader("WebHook-Allowed-Origin", "*");
    };
    const client = await connect(await service({ hubs: { chat: handler.hub([]) } }));
    expect(await client.ask(event)).toMatchObject({ success: true });
    expect(handler.received.map(({ method }) => method)).toEqual(["OPTIONS", "GET", "POST"]);
  });

  test("is made once for many clients, again after a minute, and goes on counting meanwhile", async () => {
    const handler = await HandlerServer.start();
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const clients = await Promise.all(Array.from({ length: 5 }, () => connect(local)));
    const validations = (): number => handler.received.filter(({ method }) => method === "OPTIONS").length;
    await Promise.all(clients.map((client) => client.ask(event)));
    expect(validations()).toBe(1);
    local.control.clock.advance(60_000);
    handler.validation = (_, response) => (response.statusCode = 403);
    expect(await clients[0]?.ask({ ...event, ackId: 2 })).toMatchObject({ success: true });
    await until(() => validations() >= 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await clients[0]?.ask({ ...event, ackId: 3 })).toMatchObject({ success: false });
  });

  test("that failed is made again after one second, then two, and a success ends that", async () => {
    const handler = await HandlerServer.start();
    handler.validation = (_, response) => (response.statusCode = 403);
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local);
    const counts: number[] = [];
    for (const [ackId, pause] of [0, 500, 500, 1000, 1000].entries()) {
      local.control.clock.advance(pause);
      expect(await client.ask({ ...event, ackId })).toMatchObject({ success: false });
      counts.push(handler.received.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3]);
    handler.validation = (_, response) => response.setHeader("WebHook-Allowed-Origin", "*");
    local.control.clock.advance(4000);
    expect(await client.ask({ ...event, ackId: 9 })).toMatchObject({ success: true });
  });

  test("that goes on failing is made again each minute", async () => {
    const handler = await HandlerServer.start();
    handler.validation = (_, response) => (response.statusCode = 403);
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local);
    // After 1, 2, 4, 8, 16, 32 and then 60 seconds.
    for (let ackId = 1; ackId <= 10; ackId += 1) {
      expect(await client.ask({ ...event, ackId })).toMatchObject({ success: false });
      expect(handler.received).toHaveLength(ackId);
      local.control.clock.advance(Math.min(60_000, 1000 * 2 ** (ackId - 1)));
    }
  });
});

test("what no header can hold fails the event, and says so", async () => {
  const handler = await HandlerServer.start();
  const local = await service({ hubs: { chat: handler.hub(["connected"]) } });
  const client = await connect(local, { sub: "jürgen" });
  expect(await client.ask(event)).toMatchObject({ success: false });
  expect(handler.received).toEqual([]);
  expect(local.control.handlerCalls.map(({ event: name, error }) => [name, error])).toEqual([
    ["connected", expect.stringContaining("ce-userId")],
    ["e", expect.stringContaining("ce-userId")],
  ]);
});

test("a client that goes away while its handler thinks was let in all the same, and is gone", async () => {
  let go = (): void => undefined;
  const handler = await HandlerServer.start(({ headers }) =>
    headers["ce-eventname"] === "connect" ? new Promise<void>((resolve) => (go = resolve)) : undefined,
  );
  const local = await service({ hubs: { chat: handler.hub() } });
  const { WebSocket } = await import("ws");
  const socket = new WebSocket(await upgradeUrl(local.endpoint));
  socket.on("error", () => undefined);
  await handler.until(1);
  socket.terminate();
  await new Promise((resolve) => setTimeout(resolve, 50));
  go();
  await handler.until(2);
  expect(handler.names).toEqual(["connect", "disconnected"]);
  expect(local.control.hubs()).toEqual([]);
});

test("closing the service ends calls, attempts and validations that are under way", async () => {
  const handler = await HandlerServer.start(() => new Promise(() => undefined));
  const stuck = await HandlerServer.start();
  stuck.validation = () => new Promise(() => undefined);
  const never = { eventHandlers: [{ userEvent: () => new Promise<void>(() => undefined) }] };
  const down = { eventHandlers: [{ urlTemplate: await nobody(), userEventPattern: "*" }] };
  const local = await service({ hubs: { one: handler.hub([]), two: stuck.hub([]), three: never, four: down } });
  const clients = await Promise.all(["one", "two", "three", "four"].map((hub) => connect(local, {}, hub)));
  for (const client of clients) client.send(event);
  await handler.until(1);
  await until(() => stuck.received.length > 0);
  const before = performance.now();
  await local.close();
  // Attempts alone would go on for nine seconds.
  expect(performance.now() - before).toBeLessThan(8000);
  const ends = local.control.handlerCalls.map(({ hub, attempts, error }) => [hub, attempts, error]);
  const closing = "The local service is closing.";
  expect(ends.sort()).toEqual([
    ["four", 0, closing],
    ["one", 1, closing],
    ["three", 1, closing],
    ["two", 0, closing],
  ]);
});
