import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A folder for one test file, outside the repository. */
export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-generate-"));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs one of the generation scripts of a repository, ours unless another is named. */
export function runScript(script: "generate" | "checkGenerated", args: string[] = [], repository = root) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(repository, "scripts", `${script}.mjs`), ...args],
    { encoding: "utf8" },
  );
  return { status, output: `${stdout}${stderr}` };
}

/** Copies what generation reads and writes, so that a test may change it. */
export function copyRepository(target: string): void {
  for (const part of ["autorest.md", "generated", "package.json", "scripts", "swagger"]) {
    cpSync(path.join(root, part), path.join(target, part), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(target, "node_modules"), "junction");
}
