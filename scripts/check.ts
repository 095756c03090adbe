/**
 * npm run check, once everything is built: formatting, lint, which folder imports which, the public API against its report,
 * the API reference, and the package as it would be published.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { main as apiReport } from "./apiReport.js";
import { root } from "./root.js";
import { main as checkBoundaries } from "./checkBoundaries.js";
import { main as makeReference } from "./docs.js";
import { runTool } from "./runTool.js";

const steps = [
  {
    name: "Formatting",
    repair: "npx prettier --write .",
    run: () => runTool("prettier", "prettier", ["--check", "--log-level=warn", "."]),
  },
  { name: "Lint", repair: "npx oxlint --fix", run: () => runTool("oxlint", "oxlint", ["--quiet"]) },
  {
    name: "Imports",
    repair: "npm run check, once the imports are mended",
    run: checkBoundaries,
  },
  {
    name: "Public API",
    repair: "npm run api:report, and look at what changed in test/api/",
    run: () => apiReport([]),
  },
  {
    name: "API reference",
    repair: "npm run docs, once the comments and links are mended",
    run: () => makeReference([]),
  },
  {
    name: "Package",
    repair: "npm run check, once the package is mended; CONTRIBUTING.md says what the gates are",
    run: () => spawnSync(process.execPath, ["--import", "tsx", packageGates], { cwd: root, stdio: "inherit" }).status,
  },
];

const packageGates = path.join(root, "test/package/gates/run.ts");

export async function main(): Promise<number> {
  for (const { name, repair, run } of steps) {
    console.log(`\n${name}`);
    if ((await run()) !== 0) {
      console.error(`\n${name} failed. Run: ${repair}`);
      return 1;
    }
  }
  console.log("\nAll checks passed.");
  return 0;
}
