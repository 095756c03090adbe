import { startChild } from "../childProcess.js";
import type { Child } from "../childProcess.js";
import { reference } from "./contenders.js";
import type { Contender } from "./contenders.js";
import type { Seen } from "./server.js";
import { figure } from "./statistics.js";
import type { Figure } from "./statistics.js";
import type { Target } from "./target.js";
import type { Memory, Slice } from "./worker.js";

/** What was measured of one contender with so many requests in flight. */
export interface Measurement {
  readonly contender: string;
  readonly inFlight: number;
  /** Requests in a second. */
  readonly rate: Figure;
  /** That, over the rate of raw undici in the same round. */
  readonly ratio: Figure;
  /** Processor time for one request, in microseconds. */
  readonly cpu: Figure;
  /** In milliseconds. */
  readonly p50: Figure;
  /** In milliseconds. */
  readonly p99: Figure;
  /** The share of the time that garbage collection took. */
  readonly gc: Figure;
}

/** What one way of transport has shown. */
export interface Throughput {
  readonly measurements: readonly Measurement[];
  /** For each contender, what its process held in the end. */
  readonly memory: Readonly<Record<string, Memory>>;
}

/** How long to measure, and how often. */
export interface Plan {
  readonly inFlight: readonly number[];
  readonly rounds: number;
  /** The length of each measurement. */
  readonly seconds: number;
}

/**
 * Measures contenders in turn, round by round, each in a process of its own, so that what the machine does meanwhile
 * befalls all of them alike. Every round begins with another one.
 */
export async function measureThroughput(
  contenders: readonly Contender[],
  target: Target,
  server: Child,
  plan: Plan,
  env: Readonly<Record<string, string>>,
  note: (text: string) => void,
): Promise<Throughput> {
  const workers = new Map<string, Child>();
  const slices = new Map<string, Slice[]>();
  const memory: Record<string, Memory> = {};
  try {
    for (const { name, module = name, nodeFlags = [] } of contenders) {
      note(`warming up ${name}`);
      const worker = startChild(new URL("worker.ts", import.meta.url), {
        nodeFlags: [...nodeFlags, "--expose-gc"],
        env,
      });
      workers.set(name, worker);
      try {
        await worker.ask("prepare", { module, target });
        for (const inFlight of plan.inFlight) await worker.ask("measure", { inFlight, seconds: plan.seconds });
      } catch (cause) {
        throw new Error(`${name} could not be warmed up: ${(cause as Error).message}`, { cause });
      }
    }
    await server.ask("seen");
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const inFlight of plan.inFlight) {
        note(`round ${round + 1} of ${plan.rounds}, ${inFlight} in flight`);
        for (let turn = 0; turn < contenders.length; turn += 1) {
          const { name } = contenders[(turn + round) % contenders.length] as Contender;
          const slice = await (workers.get(name) as Child).ask<Slice>("measure", { inFlight, seconds: plan.seconds });
          await checkArrived(server, name, slice.requests);
          const key = `${name} ${inFlight}`;
          slices.set(key, [...(slices.get(key) ?? []), slice]);
        }
      }
    }
    for (const [name, worker] of workers) memory[name] = await worker.ask("memory");
  } finally {
    await Promise.all([...workers.values()].map((worker) => worker.stop()));
  }
  const measurements = contenders.flatMap(({ name }) =>
    plan.inFlight.map((inFlight) => summarise(name, inFlight, slices)),
  );
  return { measurements, memory };
}

/** What a contender says that it has sent must be what the server has taken in. */
async function checkArrived(server: Child, name: string, sent: number): Promise<void> {
  const { requests, wrong } = await server.ask<Seen>("seen");
  if (requests === sent && wrong === 0) return;
  throw new Error(`${name} sent ${sent} requests, but ${requests} arrived as they should, and ${wrong} otherwise.`);
}

function summarise(contender: string, inFlight: number, slices: ReadonlyMap<string, Slice[]>): Measurement {
  const own = slices.get(`${contender} ${inFlight}`) ?? [];
  const others = slices.get(`${reference} ${inFlight}`) ?? [];
  const of = (pick: (slice: Slice) => number): Figure => figure(own.map(pick));
  return {
    contender,
    inFlight,
    rate: of(({ rate }) => rate),
    ratio: figure(own.map(({ rate }, round) => rate / (others[round]?.rate ?? Number.NaN))),
    cpu: of(({ cpu }) => cpu),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    gc: of(({ gc }) => gc),
  };
}
