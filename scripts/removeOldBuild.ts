import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * Removes a build of other source files than there are now. The compiler would leave what it made of those that are gone,
 * and does not see that some are back if they have old times.
 *
 * @param build - a folder that only the compiler fills; it may be missing
 * @param root - the folder that its paths start from
 * @param sources - the folders below the root that it compiles
 */
export function removeOldBuild(build: string, root: string, sources: string[]) {
  const made = listNames(build, "", ".js");
  const wanted = sources.flatMap((folder) => listNames(root, folder, ".ts"));
  if (made.sort().join() !== wanted.sort().join()) rmSync(build, { recursive: true, force: true });
}

/** The files below a folder with an ending, without it, by their paths from the root. */
function listNames(root: string, folder: string, ending: string) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name.slice(0, -ending.length)));
}
