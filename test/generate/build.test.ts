import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { removeOldBuild } from "../../scripts/removeOldBuild.js";
import { copyRepository, temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
const repository = path.join(folder.path, "a copy");
const inCopy = (name: string) => path.join(repository, name);
const build = () =>
  spawnSync(process.execPath, [inCopy("scripts/bootstrap/run.mjs"), "build"], { encoding: "utf8" }).status;

beforeAll(() => copyRepository(repository));
afterAll(() => folder.remove());

/** Sources with what is made of them. */
const sources = {
  "generated/2024-12-01": ["dist/esm/generated/2024-12-01/api.js", "dist/cjs/generated/2024-12-01/api.d.ts"],
  "src/versions/2024-12-01.ts": ["dist/esm/src/versions/2024-12-01.d.ts", "dist/cjs/src/versions/2024-12-01.js"],
  "test/local-service/src/runCli.ts": ["test/local-service/dist/runCli.js", "test/local-service/dist/runCli.d.ts"],
};
const made = Object.values(sources).flat();
const others = ["dist/esm/src/index.js", "dist/cjs/package.json", "test/local-service/dist/index.js"];
const present = (names: string[]) => names.filter((name) => existsSync(inCopy(name)));

test("a build takes away what was made of sources that are gone, and makes it again once they are back", () => {
  expect(build()).toBe(0);
  expect(present(made)).toEqual(made);

  // Moved and not copied, they come back with the times that they had.
  for (const name of Object.keys(sources)) renameSync(inCopy(name), path.join(folder.path, path.basename(name)));
  expect(build()).toBe(0);
  expect(present(made)).toEqual([]);
  expect(present(others)).toEqual(others);

  const kept = statSync(inCopy("dist/esm/src/index.js")).mtimeMs;
  for (const name of Object.keys(sources)) renameSync(path.join(folder.path, path.basename(name)), inCopy(name));
  expect(build()).toBe(0);
  expect(present([...made, ...others])).toEqual([...made, ...others]);
  // What is made of the others is not made anew.
  expect(statSync(inCopy("dist/esm/src/index.js")).mtimeMs).toBe(kept);

  // Nothing is built again where nothing changed.
  const times = made.map((name) => statSync(inCopy(name)).mtimeMs);
  expect(build()).toBe(0);
  expect(made.map((name) => statSync(inCopy(name)).mtimeMs)).toEqual(times);
}, 120_000);

test.each([
  ["a file", ["dist/esm/src/versions/2024-12-01.js", "test/local-service/dist/runCli.js"]],
  ["what the compiler remembers", ["dist/esm/.tsbuildinfo", "dist/esm/.node.tsbuildinfo", "dist/cjs/src/index.js"]],
])(
  "a build that has lost %s is made anew",
  (_, lost) => {
    for (const name of lost) rmSync(inCopy(name));
    expect(build()).toBe(0);
    expect(present([...made, ...others, ...lost])).toEqual([...made, ...others, ...lost]);
  },
  120_000,
);

test("a source that is there before the compiler has seen that it was gone is made again", () => {
  const [name, [output = ""]] = Object.entries(sources)[1] as [string, string[]];
  // As a build leaves it that was stopped before it came to the compiler.
  renameSync(inCopy(name), path.join(folder.path, "moved.ts"));
  removeOldBuild(inCopy("dist/esm"), repository, ["src", "generated"]);
  expect(present([output])).toEqual([]);
  renameSync(path.join(folder.path, "moved.ts"), inCopy(name));
  expect(build()).toBe(0);
  expect(present([output])).toEqual([output]);
}, 120_000);
