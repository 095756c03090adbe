import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, statSync } from "node:fs";
import path from "node:path";

/** @param {string} file - the time of its last change, or 0 where it does not exist */
const changed = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/**
 * Installs the dependencies of a package when they are missing or older than its lock file. In plain syntax and without
 * dependencies, because it is what a fresh clone, or an old Node, meets first.
 *
 * A folder that another installation lends by a link is left as it is: npm would empty it for its owner too.
 *
 * @param {string} folder - where its package.json is
 * @param {string} what - what is installed, for the line that says so
 * @returns {boolean} false where npm failed, after it has said why
 */
export function installWhenStale(folder, what) {
  if (lstatSync(path.join(folder, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  // npm writes this file last, so it is older than the lock file exactly when the installation is.
  const installed = changed(path.join(folder, "node_modules", ".package-lock.json"));
  if (installed >= changed(path.join(folder, "package-lock.json"))) return true;
  console.log(`Installing ${what} (npm ci) ...`);
  const isWindows = process.platform === "win32";
  // The lock file says what is wanted: the registry is asked for what npm does not have yet, and not whether it has changed.
  const options = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync(isWindows ? "npm.cmd" : "npm", ["ci", ...options], {
    cwd: folder,
    stdio: "inherit",
    shell: isWindows,
  });
  return status === 0;
}
