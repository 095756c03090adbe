/** A process of its own: runs properties, and tells what came of each. */
import * as fc from "fast-check";
import { listenToParent, tellParent } from "../../scripts/childProcess.js";
import type { Transport } from "../support/builtTransports.js";
import { properties } from "./properties.js";
import { openWorld } from "./world.js";

/** What the process is asked to do. */
export interface Task {
  readonly transport: Transport;
  /** How many inputs, over all of the chosen properties. */
  readonly runs: number;
  readonly seed: number;
  /** Names of properties; all where it is empty. */
  readonly only: readonly string[];
  /** Leads to one input, as fast-check says. */
  readonly path?: string | undefined;
}

/** What came of a property; the name alone says that it is about to be run. */
export interface Finding {
  readonly property: string;
  readonly inputs?: number;
  readonly seconds?: number;
  readonly broken?: { readonly message: string; readonly given: string; readonly path: string | null };
}

/** What was seen beside all properties, such as a rejection that nobody waited for. */
export interface Result {
  readonly beside: readonly string[];
}

const tell = (finding: Finding): void => tellParent(finding);

async function run({ transport, runs, seed, only, path }: Task): Promise<Result> {
  const beside = new Set<string>();
  process.on("unhandledRejection", (reason) => beside.add(`an unhandled rejection: ${String(reason).slice(0, 300)}`));
  process.on("uncaughtException", (error) => beside.add(`an uncaught error: ${String(error?.stack).slice(0, 600)}`));
  process.on("warning", ({ name, message }) => {
    if (name !== "ExperimentalWarning") beside.add(`a warning: ${name}: ${message.slice(0, 300)}`);
  });
  const unknown = only.find((name) => !properties.some((property) => property.name === name));
  if (unknown !== undefined) throw new TypeError(`--only does not know "${unknown}".`);
  const chosen = properties.filter(({ name }) => only.length === 0 || only.includes(name));
  const shares = chosen.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const world = await openWorld(transport);
  for (const { name, weight = 1, make } of chosen) {
    tell({ property: name });
    const start = performance.now();
    const numRuns = Math.max(1, Math.round((runs * weight) / shares));
    const details = await fc.check(make(world), { seed, numRuns, ...(path !== undefined && { path }) });
    const { failed, counterexample, counterexamplePath, errorInstance } = details;
    tell({
      property: name,
      inputs: details.numRuns,
      seconds: (performance.now() - start) / 1000,
      ...(failed && {
        broken: {
          message: (errorInstance as Error | null)?.message ?? "it never ended",
          given: fc.stringify(counterexample),
          path: counterexamplePath,
        },
      }),
    });
  }
  await world.close();
  return { beside: [...beside] };
}

listenToParent({ run: (argument) => run(argument as Task) });
