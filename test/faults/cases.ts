import * as fc from "fast-check";
import type { Cut, Fault } from "./faultKinds.js";
import { retryAfterForms } from "./retryAfter.js";

/** A call, and what the server does with its attempts. */
export interface Case {
  readonly index: number;
  /** What is called; all but the first two may be repeated without harm. */
  readonly operation: "send" | "sendToGroup" | "list" | "exists" | "add" | "remove";
  /** By which road. */
  readonly road: "path" | "sendRequest" | "pathUnchecked";
  /** How the answer is read. */
  readonly reading: "whole" | "stream" | "twice";
  readonly body: "json" | "text" | "bytes" | "webStream" | "nodeStream";
  /** Bytes of the message, at least. */
  readonly size: number;
  readonly tls: boolean;
  readonly retrySends: boolean;
  readonly maxRetries: number;
  readonly timeoutInMs: number | undefined;
  /** When the caller gives up, in milliseconds; negative: before the call. */
  readonly abortAfter: number | undefined;
  /** For each attempt; after the last of them, all goes well. */
  readonly faults: readonly Fault[];
}

const cut: fc.Arbitrary<Cut> = fc.constantFrom("reset", "close");
const framing = fc.constantFrom("length" as const, "chunked" as const);
const coding = fc.constantFrom("gzip" as const, "deflate" as const, "br" as const);
const record = fc.record;

const okay: fc.Arbitrary<Fault> = record(
  {
    kind: fc.constant("ok" as const),
    framing,
    coding,
    prelude: fc.constantFrom(100 as const, 103 as const),
    close: fc.boolean(),
  },
  { requiredKeys: ["kind", "framing"] },
);

const status = (statuses: number[], waits: boolean): fc.Arbitrary<Fault> =>
  record(
    {
      kind: fc.constant("status" as const),
      status: fc.constantFrom(...statuses),
      body: fc.constantFrom("none", "json", "html", "large", "brokenGzip", "cut", "resetLater", "closedLater"),
      ...(waits && { retryAfter: fc.constantFrom(...retryAfterForms) }),
    },
    { requiredKeys: ["kind", "status", "body"] },
  ) as fc.Arbitrary<Fault>;

const garbage = fc.oneof(
  fc.constantFrom(
    "\r\n\r\n",
    "HTTP/9.9 200 OK\r\n\r\n",
    "HTTP/1.1 abc\r\n\r\n",
    "SSH-2.0-x\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
  ),
  fc.constantFrom(
    "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  ),
  fc.string({ minLength: 1, maxLength: 40, unit: "binary-ascii" }),
);

/** Everything that can happen to an attempt that does not need a limit of time. */
const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: okay },
  { weight: 5, arbitrary: status([429, 503], true) },
  { weight: 3, arbitrary: status([500, 502, 504, 408, 501, 505], true) },
  { weight: 2, arbitrary: status([400, 401, 403, 409, 413, 418], false) },
  { weight: 1, arbitrary: record({ kind: fc.constant("cutBeforeBody" as const), cut }) },
  { weight: 2, arbitrary: record({ kind: fc.constant("cutBeforeAnswer" as const), cut }) },
  { weight: 2, arbitrary: record({ kind: fc.constant("cutInHead" as const), cut }) },
  {
    weight: 4,
    arbitrary: record(
      { kind: fc.constant("cutInBody" as const), cut, framing, coding },
      { requiredKeys: ["kind", "cut", "framing"] },
    ),
  },
  {
    weight: 2,
    arbitrary: record({ kind: fc.constant("brokenCoding" as const), coding, length: fc.constantFrom(3, 40, 300_000) }),
  },
  {
    weight: 1,
    arbitrary: record(
      { kind: fc.constant("oversized" as const), coding: fc.constant("gzip" as const) },
      { requiredKeys: ["kind"] },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<Fault>({ kind: "hugeHead" }, { kind: "switching" }) },
  { weight: 1, arbitrary: record({ kind: fc.constant("garbage" as const), bytes: garbage }) },
  { weight: 1, arbitrary: fc.constantFrom<Fault>({ kind: "notJson" }, { kind: "byteOrderMark" }) },
  {
    weight: 1,
    arbitrary: record({
      kind: fc.constant("slow" as const),
      milliseconds: fc.integer({ min: 1, max: 40 }),
      drip: fc.boolean(),
    }),
  },
);

const stall: fc.Arbitrary<Fault> = record({ kind: fc.constant("stall" as const), afterHead: fc.boolean() });

/** Limits of time: most calls have none; where there is one, an attempt may never be answered. */
const time: fc.Arbitrary<Pick<Case, "timeoutInMs" | "abortAfter" | "faults">> = fc.oneof(
  {
    weight: 6,
    arbitrary: record({
      timeoutInMs: fc.constant(undefined),
      abortAfter: fc.constant(undefined),
      faults: fc.array(anyFault, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: record({
      timeoutInMs: fc.integer({ min: 5, max: 120 }),
      abortAfter: fc.constant(undefined),
      faults: fc.array(fc.oneof(anyFault, stall), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: record({
      timeoutInMs: fc.option(fc.integer({ min: 100, max: 200 }), { nil: undefined }),
      abortAfter: fc.integer({ min: -1, max: 60 }),
      faults: fc.array(fc.oneof(anyFault, stall), { minLength: 1, maxLength: 4 }),
    }),
  },
);

const anyCase = fc
  .tuple(
    record({
      operation: fc.constantFrom("send", "sendToGroup", "list", "exists", "add", "remove"),
      road: fc.constantFrom("path", "path", "sendRequest", "pathUnchecked"),
      reading: fc.constantFrom("whole", "whole", "whole", "twice", "stream"),
      body: fc.constantFrom("json", "text", "bytes", "webStream", "nodeStream"),
      size: fc.constantFrom(0, 10, 1_000, 100_000),
      tls: fc.constantFrom(false, false, false, true),
      retrySends: fc.boolean(),
      maxRetries: fc.constantFrom(0, 2, 3),
    }),
    time,
  )
  .map(([call, limits]) => ({ ...call, ...limits })) as fc.Arbitrary<Omit<Case, "index">>;

/** The case of a number, which is the same whenever and wherever it is asked for. */
export function caseOf(seed: number, index: number): Case {
  const [found] = fc.sample(anyCase, {
    seed: (Math.imul(seed, 0x9e3779b1) + Math.imul(index + 1, 0x85ebca6b)) | 0,
    numRuns: 1,
  });
  return { ...(found as Omit<Case, "index">), index };
}

/** Whether the service's own contract lets a call be repeated without harm. */
export const isSend = ({ operation }: Case): boolean => operation === "send" || operation === "sendToGroup";

/** What a send carries: a text that is its own, of the size that is asked for. */
export const messageOf = ({ index, size }: Case): string => `message ${index} ${"x".repeat(size)}`;
