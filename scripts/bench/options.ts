import { parseArgs } from "node:util";
import { contenders } from "./contenders.js";

/** The parts of the benchmark, by the names that `--only` takes besides those of contenders. */
export const parts = ["http", "tls", "sockets", "bundle", "import"] as const;

export type Part = (typeof parts)[number];

export const usage = `Usage: npm run bench -- [options]
       npm run bench -- local-service [options]

  --only <names>       parts, contenders or both, separated by commas
                       parts: ${parts.join(", ")}
                       contenders: ${contenders.map(({ name }) => name).join(", ")}
  --seconds <number>   the length of each measurement; 0.5 by default
  --rounds <number>    how often each is measured; 9 by default
  --in-flight <list>   how many requests are in flight; 1,16,64 by default
  --out <folder>       where bench.json and bench.svg go; dist/benchmark by default
  --chart <file>       draws the chart of an earlier bench.json, and measures nothing`;

/** What the command line asks for. */
export interface Options {
  readonly parts: readonly Part[];
  /** Names of contenders; all where it is empty. */
  readonly contenders: readonly string[];
  readonly seconds: number;
  readonly rounds: number;
  readonly inFlight: readonly number[];
  readonly out: string | undefined;
  readonly chart: string | undefined;
  readonly help: boolean;
}

/** @throws TypeError for what it does not know */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", default: "" },
      seconds: { type: "string", default: "0.5" },
      rounds: { type: "string", default: "9" },
      "in-flight": { type: "string", default: "1,16,64" },
      out: { type: "string" },
      chart: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const only = split(values.only);
  const unknown = only.find((name) => !isPart(name) && !contenders.some((contender) => contender.name === name));
  if (unknown !== undefined) throw new TypeError(`--only does not know "${unknown}".`);
  const chosen = only.filter(isPart);
  return {
    parts: chosen.length > 0 ? chosen : parts,
    contenders: only.filter((name) => !isPart(name)),
    seconds: positive("--seconds", values.seconds),
    rounds: Math.ceil(positive("--rounds", values.rounds)),
    inFlight: split(values["in-flight"]).map((text) => Math.ceil(positive("--in-flight", text))),
    out: values.out,
    chart: values.chart,
    help: values.help,
  };
}

/** The items of a list with commas between them. */
export const split = (text: string): string[] => text.split(",").filter((name) => name !== "");

const isPart = (name: string): name is Part => (parts as readonly string[]).includes(name);

/** @throws TypeError that names the option where its text is no such number */
export function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value))
    throw new TypeError(`${option} must be a number greater than 0, unlike "${text}".`);
  return value;
}
