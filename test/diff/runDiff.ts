import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "../../scripts/root.js";

/** Runs `npm run diff-version` of a repository, ours unless another is named. */
export function runDiff(args: readonly string[], repository = root) {
  const run = path.join(repository, "scripts/bootstrap/run.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, "diffVersion", ...args], {
    cwd: repository,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}
