/**
 * Runs before the npm scripts: installs the dependencies when they are missing or older than the lock file. Written
 * without dependencies and in plain syntax, because it is what a fresh clone, or an old Node, meets first.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const oldestNode = 20;

/** @param {string} file - the time of its last change, or 0 where it does not exist */
const changed = (file) => (existsSync(root + file) ? statSync(root + file).mtimeMs : 0);

if (Number(process.versions.node.split(".")[0]) < oldestNode) {
  console.error(
    `Node ${oldestNode} or later is needed; this is ${process.version}. Install a newer one and run the command again.`,
  );
  process.exit(1);
}

// npm writes this file last, so it is older than the lock file exactly when the installation is.
if (changed("node_modules/.package-lock.json") < changed("package-lock.json")) {
  console.log("Installing dependencies (npm ci) ...");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("\nThe dependencies could not be installed. Check the network, then run: npm ci");
    process.exit(1);
  }
}
