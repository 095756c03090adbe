import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Reads a folder's files.
 *
 * @param {string} folder - nothing is found in one that does not exist
 * @param {RegExp} [except] - paths below the folder to leave out
 * @returns {Map<string, string>} contents by path below the folder, with `/` between its parts, sorted
 */
export function readTree(folder, except) {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter((name) => !except?.test(name))
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

/**
 * Makes a folder hold these files and no others. Files that are equal already are not written.
 *
 * @param {string} folder
 * @param {Map<string, string>} files
 */
export function writeTree(folder, files) {
  const before = readTree(folder);
  for (const [name, content] of files) {
    if (before.get(name) === content) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  for (const name of before.keys()) {
    if (!files.has(name)) rmSync(path.join(folder, name));
  }
}

/**
 * Compares two trees.
 *
 * @param {Map<string, string>} before
 * @param {Map<string, string>} after
 * @returns {{ change: "added" | "removed" | "changed", name: string }[]} sorted by name
 */
export function compareTrees(before, after) {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, change: !before.has(name) ? "added" : after.has(name) ? "changed" : "removed" }));
}
