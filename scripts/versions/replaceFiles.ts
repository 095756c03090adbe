import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";
import { writeFiles } from "./repositoryCopy.js";

/** A file of the repository. */
export interface Written {
  change: "added" | "changed" | "removed";
  name: string;
}

/**
 * Reads files of the repository.
 *
 * @returns contents by name; undefined where there is no such file
 */
export function readFiles(names: Iterable<string>): Map<string, string | undefined> {
  return new Map(
    [...names].map((name) => {
      const file = path.join(root, name);
      return [name, existsSync(file) ? readFileSync(file, "utf8") : undefined];
    }),
  );
}

/**
 * Writes files of the repository, all or none of them.
 *
 * @param files - contents by name; undefined for what is to be removed
 * @param expected - what must be there still, so that no other change is lost
 * @returns those that were not equal already
 */
export function replaceFiles(
  files: Map<string, string | undefined>,
  expected: Map<string, string | undefined>,
): Written[] {
  const before = readFiles(files.keys());
  for (const [name, content] of expected) {
    if (before.get(name) !== content) throw new Error(`${name} was changed by something else in the meantime.`);
  }
  const changed = new Map([...files].filter(([name, content]) => before.get(name) !== content));
  try {
    writeFiles(root, changed);
  } catch (error) {
    writeFiles(root, new Map([...changed.keys()].map((name) => [name, before.get(name)])));
    throw error;
  }
  return [...changed].map(([name, content]) => ({
    name,
    change: before.get(name) === undefined ? "added" : content === undefined ? "removed" : "changed",
  }));
}
