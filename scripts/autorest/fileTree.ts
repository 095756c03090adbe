import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Reads a folder's files.
 *
 * @param folder - nothing is found in one that does not exist
 * @param except - paths below the folder to leave out
 * @returns contents by path below the folder, with `/` between its parts, sorted
 */
export function readTree(folder: string, except?: RegExp): Map<string, string> {
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

/** Makes a folder hold these files and no others. Files that are equal already are not written. */
export function writeTree(folder: string, files: Map<string, string>) {
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
 * @returns sorted by name
 */
export function compareTrees(
  before: Map<string, string>,
  after: Map<string, string>,
): { change: "added" | "removed" | "changed"; name: string }[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, change: !before.has(name) ? "added" : after.has(name) ? "changed" : "removed" }));
}
