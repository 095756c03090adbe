import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../autorest/root.mjs";
import { readEntryPoints } from "../../versions/entryPoints.mjs";

/** Where API Extractor's reports lie; api-extractor.json says the same. */
const folder = "test/api";
const suffix = ".api.md";
/** The entry point of the package itself goes by the package's name, and speaks this version. */
const defaultVersion = "2020-10-01";

/** Texts of reports by the name of their entry point. @typedef {Map<string, string>} Reports */

/** The reports of the working tree. @returns {Reports} */
export function readReports() {
  const files = readdirSync(path.join(root, folder)).filter((file) => file.endsWith(suffix));
  return new Map(files.map((file) => [nameOf(file), readFileSync(path.join(root, folder, file), "utf8")]));
}

/**
 * The reports as they were committed.
 *
 * @param {string} revision - of git, such as `HEAD~3`, a branch or a tag
 * @returns {Reports}
 * @throws {TypeError} when git does not know the revision, or it has no reports
 */
export function readReportsOf(revision) {
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
 * @param {string} version - an API version, or the name of the package
 * @param {"old" | "new"} argument - names the argument in errors
 * @returns {Reports}
 * @throws {TypeError} when there is none
 */
export function readReport(version, argument) {
  const names = readEntryPoints().map(({ name }) => name);
  const name = version === defaultVersion ? names.find((candidate) => !/^\d/.test(candidate)) : version;
  const file = path.join(root, folder, `${name}${suffix}`);
  if (!names.includes(name ?? "") || !existsSync(file)) {
    throw new TypeError(
      `<${argument}>: expected an entry point with an API report, and ${version} is none. ` +
        `Those are ${[defaultVersion, ...names.filter((candidate) => /^\d/.test(candidate))].join(", ")}.`,
    );
  }
  return new Map([["", readFileSync(file, "utf8")]]);
}

/** @param {string} file */
const nameOf = (file) => path.basename(file, suffix);

/** What git prints, or nothing where it fails. @param {string[]} args */
function runGit(args) {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? stdout : undefined;
}
