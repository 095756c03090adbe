import { startChild } from "../childProcess.js";
import type { Child } from "../childProcess.js";
import type { Contender } from "./contenders.js";
import type { Seen } from "./server.js";
import type { Target } from "./target.js";

/** How many sends start at once. */
export const burst = 200;

/** How many connections each contender opens for {@link burst} sends at once, in a process that has sent nothing before. */
export async function countSockets(
  contenders: readonly Contender[],
  target: Target,
  server: Child,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, module = name, nodeFlags } of contenders) {
    const worker = startChild(new URL("worker.ts", import.meta.url), { nodeFlags });
    try {
      await worker.ask("prepare", { module, target });
      await server.ask("seen");
      await worker.ask("burst", burst);
      counts[name] = (await server.ask<Seen>("seen")).connections;
    } finally {
      await worker.stop();
    }
  }
  return counts;
}
