import { parseArgs } from "node:util";
import { readTransports, transports } from "../support/builtTransports.js";
import type { Transport } from "../support/builtTransports.js";

/** From how many calls of a transport on its memory is judged: before that, what engines and libraries take for themselves is more. */
export const leastForMemory = 500;

export const usage = `Usage: npm run test:faults -- [options]

  --calls <number>      how many calls each transport makes; 2500 by default, which takes about a minute
  --seed <number>       which calls; a number of today by default
  --transport <name>    ${transports.join(", ")}; all of them by default
  --case <number>       one call alone, as a run that failed says; \`special-<number>\` for one of those with a port of its own
  --parallel <number>   how many calls are under way at a time; 32 by default

A seed repeats the calls, and which faults meet them in which order. How long anything takes is the machine's affair, and with
it how many attempts a call makes before its time is up. Memory is judged from ${leastForMemory} calls on.`;

/** What the command line asks for. */
export interface Options {
  readonly calls: number;
  readonly seed: number;
  readonly transports: readonly Transport[];
  readonly only: string | undefined;
  readonly parallel: number;
  readonly help: boolean;
}

/** @throws TypeError for what it does not know */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      calls: { type: "string", default: "2500" },
      seed: { type: "string", default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      transport: { type: "string" },
      case: { type: "string" },
      parallel: { type: "string", default: "32" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.case !== undefined && !/^(?:special-)?\d+$/.test(values.case))
    throw new TypeError("--case must be a number, or special- and a number.");
  return {
    calls: whole("--calls", values.calls),
    seed: whole("--seed", values.seed),
    transports: readTransports(values.transport),
    only: values.case,
    parallel: Math.max(1, whole("--parallel", values.parallel)),
    help: values.help,
  };
}

function whole(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`${option} must be a whole number.`);
}
