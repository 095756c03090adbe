import type { Breach } from "./caller.js";
import { leastForMemory } from "./options.js";

/** Writes breaches in groups, the most frequent first, each with an example and the command that repeats it. */
export function writeBreaches(
  breaches: readonly Breach[],
  { transport, seed }: { transport: string; seed: number },
): string {
  const groups = new Map<string, Breach[]>();
  for (const breach of breaches) groups.set(breach.text, [...(groups.get(breach.text) ?? []), breach]);
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([text, group]) => {
      const [first] = group;
      const command = `npm run test:faults -- --transport ${transport} --seed ${seed} --case ${first?.case}`;
      const example = first?.case === undefined ? "" : `\n      ${first.about}\n      again: ${command}`;
      return `  ${group.length} x ${text}${example}`;
    })
    .join("\n");
}

/** What a campaign without breaches has shown. @param calls - of each transport */
export const writeClean = (calls: number): string =>
  calls >= leastForMemory
    ? "Every call ended once, and truthfully; nothing was left behind."
    : `Every call ended once, and truthfully; no listener, connection or process was left behind. Memory is judged from ${leastForMemory} calls on.`;
