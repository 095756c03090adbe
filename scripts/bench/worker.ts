/** A process of its own for each contender: prepares it, warms it up, and measures it when it is asked to. */
import { PerformanceObserver, createHistogram } from "node:perf_hooks";
import { listenToParent } from "../childProcess.js";
import type { Prepare, Send, Target } from "./target.js";

/** What one slice of time has shown. */
export interface Slice {
  readonly requests: number;
  /** Requests in a second. */
  readonly rate: number;
  /** Processor time of this process for one request, in microseconds. */
  readonly cpu: number;
  /** How long half of the requests took at most, in milliseconds. */
  readonly p50: number;
  /** How long 99 of 100 requests took at most, in milliseconds. */
  readonly p99: number;
  /** The share of the time that garbage collection took. */
  readonly gc: number;
}

/** What a process holds after its work. */
export interface Memory {
  /** Live objects after a collection, in bytes, above those before the first request. */
  readonly heap: number;
  /** The most that the process ever had of the machine's memory, in bytes. */
  readonly peak: number;
}

let send: Send;
let heapBefore = 0;

/** Time spent in garbage collection since the process began, in milliseconds. */
let collecting = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collecting += duration;
}).observe({ entryTypes: ["gc"] });

async function measure({ inFlight, seconds }: { inFlight: number; seconds: number }): Promise<Slice> {
  const histogram = createHistogram();
  let requests = 0;
  const collectedBefore = collecting;
  const cpuBefore = process.cpuUsage();
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(seconds * 1e9));
  const lane = async (): Promise<void> => {
    for (let sent = process.hrtime.bigint(); sent < end;) {
      await sendOnce();
      const now = process.hrtime.bigint();
      histogram.record(now - sent);
      requests += 1;
      sent = now;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  const { user, system } = process.cpuUsage(cpuBefore);
  // The observer is told of collections a little later.
  await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    requests,
    rate: (requests / elapsed) * 1000,
    cpu: (user + system) / requests,
    p50: histogram.percentile(50) / 1e6,
    p99: histogram.percentile(99) / 1e6,
    gc: (collecting - collectedBefore) / elapsed,
  };
}

async function sendOnce(): Promise<void> {
  const status = await send();
  if (status !== 202) throw new Error(`The server answered with status ${status}.`);
}

listenToParent({
  async prepare(argument) {
    const { module, target } = argument as { module: string; target: Target };
    const { prepare } = (await import(`./contenders/${module}.ts`)) as { prepare: Prepare };
    send = await prepare(target);
    globalThis.gc?.();
    heapBefore = process.memoryUsage().heapUsed;
  },
  measure: (argument) => measure(argument as { inFlight: number; seconds: number }),
  async burst(argument) {
    await Promise.all(Array.from({ length: argument as number }, sendOnce));
  },
  async memory(): Promise<Memory> {
    globalThis.gc?.();
    return {
      heap: process.memoryUsage().heapUsed - heapBefore,
      peak: process.resourceUsage().maxRSS * 1024,
    };
  },
});
