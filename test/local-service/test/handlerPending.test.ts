import { describe, expect, test } from "@jest/globals";
import type { HandlerCallPendingEvent } from "../src/index.js";
import { HandlerServer, answer, nobody } from "./handlerServer.js";
import { connect, refusedUpgrade, service, settled, upgradeUrl, watchedService } from "./support.js";

const event = { type: "event", event: "e", data: 1, ackId: 1 };

describe("a clock that is put forward once", () => {
  /** Less than the pauses take by themselves, in milliseconds, which are 9 seconds. */
  const patient = 8000;

  test("goes through all pauses of a call: a web server's, a function's, and a validation's", async () => {
    const handler = await HandlerServer.start((_, response) => answer(response, "", {}, 503));
    const busy = { eventHandlers: [{ userEvent: () => ({ status: 503 }) }] };
    const down = { eventHandlers: [{ urlTemplate: await nobody(), userEventPattern: "*" }] };
    const local = await service({ hubs: { one: handler.hub([]), two: busy, three: down } });
    const clients = await Promise.all(["one", "two", "three"].map((hub) => connect(local, {}, hub)));
    for (const client of clients) client.send(event);
    await handler.until(1);
    await settled();
    const before = performance.now();
    local.control.clock.advance(10_000);
    for (const client of clients) expect(await client.json()).toMatchObject({ success: false });
    expect(performance.now() - before).toBeLessThan(patient);
    const calls = Object.fromEntries(local.control.handlerCalls.map((call) => [call.hub, call]));
    expect(calls).toMatchObject({
      one: { attempts: 4, answer: { status: 503 } },
      two: { attempts: 4, answer: { status: 503 } },
      three: { attempts: 0, error: expect.stringContaining("could not be validated") },
    });
  });

  test("goes no further than it was put", async () => {
    const handler = await HandlerServer.start((_, response) => answer(response, "", {}, 503));
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local);
    client.send(event);
    await handler.until(1);
    await settled();
    // 1 s and 3 s, and not the 5 s after them.
    local.control.clock.advance(5000);
    await handler.until(3);
    await settled();
    await settled();
    expect(handler.events).toHaveLength(3);
    expect(local.control.handlerCalls).toEqual([]);
    local.control.clock.advance(4500);
    expect(await client.json()).toMatchObject({ success: false });
    expect(local.control.handlerCalls).toMatchObject([{ attempts: 4, answer: { status: 503 } }]);
  });

  test("beyond all time that there is still leads to the last answer", async () => {
    const handler = await HandlerServer.start((_, response) => answer(response, "", {}, 503));
    const local = await service({ hubs: { chat: handler.hub(["connect"]) } });
    const refused = refusedUpgrade(await upgradeUrl(local.endpoint));
    await handler.until(1);
    await settled();
    local.control.clock.advance(200_000);
    expect(await refused).toBe(503);
    const [call] = local.control.handlerCalls;
    expect(call).toMatchObject({ attempts: 4, answer: { status: 503 } });
    expect(call?.error).toBeUndefined();
  });

  test("to the end of the time while a later attempt is not answered has the answer to the one before", async () => {
    const handler = await HandlerServer.start((_, response) =>
      handler.events.length > 1 ? new Promise(() => undefined) : answer(response, "", {}, 500),
    );
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local);
    client.send(event);
    await handler.until(1);
    await settled();
    local.control.clock.advance(200_000);
    expect(await client.json()).toMatchObject({ success: false });
    expect(local.control.handlerCalls).toMatchObject([{ attempts: 2, answer: { status: 500 } }]);
  });
});

describe("what is told while an event is pending", () => {
  const pending = (events: object[]) =>
    events.filter((one) => "type" in one && one.type === "handlerCallPending") as HandlerCallPendingEvent[];

  test("is each attempt that is followed by another, at the event and at the validation", async () => {
    const handler = await HandlerServer.start((_, response) => answer(response, "", {}, 503));
    const down = { eventHandlers: [{ urlTemplate: await nobody(), userEventPattern: "*" }] };
    const { local, events } = await watchedService({ hubs: { chat: handler.hub([]), down } });
    const clients = [await connect(local), await connect(local, {}, "down")];
    for (const client of clients) client.send(event);
    await handler.until(1);
    await settled();
    local.control.clock.advance(10_000);
    for (const client of clients) await client.json();
    const of = (hub: string) => pending(events).filter((one) => one.hub === hub);
    expect(of("chat").map(({ status, attempts, retryIn }) => [status, attempts, retryIn])).toEqual([
      [503, 1, 1000],
      [503, 2, 3000],
      [503, 3, 5000],
    ]);
    expect(of("down").map(({ error, attempts, retryIn }) => [error, attempts, retryIn])).toEqual(
      [1000, 3000, 5000].map((pause) => [expect.stringContaining("ECONNREFUSED"), 0, pause]),
    );
  });

  test("is once that there is no answer yet, after five seconds", async () => {
    const handler = await HandlerServer.start(() => new Promise(() => undefined));
    const never = { eventHandlers: [{ userEvent: () => new Promise<void>(() => undefined) }] };
    const { local, events } = await watchedService({ hubs: { chat: handler.hub([]), never } });
    for (const hub of ["chat", "never"]) (await connect(local, {}, hub)).send(event);
    await handler.until(1);
    await settled();
    local.control.clock.advance(4000);
    expect(pending(events)).toEqual([]);
    local.control.clock.advance(1000);
    local.control.clock.advance(60_000);
    expect(pending(events)).toMatchObject([
      { hub: "chat", event: "e", attempts: 1 },
      { hub: "never", event: "e", handler: "function", attempts: 1 },
    ]);
    expect(pending(events).map(({ retryIn }) => retryIn)).toEqual([undefined, undefined]);
  });
});
