import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import path from "node:path";

/**
 * Takes out of a build what was made of source files that are gone, which the compiler would leave, and has it look for
 * those that were added: it does not see them if they have old times. What is made of all others stays.
 *
 * @param build - a folder that only the compiler fills; it may be missing
 * @param root - the folder that its paths start from
 * @param sources - the folders below the root that it compiles
 */
export function removeOldBuild(build: string, root: string, sources: string[]) {
  if (!existsSync(build)) return;
  const made = new Set(listNames(build, "", ".js"));
  const wanted = new Set(sources.flatMap((folder) => listNames(root, folder, ".ts")));
  const added = [...wanted].filter((name) => !made.has(name));
  const gone = [...made].filter((name) => !wanted.has(name));
  const states = readdirSync(build).filter((name) => name.endsWith(".tsbuildinfo"));
  // The compiler would take its word for it that these are made.
  if (states.length === 0 || states.some((name) => knowsAny(path.join(build, name), added))) {
    rmSync(build, { recursive: true, force: true });
    return;
  }
  for (const name of gone) {
    for (const ending of [".js", ".js.map", ".d.ts", ".d.ts.map"])
      rmSync(path.join(build, `${name}${ending}`), { force: true });
  }
  removeEmptyFolders(build);
  // A state older than everything has the compiler compare the contents of files with those that it knows.
  if (added.length > 0) for (const name of states) utimesSync(path.join(build, name), 0, 0);
}

/** Whether a state of the compiler speaks of one of these source files. */
function knowsAny(state: string, names: string[]) {
  const text = readFileSync(state, "utf8");
  return names.some((name) => text.includes(`/${name.replaceAll("\\", "/")}.ts"`));
}

function removeEmptyFolders(folder: string) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const below = path.join(folder, entry.name);
    if (!entry.isDirectory()) continue;
    removeEmptyFolders(below);
    if (readdirSync(below).length === 0) rmSync(below, { recursive: true });
  }
}

/** The files below a folder with an ending, without it, by their paths from the root. */
function listNames(root: string, folder: string, ending: string) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name.slice(0, -ending.length)));
}
