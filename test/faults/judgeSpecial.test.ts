import { describe, expect, test } from "@jest/globals";
import { judgeSpecial, specialOf } from "./specialCases.js";
import type { SpecialCase } from "./specialCases.js";
import { unaskedStatus } from "./specialPorts.js";

type Outcome = Parameters<typeof judgeSpecial>[2];

const send: SpecialCase = {
  behaviour: { kind: "closed" },
  operation: "send",
  retrySends: false,
  maxRetries: 2,
  pause: 0,
};
const message = "POST /api/hubs/h/:send: the connection was refused.";
const failed = (change: object = {}) => ({
  error: Object.assign(new Error(message), { code: "ECONNREFUSED", ...change }),
});
const good = { status: 202 };
const refused: Outcome = {
  first: failed(),
  second: undefined,
  firstAttempts: 3,
  seen: { connections: 0, requests: 0 },
};

/** What is wrong, by what is special and how it went. */
const breaches = (
  special: Partial<SpecialCase>,
  outcome: Partial<Outcome>,
  transport: "default" | "fetch" = "default",
) => judgeSpecial({ ...send, ...special }, transport, { ...refused, ...outcome });

const idleClose = { behaviour: { kind: "idleClose", after: 1, cut: "reset" } } as const;
const cutTwice = { behaviour: { kind: "cutHandshake", cut: "reset", times: 2 } } as const;
const endTwice = { behaviour: { kind: "endOnAccept", cut: "close", times: 2 } } as const;
const untrusted = { behaviour: { kind: "untrusted" } } as const;
const plain = { behaviour: { kind: "plainOnTls" } } as const;
const stalled = { behaviour: { kind: "stallOnAccept" } } as const;
const unasked = { behaviour: { kind: "unasked", together: true } } as const;

describe("the judge of special cases finds nothing in", () => {
  test.each<[string, Partial<SpecialCase>, Partial<Outcome>]>([
    ["a send that nobody takes", {}, {}],
    ["one that arrives at last", cutTwice, { first: good, seen: { connections: 3, requests: 1 } }],
    ["one that may have arrived, and is not repeated", endTwice, { firstAttempts: 1 }],
    ["one to somebody who is not trusted", untrusted, { firstAttempts: 1 }],
    ["one that is given up in time", stalled, { first: failed({ code: "TIMEOUT" }), firstAttempts: 1 }],
    [
      "a second one that meets the end of its connection",
      idleClose,
      { first: good, second: failed(), firstAttempts: 1, seen: { connections: 1, requests: 2 } },
    ],
  ])("%s", (_, special, outcome) => {
    expect(breaches(special, outcome)).toEqual([]);
  });

  test("attempts that fetch does not make, because it cannot know whether a send has left", () => {
    expect(breaches(cutTwice, { firstAttempts: 1 }, "fetch")).toEqual([]);
    expect(breaches(cutTwice, { firstAttempts: 1 })).not.toEqual([]);
  });
});

describe("the judge of special cases finds", () => {
  test.each<[string, Partial<SpecialCase>, Partial<Outcome>]>([
    ["the call never ended", {}, { first: { error: new Error("never ended") } }],
    ["the error does not name the call", {}, { first: failed({ message: "connect ECONNREFUSED" }) }],
    ["the error has no code", {}, { first: failed({ code: undefined }) }],
    ["1 attempts in place of 3", {}, { firstAttempts: 1 }],
    ["4 attempts in place of 3", {}, { firstAttempts: 4 }],
    ["an answer out of nothing", {}, { first: good }],
    ["no answer, although an attempt was left", cutTwice, {}],
    ["an answer without a trusted connection", untrusted, { first: good }],
    ["a request was sent without a trusted connection", untrusted, { seen: { connections: 1, requests: 1 } }],
    ["3 attempts in place of 1, untrusted", untrusted, {}],
    ["3 attempts in place of 1, plainOnTls", { ...plain, operation: "list" }, {}],
    ["no TIMEOUT", stalled, {}],
    ["no answer to the first call", idleClose, { second: failed() }],
    ["an answer that belongs to no call was taken", unasked, { first: good, second: { status: unaskedStatus } }],
    ["no answer to the second call", { ...idleClose, retrySends: true }, { first: good, second: failed() }],
    ["a wrong status", idleClose, { first: good, second: { status: 200 } }],
    ["a send arrived more than once", endTwice, { firstAttempts: 1, seen: { connections: 2, requests: 2 } }],
  ])("%s", (text, special, outcome) => {
    expect(breaches(special, outcome).join("\n")).toContain(text);
  });
});

test("a special case is the same whenever it is asked for, and another for another seed", () => {
  const some = (seed: number) => Array.from({ length: 20 }, (_, index) => specialOf(seed, index));
  expect(some(3)).toEqual(some(3));
  expect(some(3)).not.toEqual(some(4));
});
