import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readApiVersions } from "../../autorest/apiVersions.js";
import { root } from "../../root.js";
import { readEntryPoints } from "../../versions/entryPoints.js";

/** Where API Extractor's reports lie; api-extractor.json says the same. */
const folder = "test/api";
const suffix = ".api.md";

/** Texts of reports by the name of their entry point. */
export type Reports = Map<string, string>;

/** The reports of the working tree. */
export function readReports(): Reports {
  const files = readdirSync(path.join(root, folder)).filter((file) => file.endsWith(suffix));
  return new Map(files.map((file) => [nameOf(file), readFileSync(path.join(root, folder, file), "utf8")]));
}

/**
 * The reports as they were committed.
 *
 * @param revision - of git, such as `HEAD~3`, a branch or a tag
 * @throws TypeError when git does not know the revision, or it has no reports
 */
export function readReportsOf(revision: string): Reports {
  if (runGit(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]) === undefined)
    throw new TypeError(`--surface: expected a revision that git knows in this folder; ${revision} is none.`);
  const files = (runGit(["ls-tree", "--name-only", revision, `${folder}/`]) ?? "")
    .split("\n")
    .filter((file) => file.endsWith(suffix));
  if (files.length === 0) throw new TypeError(`--surface: ${revision} has no API reports in ${folder}/.`);
  return new Map(files.map((file) => [nameOf(file), runGit(["show", `${revision}:${file}`]) ?? ""]));
}

/**
 * The report of one entry point of the working tree, without the entry point's name.
 *
 * @param version - an API version
 * @param argument - names the argument in errors
 * @throws TypeError when there is none
 */
export function readReport(version: string, argument: "old" | "new"): Reports {
  // The entry point of the package itself speaks the first version; others, such as that of a transport, speak none.
  const [{ tag: first } = { tag: "" }] = readApiVersions();
  const versions = new Map(
    readEntryPoints()
      .filter(({ entry }) => /^\.(?:\/\d|$)/.test(entry))
      .map(({ entry, name }) => [entry === "." ? first : name, name]),
  );
  const file = path.join(root, folder, `${versions.get(version) ?? version}${suffix}`);
  if (!versions.has(version) || !existsSync(file)) {
    throw new TypeError(
      `<${argument}>: expected an API version with an entry point and its API report, and ${version} is none. ` +
        `Those are ${[...versions.keys()].join(", ")}.`,
    );
  }
  return new Map([["", readFileSync(file, "utf8")]]);
}

const nameOf = (file: string) => path.basename(file, suffix);

/** What git prints, or nothing where it fails. */
function runGit(args: string[]) {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? stdout : undefined;
}
