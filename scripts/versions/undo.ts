import { spawnSync } from "node:child_process";
import { root } from "../root.js";
import { addExport, addTag } from "./listVersion.js";
import { placeOf } from "./nextSteps.js";
import type { VersionDocument } from "./readVersionDocument.js";
import type { Written } from "./replaceFiles.js";

/** The files that all versions share. */
export const shared = ["autorest.md", "package.json"];

const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" });

/** Whether the last commit has a file. */
const isCommitted = (name: string) => git("cat-file", "-e", `HEAD:./${name}`).status === 0;

/**
 * Which shared files hold changes of the maintainer's own: what is neither committed nor what an earlier run of add-version
 * made of that.
 *
 * @param texts - the shared files as they are
 */
export function listEdited(texts: Map<string, string | undefined>, { version, document }: VersionDocument) {
  return shared.filter((name) => {
    if (!isCommitted(name)) return false;
    const { stdout: before } = git("show", `HEAD:./${name}`);
    const now = texts.get(name);
    if (now === before) return false;
    return now !== (name === "package.json" ? addExport(before, version) : addTag(before, version, document));
  });
}

/**
 * The git commands that take back what was written: this run's part of a version that is committed, and otherwise the
 * whole version, whichever run wrote it. They work for what is staged, too.
 *
 * @param files - all that belongs to the version, by path
 * @param written - what this run wrote of it
 * @param edited - see listEdited
 * @returns none where git does not know this folder
 */
export function undoCommands(
  version: string,
  files: Map<string, unknown>,
  written: Written[],
  edited: string[],
): string[] {
  // In a folder that git does not know, or not yet, every file would look like an added one.
  if (!isCommitted("autorest.md")) return [];
  const names = isCommitted(`swagger/${version}.json`) ? written.map(({ name }) => name) : [...files.keys()];
  const places = [...new Set(names.map(placeOf))].map((name) => ({ name, states: statesOf(name) }));
  const known = places.filter(({ states }) => states.some((state) => state !== "??")).map(({ name }) => name);
  const unknown = places.filter(({ states }) => states.includes("??")).map(({ name }) => name);
  const own = known.filter((name) => edited.includes(name));
  const others = known.filter((name) => !edited.includes(name));
  const restore = "git restore --staged --worktree";
  return [
    ...(others.length > 0 ? [`${restore} ${others.join(" ")}`] : []),
    ...(own.length > 0 ? [`${restore} --patch ${own.join(" ")}   # there were changes of your own before`] : []),
    ...(unknown.length > 0 ? [`git clean -fdq ${unknown.join(" ")}`] : []),
  ];
}

/**
 * What git says of each file below a place that differs from the last commit: two letters, `??` where it is untracked.
 */
function statesOf(place: string): string[] {
  const { stdout } = git("status", "--porcelain", "--no-renames", "--untracked-files=all", "--", place);
  return stdout.match(/^../gm) ?? [];
}
