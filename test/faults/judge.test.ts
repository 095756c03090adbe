import { describe, expect, test } from "@jest/globals";
import { caseOf } from "./cases.js";
import type { Case } from "./cases.js";
import { writeClean } from "./breaches.js";
import type { Fault } from "./faultKinds.js";
import { judge } from "./judge.js";
import type { Failure, Outcome } from "./outcome.js";
import { readOptions } from "./options.js";
import { retryAfterForms } from "./retryAfter.js";
import type { Arrival } from "./served.js";

const send: Case = {
  index: 7,
  operation: "send",
  road: "path",
  reading: "whole",
  body: "text",
  size: 0,
  tls: false,
  retrySends: false,
  maxRetries: 2,
  timeoutInMs: undefined,
  abortAfter: undefined,
  faults: [],
};
const arrival: Arrival = { acted: true, isRight: true, accepts: "gzip" };
const accepted: Outcome = { index: 7, ended: "answer", status: 202, body: "", attempts: 1, elapsed: 5, listeners: 0 };
const message = "POST /api/hubs/h/:send: the connection was lost.";
const lost: Outcome = {
  ...accepted,
  ended: "error",
  error: { name: "RestError", code: "ECONNRESET", message, hasReason: false },
};

const reset: Fault = { kind: "cutBeforeAnswer", cut: "reset" };
const status = (code: number, value?: string): Fault => {
  const retryAfter = retryAfterForms.find((form) => form.header === "retry-after" && form.value === value);
  return { kind: "status", status: code, body: "none", ...(retryAfter && { retryAfter }) };
};

const garbage = (bytes: string): Fault => ({ kind: "garbage", bytes });
const noChunk = garbage("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n");
const ok: Partial<Outcome> = { ended: "answer", status: 200, body: "" };

/** What is wrong, by a case's faults, what arrived, and how it ended. */
const breaches = (case_: Partial<Case>, arrivals: Arrival[], outcome: Partial<Outcome>): string[] =>
  judge({ ...send, ...case_ }, { index: 7, arrivals }, { ...accepted, attempts: arrivals.length, ...outcome });

describe("the judge finds nothing in", () => {
  const fine: [string, Partial<Case>, Arrival[], Partial<Outcome>][] = [
    ["a send that is answered", {}, [arrival], accepted],
    ["a send that is lost and told so", { faults: [reset] }, [arrival], lost],
    [
      "a send that is refused and comes back",
      { faults: [status(429)] },
      [{ ...arrival, acted: false }, arrival],
      { ...accepted, attempts: 2 },
    ],
    [
      "a send whose wait would be too long",
      { faults: [status(503, "86400")] },
      [arrival],
      { ...accepted, status: 503 },
    ],
    [
      "a send that may arrive twice",
      { faults: [reset], retrySends: true },
      [arrival, arrival],
      { ...accepted, attempts: 2 },
    ],
    [
      "a stream that its caller's signal has ended",
      { operation: "list", reading: "stream", abortAfter: 3 },
      [arrival],
      { status: 200, stream: "failed", streamError: { name: "AbortError", message: "given up", hasReason: true } },
    ],
    [
      "an error whose status has come, though not all of its body",
      { operation: "list", faults: [{ kind: "status", status: 400, body: "resetLater" }] },
      [arrival],
      { status: 400, body: "{" },
    ],
    ["a HEAD whose head is sound, whatever comes after it", { operation: "exists", faults: [noChunk] }, [arrival], ok],
  ];
  test.each(fine)("%s", (_, case_, arrivals, outcome) => {
    expect(breaches(case_, arrivals, outcome)).toEqual([]);
  });
});

describe("the judge finds", () => {
  const error = (change: Partial<Failure>): Partial<Outcome> => ({
    ...lost,
    error: { ...(lost.error as Failure), ...change },
  });
  const streamed = { operation: "list", reading: "stream" } as const;
  const failing = (name: string, code?: string): Partial<Outcome> => ({
    status: 200,
    stream: "failed",
    streamError: { name, code, message: "broken", hasReason: false },
  });
  const wrong: [string, Partial<Case>, Arrival[], Partial<Outcome>][] = [
    ["the call never ended", {}, [arrival], { ended: "never" }],
    ["a secret can be seen in an error", {}, [arrival], { secret: "an error" }],
    ["a listener stays on the caller's signal", {}, [arrival], { listeners: 1 }],
    ["a body arrived that is not the one that was given", {}, [{ ...arrival, isRight: false }], {}],
    ["an attempt arrived more than once", {}, [arrival, arrival], { attempts: 1 }],
    ["a send may have been carried out twice", { faults: [reset] }, [arrival, arrival], { attempts: 2 }],
    ["repeated after cutBeforeAnswer, which is not to be", { faults: [reset] }, [arrival, arrival], { attempts: 2 }],
    ["not repeated after cutBeforeAnswer", { operation: "list", faults: [reset] }, [arrival], lost],
    ["not repeated after status", { faults: [status(429)] }, [arrival], { status: 429 }],
    [
      "repeated after status",
      { faults: [status(503, "86400")] },
      [{ ...arrival, acted: false }, arrival],
      { attempts: 2 },
    ],
    [
      "there were more attempts than allowed",
      { maxRetries: 0, faults: [status(429)] },
      [{ ...arrival, acted: false }, arrival],
      {},
    ],
    ["the error does not name the call", { faults: [reset] }, [arrival], error({ message: "socket hang up" })],
    ["the error's message has no end", { faults: [reset] }, [arrival], error({ message: message.repeat(50) })],
    ["the error has no code", { faults: [reset] }, [arrival], error({ code: undefined })],
    ["the reason of the abort is lost", { abortAfter: 3 }, [arrival], error({ name: "AbortError" })],
    ["the call says that it was aborted, and was not", {}, [arrival], error({ name: "AbortError" })],
    ["the call was aborted before its caller did so", { abortAfter: 30 }, [arrival], error({ name: "AbortError" })],
    ["the stream says that it was aborted, and was not", streamed, [arrival], failing("AbortError")],
    [
      "a whole answer could not be read as a stream",
      { ...streamed, abortAfter: 3 },
      [arrival],
      failing("Error", "ECONNRESET"),
    ],
    ["the reason of the abort is lost in the stream", { ...streamed, abortAfter: 3 }, [arrival], failing("AbortError")],
    ["a stream was ended by the time limit", streamed, [arrival], failing("Error", "TIMEOUT")],
    ["the time was up where there was no limit", {}, [arrival], error({ code: "TIMEOUT" })],
    ["the time was up before it was", { timeoutInMs: 50 }, [arrival], { ...error({ code: "TIMEOUT" }), elapsed: 20 }],
    ["an answer of status 202 in place of an error", { faults: [reset] }, [arrival], {}],
    ["in place of an error, after garbage", { operation: "list", faults: [noChunk] }, [arrival], ok],
    [
      "in place of an error, after garbage",
      { operation: "exists", faults: [garbage("HTTP/1.1 abc\r\n\r\n")] },
      [arrival],
      ok,
    ],
    ["an error (ECONNRESET) in place of status 202", {}, [arrival], lost],
    ["status 200 in place of 202", {}, [arrival], { status: 200 }],
    ["another body than the one that was answered", { operation: "list" }, [arrival], { status: 200, body: "{}" }],
    ...(["brokenGzip", "cut", "resetLater", "closedLater"] as const).flatMap((body): typeof wrong => {
      const broken = (code: number): Partial<Case> => ({
        operation: "list",
        faults: [{ kind: "status", status: code, body }],
      });
      return [
        ["the status is lost", broken(400), [arrival], lost],
        ["status 200 in place of 401", broken(401), [arrival], { status: 200 }],
        ["repeated after status", broken(400), [arrival, arrival], { attempts: 2, status: 200 }],
        ["not repeated after status", broken(429), [{ ...arrival, acted: false }], { status: 429 }],
      ];
    }),
    ["nothing had arrived", {}, [], { attempts: 1 }],
  ];
  test.each(wrong)("%s", (text, case_, arrivals, outcome) => {
    expect(breaches(case_, arrivals, outcome).join("\n")).toContain(text);
  });
});

test("a case is the same whenever it is asked for, and another for another seed", () => {
  expect(caseOf(3, 12)).toEqual(caseOf(3, 12));
  const some = (seed: number): string => JSON.stringify(Array.from({ length: 20 }, (_, index) => caseOf(seed, index)));
  expect(some(3)).not.toBe(some(4));
});

test("a campaign says that nothing is left behind only where it has looked at memory, too", () => {
  expect(writeClean(500)).toContain("nothing was left behind");
  expect(writeClean(499)).not.toContain("nothing");
  expect(writeClean(499)).toContain("Memory is judged from 500 calls on.");
});

test("options that mean nothing are refused", () => {
  expect(readOptions(["--calls", "10", "--seed", "1", "--transport", "fetch"])).toMatchObject({
    calls: 10,
    transports: ["fetch"],
  });
  for (const option of ["--calls", "--seed", "--transport", "--case", "--parallel"])
    expect(() => readOptions([option, "x"])).toThrow(option);
});
