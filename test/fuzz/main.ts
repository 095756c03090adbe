/**
 * npm run test:fuzz: every input of the client, made up. Whatever comes in is refused by name, or arrives at a real server
 * as it was given, signed for exactly where it went; and no error shows a key or a token.
 */
import { parseArgs } from "node:util";
import { startChild } from "../../scripts/childProcess.js";
import { flagsFor, readTransports, transports } from "../support/builtTransports.js";
import type { Transport } from "../support/builtTransports.js";
import type { Finding, Result, Task } from "./fuzzer.js";

const usage = `Usage: npm run test:fuzz -- [options]

  --runs <number>      how many inputs, over all transports and properties; 10000 by default, which takes less than a minute
  --seed <number>      which inputs; a number of today by default
  --transport <name>   ${transports.join(", ")}; all of them by default, each with its share of the inputs
  --only <names>       properties, separated by commas, as a run prints them
  --path <path>        with --transport and --only, the one input that a run that failed says`;

/** What the command line asks for. */
interface Options extends Omit<Task, "transport"> {
  readonly transports: readonly Transport[];
  readonly help: boolean;
}

/** @throws TypeError for what it does not know */
function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: "string", default: "10000" },
      seed: { type: "string", default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      transport: { type: "string" },
      only: { type: "string", default: "" },
      path: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  for (const option of ["runs", "seed"] as const)
    if (!/^-?\d{1,10}$/.test(values[option])) throw new TypeError(`--${option} must be a whole number.`);
  return {
    runs: Number(values.runs),
    seed: Number(values.seed),
    transports: readTransports(values.transport),
    only: values.only.split(",").filter((name) => name !== ""),
    path: values.path,
    help: values.help,
  };
}

/** What came of a property, as a line or two. */
function write({ property, inputs, seconds, broken }: Finding): string {
  const name = `  ${property.padEnd(24)}`;
  if (broken === undefined) return `${name} ${String(inputs).padStart(7)} inputs  ${seconds?.toFixed(1).padStart(6)} s`;
  return `${name} does not hold: ${broken.message}
      given: ${broken.given.slice(0, 600)}`;
}

/** Runs the properties over one transport. @returns the commands that run again what does not hold */
async function runOver(task: Task): Promise<string[]> {
  const { transport, runs, seed } = task;
  console.log(`${transport}: ${runs} inputs with seed ${seed}`);
  const broken: string[] = [];
  const again = (rest: string) => `npm run test:fuzz -- --transport ${transport} --seed ${seed} ${rest}`;
  let current: string | undefined;
  const child = startChild(new URL("fuzzer.ts", import.meta.url), {
    nodeFlags: flagsFor(transport),
    onNews: (news) => {
      const finding = news as Finding;
      if (finding.inputs === undefined) {
        current = finding.property;
        return;
      }
      console.log(write(finding));
      if (finding.broken !== undefined) broken.push(again(`--only ${finding.property} --path ${finding.broken.path}`));
    },
  });
  try {
    const { beside } = await child.ask<Result>("run", task);
    for (const text of beside) console.log(`  beside all properties: ${text}`);
    if (beside.length > 0) broken.push(again(`--runs ${runs}`));
  } catch (error) {
    if (current === undefined) throw error;
    console.log(`  ${current} brought the process to an end: ${(error as Error).message.slice(-800)}`);
    broken.push(again(`--only ${current} --runs ${runs}`));
  } finally {
    await child.stop();
  }
  return broken;
}

async function main(): Promise<boolean> {
  const { help, transports: chosen, runs, ...task } = readOptions(process.argv.slice(2));
  if (help) {
    console.log(usage);
    return true;
  }
  const broken: string[] = [];
  for (const transport of chosen)
    broken.push(...(await runOver({ ...task, transport, runs: Math.ceil(runs / chosen.length) })));
  console.log(
    broken.length === 0 ? "All properties hold." : `\nNot all properties hold. Again:\n  ${broken.join("\n  ")}`,
  );
  return broken.length === 0;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 1;
}
