/** A process of its own for each transport: makes the calls of a campaign, and tells what was wrong with them. */
import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
import type { WebPubSubClient } from "web-pubsub-rest/2024-12-01";
import { listenToParent, startChild, tellParent } from "../../scripts/childProcess.js";
import type { Child } from "../../scripts/childProcess.js";
import type { Certificate } from "../../scripts/certificate.js";
import { loadTransport } from "../support/builtTransports.js";
import type { Transport } from "../support/builtTransports.js";
import { maxResponseBytes } from "./answers.js";
import { call, fakeKey } from "./calls.js";
import { caseOf } from "./cases.js";
import type { Case } from "./cases.js";
import { describeFault } from "./faultKinds.js";
import { ownConnections } from "./fetchConnections.js";
import { judge } from "./judge.js";
import { leastForMemory } from "./options.js";
import type { Outcome } from "./outcome.js";
import type { Served } from "./served.js";
import { refuseLookups, runSpecial, specialOf } from "./specialCases.js";

/** What a caller is asked to do. */
export interface Task {
  readonly transport: Transport;
  readonly seed: number;
  /** The numbers of the cases to be run: from the first up to, and without, the last. */
  readonly cases: readonly [number, number];
  readonly specials: readonly [number, number];
  readonly parallel: number;
  readonly certificate: Certificate;
}

/** Something that is wrong, told as soon as it is known. */
export interface Breach {
  /** The number of the case, with `special-` before it where it is one of those; absent where it is not one case's fault. */
  readonly case?: string;
  readonly text: string;
  /** What the case is. */
  readonly about?: string;
}

/** What a caller tells. */
export type News = { readonly breach: Breach } | { readonly done: number } | { readonly note: string };

/** What a caller has done when it is through. */
export interface Result {
  readonly calls: number;
  readonly arrivals: number;
  readonly answers: number;
  readonly errors: number;
  /** Live memory after the first fifth of the calls, and in the end, in bytes. */
  readonly heap: readonly [number, number];
  readonly seconds: number;
}

const tell = (news: News): void => tellParent(news);

/** How much memory may be held in the end that was not a fifth of the way: for what engines and libraries keep for later. */
const memoryAllowance = 12 * 2 ** 20;

async function run({ transport, seed, cases, specials, parallel, certificate }: Task): Promise<Result> {
  watchProcess();
  refuseLookups();
  const server = startChild(new URL("faultServer.ts", import.meta.url));
  const ports = await server.ask<{ http: number; tls: number }>("start", {
    seed,
    isUndici: transport !== "default",
    certificate,
  });
  const over = await loadTransport(transport);
  const options = over({ maxResponseBytes });
  const attempts = new Map<number, number>();
  const clients = new Map<string, WebPubSubClient>();
  const clientOf = ({ tls, retrySends, maxRetries }: Case): WebPubSubClient => {
    const key = `${tls} ${retrySends} ${maxRetries}`;
    const existing = clients.get(key);
    if (existing !== undefined) return existing;
    const address = tls ? `https://127.0.0.1:${ports.tls}` : `http://127.0.0.1:${ports.http}`;
    const client = createWebPubSubClient(
      address,
      { key: fakeKey },
      {
        ...options,
        retryOptions: { maxRetries, retrySends, retryDelayInMs: 1, maxRetryDelayInMs: 25 },
        additionalPolicies: [{ policy: countAttempts(attempts), position: "perRetry" }],
      },
    );
    clients.set(key, client);
    return client;
  };

  const start = performance.now();
  const total = cases[1] - cases[0] + specials[1] - specials[0];
  let done = 0;
  const finished = (): void => tell({ done: (done += 1) });
  const tally = { answer: 0, error: 0, never: 0 };
  const waiting: [Case, Outcome][] = [];
  let heapEarly: Promise<number> | undefined;
  const judgeWaiting = async (): Promise<void> => {
    const batch = waiting.splice(0);
    const served = await server.ask<Served[]>(
      "served",
      batch.map(([case_]) => case_.index),
    );
    batch.forEach(([case_, outcome], at) => {
      for (const text of judge(case_, served[at] as Served, outcome))
        tell({ breach: { case: String(case_.index), text, about: about(case_, served[at] as Served, outcome) } });
    });
  };
  await inLanes(cases, parallel, async (index) => {
    const case_ = caseOf(seed, index);
    const surroundings = {
      client: clientOf(case_),
      attemptsOf: (number: number) => attempts.get(number) ?? 0,
      streams: transport === "fetch" ? ("browser" as const) : ("node" as const),
    };
    const outcome = await call(case_, surroundings);
    tally[outcome.ended] += 1;
    waiting.push([case_, outcome]);
    finished();
    if (waiting.length >= 100) await judgeWaiting();
    // Once: every lane that came along while it was measured would collect, too.
    if (heapEarly === undefined && done >= total / 5) await (heapEarly = heap());
  });
  await judgeWaiting();
  const giveUpConnections = transport === "fetch" ? ownConnections() : async () => true;
  await inLanes(specials, Math.min(8, parallel), async (index) => {
    const special = specialOf(seed, index);
    for (const text of await runSpecial(special, server, transport, options))
      tell({ breach: { case: `special-${index}`, text, about: JSON.stringify(special) } });
    finished();
  });
  if (!(await giveUpConnections()))
    tell({ breach: { text: "fetch holds a connection although no call is under way" } });
  const arrivals = await checkEnd(server, clients.size, seed);
  const early = (await heapEarly) ?? 0;
  const heapLate = await heap();
  if (total >= leastForMemory && heapLate - early > memoryAllowance)
    tell({ breach: { text: `memory grew by ${((heapLate - early) / 2 ** 20).toFixed(1)} MB` } });
  const { answer, error } = tally;
  await server.stop();
  return {
    calls: total,
    arrivals,
    answers: answer,
    errors: error,
    heap: [early, heapLate],
    seconds: (performance.now() - start) / 1000,
  };
}

/** When all calls have ended, nothing of theirs goes on. */
async function checkEnd(server: Child, clients: number, seed: number): Promise<number> {
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));
  await pause();
  const before = await server.ask<number>("arrivals");
  let connections: { idle: number; busy: readonly number[] } = { idle: 0, busy: [] };
  // A machine under load needs a while to close what is being closed.
  for (let turn = 0; turn < 10; turn += 1) {
    await pause();
    connections = await server.ask("connections");
    if (connections.busy.length === 0) break;
  }
  const arrivals = await server.ask<number>("arrivals");
  if (arrivals > before) tell({ breach: { text: `${arrivals - before} requests arrived after all calls had ended` } });
  for (const index of connections.busy) {
    const text = "a connection is held although no call is under way";
    tell({ breach: { case: String(index), text, about: JSON.stringify(caseOf(seed, index)) } });
  }
  if (connections.idle > clients * 50)
    tell({ breach: { text: `${connections.idle} idle connections for ${clients} clients` } });
  return arrivals;
}

async function inLanes(
  [first, end]: readonly [number, number],
  lanes: number,
  act: (index: number) => Promise<void>,
): Promise<void> {
  let next = first;
  const lane = async (): Promise<void> => {
    while (next < end) await act(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function countAttempts(attempts: Map<number, number>) {
  return {
    name: "countAttempts",
    sendRequest(
      request: { headers: { get(name: string): string | undefined } },
      next: (request: never) => Promise<never>,
    ) {
      const index = Number(request.headers.get("x-case"));
      attempts.set(index, (attempts.get(index) ?? 0) + 1);
      return next(request as never);
    },
  };
}

/** What goes wrong beside all calls. */
function watchProcess(): void {
  const breach = (text: string): void => tell({ breach: { text } });
  process.on("uncaughtException", (error) =>
    breach(`an uncaught error: ${error.message.slice(0, 200)} ${error.stack?.split("\n")[1]?.trim() ?? ""}`),
  );
  process.on("unhandledRejection", (reason) =>
    breach(`an unhandled rejection: ${String((reason as Error)?.message ?? reason).slice(0, 200)}`),
  );
  process.on("warning", ({ name, message }) => {
    if (name !== "ExperimentalWarning") breach(`a warning: ${name}: ${message.slice(0, 200)}`);
  });
}

async function heap(): Promise<number> {
  // Memory outside of the heap is freed by finalizers, which run some time after a collection.
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}

function about(
  case_: Case,
  { arrivals }: Served,
  { ended, status, error, stream, streamError, attempts, elapsed }: Outcome,
): string {
  const { faults, index: _, ...rest } = case_;
  const met = faults.slice(0, Math.max(1, arrivals.length)).map(describeFault).join("; ");
  const how =
    ended === "answer"
      ? `status ${status}${stream === undefined ? "" : `, stream ${stream} ${streamError?.code ?? streamError?.name ?? ""}`}`
      : `${ended} ${error?.code ?? error?.name ?? ""} ${error?.message.slice(0, 160) ?? ""}`;
  return `${JSON.stringify(rest)}\n      met: ${met}\n      ended after ${elapsed.toFixed(0)} ms, ${attempts} attempts, ${arrivals.length} arrivals: ${how}`;
}

listenToParent({
  run: (argument) => run(argument as Task),
  /** From here on only what a call has left behind can keep the process from ending. */
  async letGo() {
    setImmediate(() => {
      process.removeAllListeners("disconnect");
      process.disconnect();
    });
  },
});
