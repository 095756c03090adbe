import { describe, expect, test } from "@jest/globals";
import { eventLine } from "../src/cli/eventLine.js";
import { formatDuration, printable } from "../src/cli/format.js";
import { coloured, plain } from "../src/cli/paint.js";
import type { ServiceEvent } from "../src/index.js";

const at = new Date(2030, 0, 2, 3, 4, 5).getTime();
const client = { at, hub: "chat", connectionId: "c1" };
const call = {
  type: "handlerCall",
  ...client,
  event: "ping",
  handler: "http://localhost:3000/e/ping",
  attempts: 1,
  duration: 5,
} as const;
const pending = {
  type: "handlerCallPending",
  ...client,
  event: "ping",
  handler: "http://localhost:3000/e/ping",
  attempts: 1,
} as const;
const line = (event: ServiceEvent) => eventLine(event, plain);

describe("the line of an event", () => {
  test.each<[string, ServiceEvent]>([
    ["03:04:05  HEAD          404   /a", { type: "request", at, method: "HEAD", path: "/a", status: 404 }],
    [
      "03:04:05  POST          202   /b  to 1 client",
      { type: "request", at, method: "POST", path: "/b", status: 202, receivers: 1 },
    ],
    [
      "03:04:05  POST          202   /b  to 0 clients",
      { type: "request", at, method: "POST", path: "/b", status: 202, receivers: 0 },
    ],
    ["03:04:05  connected           chat        anonymous     no subprotocol  c1", { type: "connected", ...client }],
    [
      "03:04:05  connected           chat        ada           json.webpubsub.azure.v1  c1",
      { type: "connected", ...client, userId: "ada", subprotocol: "json.webpubsub.azure.v1" },
    ],
    [
      "03:04:05  event         204   chat        ada           ping  → http://localhost:3000/e/ping  in 5 ms",
      { ...call, userId: "ada", status: 204 },
    ],
    [
      "03:04:05  event         503   chat        anonymous     ping  → http://localhost:3000/e/ping  in 5 ms  4 attempts",
      { ...call, status: 503, attempts: 4 },
    ],
    [
      "03:04:05  event         none  chat        anonymous     ping  → function  in 5 ms  \\u{a}bad",
      { ...call, handler: "function", error: "\nbad" },
    ],
    [
      "03:04:05  event         503   chat        ada           ping  → http://localhost:3000/e/ping  again in 1 s",
      { ...pending, userId: "ada", status: 503, retryIn: 1000 },
    ],
    [
      "03:04:05  event               chat        anonymous     ping  → http://localhost:3000/e/ping  validation  No answer: a\\u{a}b.  again in 3 s",
      { ...pending, attempts: 0, error: "No answer: a\nb.", retryIn: 3000 },
    ],
    [
      "03:04:05  event               chat        anonymous     ping  → http://localhost:3000/e/ping  no answer yet",
      pending,
    ],
    [
      "03:04:05  event               chat        anonymous     ping  no handler wants it (--event-handler names one)",
      { type: "unhandledEvent", ...client, event: "ping" },
    ],
    [
      "03:04:05  lost          1006  chat        anonymous     may come back  c1",
      { type: "lost", ...client, code: 1006 },
    ],
    ["03:04:05  recovered           chat        anonymous     c1", { type: "recovered", ...client }],
    [
      '03:04:05  disconnected  1000  chat        anonymous     after 1.5 s  "bye"  c1',
      { type: "disconnected", ...client, code: 1000, reason: "bye", duration: 1500 },
    ],
  ])("is %j", (expected, event) => {
    expect(line(event)).toBe(expected);
  });

  test.each<ServiceEvent>([
    { type: "request", at, method: "WEBSOCKET", path: "/client/hubs/chat", status: 101 },
    { type: "joined", ...client, group: "news" },
  ])("does not exist for %j", (event) => {
    expect(line(event)).toBeUndefined();
  });

  test("cannot be broken or coloured by others", () => {
    const userId = "a\nb\u001b[2Jc\u202ed\u2028e";
    expect(line({ type: "connected", ...client, userId })).toContain(
      "a\\u{a}b\\u{1b}[2Jc\\u{202e}d\\u{2028}e  no subprotocol",
    );
    expect(printable("x".repeat(10_000))).toHaveLength(201);
  });

  test("has colours by status", () => {
    const request = { type: "request", at, method: "GET", path: "/a" } as const;
    expect(eventLine({ ...request, status: 200 }, coloured)).toContain("\u001b[32m200");
    expect(eventLine({ ...request, status: 404 }, coloured)).toContain("\u001b[33m404");
    expect(eventLine({ ...request, status: 500 }, coloured)).toContain("\u001b[31m500");
  });
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1000, "1.0 s"],
  [59_900, "59.9 s"],
  [59_960, "1 min 0 s"],
  [61_000, "1 min 1 s"],
  [3_599_000, "59 min 59 s"],
  [7_260_000, "2 h 1 min"],
])("%i milliseconds are %s", (milliseconds, words) => {
  expect(formatDuration(milliseconds)).toBe(words);
});
