import dns from "node:dns";
import * as fc from "fast-check";
import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
import type { WebPubSubClientOptions } from "web-pubsub-rest/2024-12-01";
import type { Child } from "../../scripts/childProcess.js";
import { fakeKey } from "./calls.js";
import type { Transport } from "../support/builtTransports.js";
import { whenOutOfPatience } from "./patience.js";
import { unaskedStatus } from "./specialPorts.js";
import type { Behaviour, SpecialSeen } from "./specialPorts.js";

/** A call or two to a port of its own, where connections fail, not answers. */
export interface SpecialCase {
  readonly behaviour: Behaviour | { readonly kind: "noSuchHost"; readonly code: "ENOTFOUND" | "EAI_AGAIN" };
  readonly operation: "send" | "exists" | "list" | "remove";
  readonly retrySends: boolean;
  readonly maxRetries: number;
  /** What the second call waits for, where there is one. */
  readonly pause: number;
}

const cut = fc.constantFrom("reset" as const, "close" as const);
const times = fc.integer({ min: 1, max: 5 });
const constant = fc.constant;

const anyBehaviour: fc.Arbitrary<SpecialCase["behaviour"]> = fc.oneof(
  fc.constantFrom<SpecialCase["behaviour"]>(
    { kind: "closed" },
    { kind: "noSuchHost", code: "ENOTFOUND" },
    { kind: "noSuchHost", code: "EAI_AGAIN" },
    { kind: "stallOnAccept" },
    { kind: "stallHandshake" },
    { kind: "untrusted" },
    { kind: "plainOnTls" },
    { kind: "unasked", together: true },
    { kind: "unasked", together: false },
  ),
  fc.record({ kind: constant("endOnAccept" as const), cut, times }),
  fc.record({ kind: constant("cutHandshake" as const), cut, times }),
  fc.record({ kind: constant("idleClose" as const), cut, after: fc.integer({ min: 0, max: 15 }) }),
);

const anySpecial: fc.Arbitrary<SpecialCase> = fc.record({
  behaviour: anyBehaviour,
  operation: fc.constantFrom("send", "send", "exists", "list", "remove"),
  retrySends: fc.boolean(),
  maxRetries: fc.constantFrom(0, 2, 3),
  pause: fc.integer({ min: 0, max: 20 }),
});

/** The special case of a number. */
export function specialOf(seed: number, index: number): SpecialCase {
  const [found] = fc.sample(anySpecial, {
    seed: (Math.imul(seed + 7, 0x9e3779b1) + Math.imul(index + 1, 0xc2b2ae35)) | 0,
    numRuns: 1,
  });
  return found as SpecialCase;
}

/** A name that no resolver is asked for: the campaign answers in its place. */
const noSuchHost = "no-such-host.localhost";
const failing = new Map<string, string>();

/** Lets the lookup of {@link noSuchHost} fail, as it does where there is no such name, or no name server. */
export function refuseLookups(): void {
  const { lookup } = dns;
  (dns as { lookup: unknown }).lookup = (host: string, ...rest: unknown[]) => {
    const code = failing.get(host);
    if (code === undefined) return (lookup as (...args: unknown[]) => unknown)(host, ...rest);
    const callback = rest.at(-1) as (error: Error) => void;
    const error = Object.assign(new Error(`getaddrinfo ${code} ${host}`), {
      code,
      syscall: "getaddrinfo",
      hostname: host,
    });
    setImmediate(() => callback(error));
    return {};
  };
}

interface Result {
  readonly status?: number;
  readonly error?: Error & { code?: string };
}

/** Makes the calls of a special case, and says what was wrong. */
export async function runSpecial(
  special: SpecialCase,
  server: Child,
  transport: Transport,
  options: WebPubSubClientOptions,
): Promise<string[]> {
  const { behaviour, operation, maxRetries, retrySends } = special;
  const host =
    behaviour.kind === "noSuchHost" ? `${behaviour.code.toLowerCase().replace("_", "-")}.${noSuchHost}` : "127.0.0.1";
  if (behaviour.kind === "noSuchHost") failing.set(host, behaviour.code);
  const port = behaviour.kind === "noSuchHost" ? 9 : await server.ask<number>("openSpecial", behaviour);
  const isTls = ["cutHandshake", "stallHandshake", "untrusted", "plainOnTls"].includes(behaviour.kind);
  let attempts = 0;
  const policy = {
    name: "countAttempts",
    sendRequest(request: never, next: (request: never) => Promise<never>) {
      attempts += 1;
      return next(request);
    },
  };
  const stalls = behaviour.kind === "stallOnAccept" || behaviour.kind === "stallHandshake";
  const client = createWebPubSubClient(
    `${isTls ? "https" : "http"}://${host}:${port}`,
    { key: fakeKey },
    {
      ...options,
      retryOptions: { maxRetries, retrySends, retryDelayInMs: 1, maxRetryDelayInMs: 5 },
      ...(stalls && { timeoutInMs: 60 }),
      additionalPolicies: [{ policy, position: "perRetry" }],
    },
  );
  const send = async (): Promise<Result> => {
    const hub = client.path("/api/hubs/{hub}/:send", "h");
    const group = client.path("/api/hubs/{hub}/groups/{group}", "h", "g");
    const list = client.path("/api/hubs/{hub}/groups/{group}/connections", "h", "g");
    const member = client.path("/api/hubs/{hub}/groups/{group}/connections/{connectionId}", "h", "g", "c");
    const call = {
      send: () => hub.post({ contentType: "text/plain", body: "x" }),
      exists: () => group.head(),
      list: () => list.get(),
      remove: () => member.delete(),
    }[operation];
    let forget: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      forget = whenOutOfPatience(() => reject(new Error("never ended")));
    });
    try {
      return { status: Number((await Promise.race([call() as PromiseLike<{ status: string }>, late])).status) };
    } catch (error) {
      return { error: error as Error };
    } finally {
      // It would hold the client, and all that is its own, until it fires.
      forget?.();
    }
  };
  const first = await send();
  const firstAttempts = attempts;
  let second: Result | undefined;
  if (behaviour.kind === "idleClose" || behaviour.kind === "unasked") {
    if (behaviour.kind === "unasked" && first.status !== undefined) await server.ask("awaitUnasked", port);
    await new Promise((resolve) => setTimeout(resolve, special.pause));
    second = await send();
  }
  const seen =
    behaviour.kind === "noSuchHost"
      ? { connections: 0, requests: 0 }
      : await server.ask<SpecialSeen>("closeSpecial", port);
  failing.delete(host);
  return judgeSpecial(special, transport, { first, second, firstAttempts, seen });
}

interface SpecialOutcome {
  readonly first: Result;
  readonly second: Result | undefined;
  readonly firstAttempts: number;
  readonly seen: SpecialSeen;
}

/** Everything that is wrong with how special calls went. */
export function judgeSpecial(special: SpecialCase, transport: Transport, outcome: SpecialOutcome): string[] {
  const { behaviour: port, operation, maxRetries, retrySends } = special;
  const { first, second, firstAttempts, seen } = outcome;
  const breaches: string[] = [];
  const say = (condition: boolean, text: string): void => void (condition && breaches.push(`${text}, ${port.kind}`));
  const good = operation === "send" ? 202 : operation === "remove" ? 204 : 200;
  const isRepeatable = operation !== "send" || retrySends;
  // Where fetch fails, nobody says whether anything was sent.
  const knowsUnsent = transport !== "fetch" || isRepeatable;
  for (const { error } of [first, second ?? {}]) {
    say(error?.message === "never ended", "the call never ended");
    say(
      error !== undefined && !/(?:POST|GET|HEAD|DELETE) \/[^ ]*api\//.test(error.message),
      "the error does not name the call",
    );
    say(error !== undefined && error.code === undefined, "the error has no code");
  }
  const mustRepeat = (failures: number, isSure: boolean): void => {
    const needed = Math.min(failures, maxRetries) + 1;
    say(isSure && firstAttempts !== needed, `${firstAttempts} attempts in place of ${needed}`);
    say(isSure && failures <= maxRetries && first.status !== good, "no answer, although an attempt was left");
    say(failures > maxRetries && first.status !== undefined, "an answer out of nothing");
  };
  switch (port.kind) {
    case "closed":
    case "noSuchHost":
      mustRepeat(Number.POSITIVE_INFINITY, knowsUnsent);
      break;
    case "cutHandshake":
      mustRepeat(port.times, knowsUnsent);
      break;
    case "endOnAccept":
      mustRepeat(port.times, isRepeatable);
      break;
    case "untrusted":
    case "plainOnTls":
      say(first.error === undefined, "an answer without a trusted connection");
      // With the key's proof in it.
      say(seen.requests > 0, "a request was sent without a trusted connection");
      // What is set up wrongly will be so the next time, too.
      say(firstAttempts !== 1, `${firstAttempts} attempts in place of 1`);
      break;
    case "stallOnAccept":
    case "stallHandshake":
      say(first.error?.code !== "TIMEOUT", "no TIMEOUT");
      break;
    case "unasked":
    case "idleClose":
      say(first.status !== good, "no answer to the first call");
      say(second?.status === unaskedStatus, "an answer that belongs to no call was taken");
      say(isRepeatable && maxRetries > 0 && second?.status !== good, "no answer to the second call");
      say(second?.status !== undefined && second.status !== good, "a wrong status");
      break;
  }
  say(!isRepeatable && seen.requests > (second === undefined ? 1 : 2), "a send arrived more than once");
  return breaches;
}
