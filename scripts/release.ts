/**
 * npm run release: packs the package and publishes the tarball with its provenance; `-- --dry-run` only shows what would be
 * published. With --check, which is what npm runs before it publishes a folder, it says why that is not the way.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./root.js";
import { packPackage } from "./pack/packPackage.js";
import { publishProblems } from "./pack/publishProblems.js";

export async function main(args: string[]): Promise<number> {
  const read = (name: string): string => readFileSync(path.join(root, name), "utf8");
  const problems = publishProblems(JSON.parse(read("package.json")), read("CHANGELOG.md"));
  for (const problem of problems) console.error(problem);
  if (args.includes("--check")) {
    // npm would publish the manifest of this folder beside a tarball that holds another one.
    console.error(
      `\nnpm publish is not run in this folder. ${problems.length > 0 ? "Mend the above, then run" : "Run"}: npm run release`,
    );
    return 1;
  }
  if (problems.length > 0) {
    console.error("\nNothing was published. Mend the above, then run: npm run release");
    return 1;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-release-"));
  try {
    const { tarball } = packPackage(folder);
    const { status } = spawnSync("npm", ["publish", tarball, "--provenance", "--access", "public", ...args], {
      cwd: folder,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
