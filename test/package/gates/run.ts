/** The gates of the package, run on the tarball as it would be published. Part of npm run check. */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { installPacked } from "../../../scripts/pack/installPacked.js";
import { installWhenStale } from "../../../scripts/bootstrap/installWhenStale.mjs";
import { bundling } from "./bundlers.js";
import { jest, modules, vitest } from "./consumers.js";
import { files, links, manifest, sourceMaps } from "./contents.js";
import { declarations, oldCompiler } from "./declarations.js";
import { dependencies } from "./dependencies.js";
import { toolsFolder } from "./gate.js";
import type { Gate, GateProject } from "./gate.js";
import { areTheTypesWrong, publint } from "./publishing.js";
import { sideEffects } from "./sideEffects.js";

// The slow ones first, so that none is left alone at the end.
const gates: Gate[] = [
  ...declarations,
  oldCompiler,
  vitest,
  areTheTypesWrong,
  jest,
  ...bundling,
  publint,
  modules,
  sideEffects,
  dependencies,
  manifest,
  files,
  sourceMaps,
  links,
];

const [only] = process.argv.slice(2);
const waiting = gates.filter(({ name }) => only === undefined || name.includes(only));
if (waiting.length === 0) {
  console.error(`There is no gate named ${only}. There are: ${gates.map(({ name }) => name).join("; ")}.`);
  process.exit(1);
}
if (!installWhenStale(toolsFolder, "the tools that check the package")) {
  console.error("They could not be installed. Check the network, then run: npm ci --prefix test/package/tools");
  process.exit(1);
}
const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-gates-"));
const sink = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(202).end());
});
await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
let failed = 0;
try {
  const packed = installPacked(folder, { peers: true });
  const project: GateProject = {
    ...packed,
    folder,
    entryPoints: Object.keys(packed.manifest["exports"] as object)
      .filter((entry) => /^\.(\/\d|$)/.test(entry))
      .map((entry) => `web-pubsub-rest${entry.slice(1)}`),
    sink: `http://127.0.0.1:${(sink.address() as AddressInfo).port}`,
  };
  const work = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) await runGate(gate, project);
  };
  await Promise.all(Array.from({ length: Math.max(1, os.availableParallelism()) }, work));
} finally {
  sink.close();
  sink.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

async function runGate({ name, run }: Gate, project: GateProject): Promise<void> {
  const start = performance.now();
  const problems = await run(project).catch((error: Error) => [error.message]);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${problems.length === 0 ? "passed" : "FAILED"}  ${name}, ${seconds} s`);
  for (const problem of problems.slice(0, 20)) console.log(`          ${problem.replaceAll("\n", "\n          ")}`);
  if (problems.length > 20) console.log(`          and ${problems.length - 20} more`);
  if (problems.length > 0) failed += 1;
}
