import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { compareTrees, readTree } from "../../scripts/autorest/fileTree.js";
import { copyRepository, runScript, temporaryFolder } from "../generate/runGenerate.js";

const folder = temporaryFolder();
const repository = path.join(folder.path, "a copy");
const inCopy = (name: string) => path.join(repository, name);
const readCopy = () => readTree(repository, /(^|\/)(node_modules|dist|\.git)(\/|$)/);
const version = "2031-01-01";
const document = `swagger/${version}.json`;

function git(...args: string[]): void {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  const { status, stderr } = spawnSync("git", [...identity, ...args], { cwd: repository, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

/** Gives the document of the version a description and adds it. @returns the commands that undo it */
function addVersion(description: string): string[] {
  const text = JSON.parse(readFileSync(inCopy("swagger/2024-12-01.json"), "utf8"));
  const changed = { ...text, info: { ...text.info, version, description } };
  writeFileSync(inCopy(document), `${JSON.stringify(changed, null, 2)}\n`);
  const { status, output } = runScript("addVersion", [inCopy(document)], repository);
  expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining("To undo it") });
  return [...output.matchAll(/^ {2}(git .*)$/gm)].map(([, command = ""]) => command);
}

/** Does what a maintainer does with the commands that were printed. */
function run(commands: string[]): void {
  for (const command of commands) {
    const { status, stderr } = spawnSync(command, { cwd: repository, shell: true, encoding: "utf8" });
    expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: "" });
  }
}

beforeAll(() => {
  copyRepository(repository);
  git("init", "--quiet");
  appendFileSync(inCopy(".git/info/exclude"), "dist\nnode_modules\n");
  git("add", ".");
  git("commit", "--quiet", "--message=All versions");
});
afterEach(() => {
  git("reset", "--quiet", "--hard");
  git("clean", "-fdq");
});
afterAll(() => folder.remove());

test("a version is taken back by the commands that were printed", () => {
  const before = readCopy();
  const added = [
    document,
    `generated/${version}`,
    `src/versions/${version}.ts`,
    `test/swagger/contracts/${version}.json`,
    `test/api/${version}.api.md`,
  ];
  expect(addVersion("As it was published.")).toEqual([
    "git restore --staged --worktree autorest.md package.json",
    `git clean -fdq ${added.join(" ")}`,
  ]);

  // Once it is committed, that is what the later run wrote, and not the document that it was made from.
  git("add", ".");
  git("commit", "--quiet", "--message=A version");
  const committed = readCopy();
  run(addVersion("In our own words."));
  expect(compareTrees(committed, readCopy())).toEqual([{ change: "changed", name: document }]);

  // As long as it is not, that is the whole version, whichever run wrote it and whatever is staged.
  git("reset", "--quiet", "HEAD~1");
  git("add", document, `generated/${version}/api.ts`, "package.json");
  const commands = addVersion("In better words.");
  expect(existsSync(inCopy(`dist/esm/generated/${version}/api.js`))).toBe(true);
  run(commands);
  expect(compareTrees(before, readCopy())).toEqual([]);
  git("diff", "--cached", "--exit-code");

  // The next build takes away what was made of it.
  expect(spawnSync(process.execPath, [inCopy("scripts/bootstrap/run.mjs"), "build"]).status).toBe(0);
  const built = [...readTree(inCopy("dist")).keys()];
  expect(built.filter((name) => name.includes(version))).toEqual([]);
  expect(built).toContain("esm/generated/2024-12-01/api.js");
}, 120_000);

test("changes of the maintainer's own are not taken back unasked", () => {
  appendFileSync(inCopy("autorest.md"), "\nA remark.\n");
  expect(addVersion("As it was published.").slice(0, 2)).toEqual([
    "git restore --staged --worktree package.json",
    "git restore --staged --worktree --patch autorest.md   # there were changes of your own before",
  ]);
}, 60_000);
