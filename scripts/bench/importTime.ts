import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { figure } from "./statistics.js";
import type { Figure } from "./statistics.js";
import type { Subject } from "./subjects.js";

const run = promisify(execFile);

/** How long the import of an ES module takes in a process that has loaded nothing yet, in milliseconds. */
export interface ImportTime {
  readonly time: Figure;
  /** That, over the time of core-client in the same round. */
  readonly ratio: Figure;
}

/** Imports each subject in turn, each time in a new process, and looks at the clock before and after. */
export async function measureImports(
  subjects: readonly Subject[],
  rounds: number,
  note: (text: string) => void,
): Promise<Record<string, ImportTime>> {
  const times = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  // The first round only brings the files into the system's cache.
  for (let round = -1; round < rounds; round += 1) {
    note(`import, round ${Math.max(1, round + 1)} of ${rounds}`);
    for (const { name, specifier, folder } of subjects) {
      const time = await importOnce(specifier, folder);
      if (round >= 0) times.get(name)?.push(time);
    }
  }
  const reference = times.get("coreClient") ?? [];
  return Object.fromEntries(
    [...times].map(([name, own]) => [
      name,
      { time: figure(own), ratio: figure(own.map((time, round) => time / (reference[round] ?? Number.NaN))) },
    ]),
  );
}

async function importOnce(specifier: string, folder: string): Promise<number> {
  const program = `const start = performance.now(); await import("${specifier}"); console.log(performance.now() - start);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder });
  return Number(stdout);
}
