import { parseArgs } from "node:util";
import { positive, split } from "./options.js";

export const localUsage = `Usage: npm run bench -- local-service [options]

  --subscribers <list>  how many clients are in the group; 1,100,1000 by default
  --in-flight <number>  how many sends are in flight; 64 by default
  --seconds <number>    the length of each measurement; 2 by default
  --rounds <number>     how often each is measured; 5 by default
  --beside <folder>     another build of the package, which is measured in turn with this one`;

/** What the command line asks for. */
export interface LocalOptions {
  readonly subscribers: readonly number[];
  readonly inFlight: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly beside: string | undefined;
  readonly help: boolean;
}

/** @throws TypeError for what it does not know */
export function readLocalOptions(args: readonly string[]): LocalOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subscribers: { type: "string", default: "1,100,1000" },
      "in-flight": { type: "string", default: "64" },
      seconds: { type: "string", default: "2" },
      rounds: { type: "string", default: "5" },
      beside: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return {
    subscribers: split(values.subscribers).map((text) => Math.ceil(positive("--subscribers", text))),
    inFlight: Math.ceil(positive("--in-flight", values["in-flight"])),
    seconds: positive("--seconds", values.seconds),
    rounds: Math.ceil(positive("--rounds", values.rounds)),
    beside: values.beside,
    help: values.help,
  };
}
