import { mock } from "node:test";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { Departures } from "../../src/transport/node/departures.js";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

const accepted = "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n";
const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let server: RawServer | undefined;
afterEach(async () => {
  jest.useRealTimers();
  mock.timers.reset();
  await server?.close();
  server = undefined;
});

test("a request that is alone leaves at once, others of the turn at its end and in their order", async () => {
  const departures = new Departures();
  const left: string[] = [];
  const leave = (name: string): void => departures.leave(() => void left.push(name));
  leave("first");
  leave("second");
  leave("third");
  expect(left).toEqual(["first"]);
  await Promise.resolve();
  expect(left).toEqual(["first"]);
  await aTurn();
  expect(left).toEqual(["first", "second", "third"]);
  for (let arrived = 0; arrived < 3; arrived += 1) departures.arrive();
  // All have arrived: the next one is alone again.
  leave("fourth");
  expect(left.at(-1)).toBe("fourth");
});

test("no more are under way than may be, and those that wait leave in their order as others arrive", async () => {
  const departures = new Departures(2);
  const left: number[] = [];
  const leave = (number: number): void => departures.leave(() => void left.push(number));
  for (const number of [1, 2, 3, 4, 5]) leave(number);
  await aTurn();
  expect(left).toEqual([1, 2]);
  await aTurn();
  expect(left).toEqual([1, 2]);
  departures.arrive();
  // Who comes now does not go before those that wait.
  leave(6);
  await aTurn();
  expect(left).toEqual([1, 2, 3]);
  departures.arrive();
  departures.arrive();
  await aTurn();
  expect(left).toEqual([1, 2, 3, 4, 5]);
  departures.arrive();
  await aTurn();
  expect(left).toEqual([1, 2, 3, 4, 5, 6]);
});

describe.each([transports[0], transports[1]])("over %s", (_, make) => {
  test.each([
    ["is answered", "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n"],
    ["is cut off", ""],
    ["is answered by what is no HTTP", "nonsense\r\n\r\n"],
  ])("a connection is free for the next request when one %s", async (_what, answer) => {
    server = await rawServer((socket) => (answer === "" ? socket.destroy() : socket.write(answer)));
    const client = clientOver(make({ maxConnections: 1 }), server.endpoint, { retryOptions: { maxRetries: 0 } });
    const send = () => client.path("/api/hubs/{hub}/:send", "hub").post({ contentType: "text/plain", body: "x" });
    const outcomes = await Promise.allSettled([send(), send(), send()]);
    expect(new Set(outcomes.map(({ status }) => status)).size).toBe(1);
    expect(server.requests).toHaveLength(3);
  });
});

test.each(transports)("over %s, a call that is given up before it leaves is not sent", async (_, make) => {
  server = await rawServer((socket) => setTimeout(() => socket.write(accepted), 30));
  const client = clientOver(make(), server.endpoint);
  const send = (hub: string, abortSignal?: AbortSignal) =>
    client.path("/api/hubs/{hub}/:send", hub).post({ contentType: "text/plain", body: "x", abortSignal });
  const controller = new AbortController();
  const calls = [send("kept"), send("kept"), send("dropped", controller.signal)];
  controller.abort();
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(server.requests.map(({ head }) => /hubs\/(\w+)/.exec(head)?.[1])).toEqual(["kept", "kept"]);
});

describe.each([
  ["Jest", () => jest.useFakeTimers()],
  ["node:test", () => mock.timers.enable()],
])("where %s has stopped the clock", (_, stop) => {
  test.each([transports[0], transports[1]])("calls side by side arrive over %s", async (__, make) => {
    server = await rawServer((socket) => socket.write(accepted));
    const client = clientOver(make(), server.endpoint);
    stop();
    const send = () => client.path("/api/hubs/{hub}/:send", "hub").post({ contentType: "text/plain", body: "x" });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual(["202", "202", "202"]);
  });
});
