import { createHook } from "node:async_hooks";
import { afterEach, expect, jest, test } from "@jest/globals";
import { keepTimerList } from "../../src/transport/node/timerList.js";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

let server: RawServer | undefined;
afterEach(async () => {
  jest.useRealTimers();
  await server?.close();
  server = undefined;
});

/** How many timers something sets. */
function timersOf(act: () => void): number {
  let count = 0;
  const hook = createHook({ init: (_, type) => void (type === "Timeout" && (count += 1)) }).enable();
  act();
  hook.disable();
  return count;
}

/** Timers that hold the process. */
const holding = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test("a list is kept by one timer, which holds no process, until it has passed", async () => {
  const before = holding();
  expect(timersOf(() => keepTimerList(20))).toBe(1);
  expect(timersOf(() => keepTimerList(20))).toBe(0);
  expect(holding()).toBe(before);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(timersOf(() => keepTimerList(20))).toBe(1);
});

test.each([0, -1, Number.NaN, Infinity, 2 ** 31, undefined])("no list is kept for %p milliseconds", (milliseconds) => {
  expect(timersOf(() => keepTimerList(milliseconds))).toBe(0);
});

test("few lists are kept where each call has a limit of its own", () => {
  const limits = Array.from({ length: 100 }, (_, index) => 50_000 + index);
  const count = timersOf(() => limits.forEach(keepTimerList));
  expect(count).toBeGreaterThan(1);
  expect(count).toBeLessThanOrEqual(10);
});

test("a call leaves no timer on a clock that a test has stopped", async () => {
  server = await rawServer((socket) => socket.write("HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n"));
  const client = clientOver(transports[0][1](), server.endpoint);
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick"] });
  await client.path("/api/hubs/{hub}/:send", "hub").post({ contentType: "text/plain", body: "x", timeoutInMs: 7654 });
  expect(jest.getTimerCount()).toBe(0);
});
