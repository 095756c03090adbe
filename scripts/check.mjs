/** npm run check, once everything is built: formatting, lint, which folder imports which, and the public API against its report. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./autorest/root.mjs";
import { runTool } from "./runTool.mjs";

/** @param {string} name */
const runScript = async (name) =>
  spawnSync(process.execPath, [path.join(root, `scripts/${name}.mjs`)], { stdio: "inherit" }).status ?? 1;

const steps = [
  {
    name: "Formatting",
    repair: "npx prettier --write .",
    run: () => runTool("prettier", "prettier", ["--check", "--log-level=warn", "."]),
  },
  { name: "Lint", repair: "npx oxlint --fix", run: () => runTool("oxlint", "oxlint", ["--quiet"]) },
  {
    name: "Imports",
    repair: "node scripts/checkBoundaries.mjs, once the imports are mended",
    run: () => runScript("checkBoundaries"),
  },
  {
    name: "Public API",
    repair: "npm run api:report, and look at what changed in test/api/",
    run: () => runScript("apiReport"),
  },
];

for (const { name, repair, run } of steps) {
  console.log(`\n${name}`);
  if ((await run()) !== 0) {
    console.error(`\n${name} failed. Run: ${repair}`);
    process.exit(1);
  }
}
console.log("\nAll checks passed.");
