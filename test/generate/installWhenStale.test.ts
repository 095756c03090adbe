import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { root } from "../../scripts/root.js";
import { temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
const inFolder = (name: string) => path.join(folder.path, name);
afterAll(() => folder.remove());

// A package whose one dependency lies beside it, so that no registry is asked.
beforeAll(() => {
  mkdirSync(inFolder("neighbour"));
  writeFileSync(inFolder("neighbour/package.json"), JSON.stringify({ name: "neighbour", version: "1.0.0" }));
  const manifest = { name: "stale", version: "1.0.0", dependencies: { neighbour: "file:neighbour" } };
  const packages = {
    "": manifest,
    neighbour: { version: "1.0.0" },
    "node_modules/neighbour": { resolved: "neighbour", link: true },
  };
  writeFileSync(inFolder("package.json"), JSON.stringify(manifest));
  writeFileSync(
    inFolder("package-lock.json"),
    JSON.stringify({ name: "stale", version: "1.0.0", lockfileVersion: 3, requires: true, packages }),
  );
});

/** Calls installWhenStale in a process of its own, for npm prints there. */
function install() {
  const module = pathToFileURL(path.join(root, "scripts/bootstrap/installWhenStale.mjs")).href;
  const text = `
    const { installWhenStale } = await import(${JSON.stringify(module)});
    console.log(installWhenStale(${JSON.stringify(folder.path)}, "what is tested"));`;
  return spawnSync(process.execPath, ["--input-type=module", "--eval", text], { encoding: "utf8" }).stdout;
}

test("what is missing is installed, with a line that says so", () => {
  expect(install()).toMatch(/^Installing what is tested \(npm ci\) \.\.\.\n[\s\S]*true\n$/);
  expect(readFileSync(inFolder("node_modules/neighbour/package.json"), "utf8")).toContain("neighbour");
}, 30_000);

test("what is installed stays, without a word", () => {
  expect(install()).toBe("true\n");
});

test("what is older than its lock file is installed anew", () => {
  const later = Date.now() / 1000 + 60;
  utimesSync(inFolder("package-lock.json"), later, later);
  expect(install()).toMatch(/^Installing what is tested/);
}, 30_000);

test("what another installation lends by a link is not emptied, however old it is", () => {
  renameSync(inFolder("node_modules"), inFolder("lent"));
  symlinkSync(inFolder("lent"), inFolder("node_modules"), "junction");
  expect(install()).toBe("true\n");
  expect(existsSync(inFolder("lent/neighbour"))).toBe(true);
  rmSync(inFolder("node_modules"));
});

test("a failure is told to the caller", () => {
  writeFileSync(inFolder("package-lock.json"), "{}");
  const later = Date.now() / 1000 + 120;
  utimesSync(inFolder("package-lock.json"), later, later);
  expect(install()).toMatch(/false\n$/);
}, 30_000);
