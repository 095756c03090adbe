import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";

/** A package that is installed along with ours. */
export interface RuntimePackage {
  name: string;
  version: string;
  license: string;
  /** Where it is installed, relative to the root: `node_modules/...`. */
  folder: string;
}

interface LockedPackage {
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

/**
 * The packages that an application gets with ours, in the versions of the lock file: the dependencies of the package, and
 * theirs.
 *
 * @throws Error where the lock file does not hold one of them
 */
export function runtimePackages(): RuntimePackage[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const found = new Map<string, RuntimePackage>();
  const visit = (name: string, from: string): void => {
    const folder = find(packages, name, from);
    if (found.has(folder)) return;
    const { version, license = "", dependencies = {} } = packages[folder] as LockedPackage;
    found.set(folder, { name, version, license, folder });
    for (const dependency of Object.keys(dependencies)) visit(dependency, folder);
  };
  for (const name of Object.keys(packages[""]?.dependencies ?? {})) visit(name, "");
  return [...found.values()].sort((a, b) => a.folder.localeCompare(b.folder, "en"));
}

/** Where a package is found from a folder, by the rules of node_modules. */
function find(packages: Record<string, LockedPackage>, name: string, from: string): string {
  const folder = path.posix.join(from, "node_modules", name);
  if (packages[folder] !== undefined) return folder;
  if (from === "") throw new Error(`package-lock.json does not hold ${name}. Run: npm install`);
  const outer = from.lastIndexOf("/node_modules/");
  return find(packages, name, outer === -1 ? "" : from.slice(0, outer));
}
