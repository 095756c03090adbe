import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);
const env = { ...process.env, NODE_OPTIONS: "" };

/** A copy of the repository in which nothing is built, with the dependencies of this one. */
let clone: string;
beforeAll(() => {
  clone = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-local-unbuilt-"));
  const left = new Set([".git", "node_modules", "dist", "coverage"]);
  cpSync(root, clone, { recursive: true, preserveTimestamps: true, filter: (file) => !left.has(path.basename(file)) });
  symlinkSync(path.join(root, "node_modules"), path.join(clone, "node_modules"), "junction");
}, 60_000);
afterAll(() => rmSync(clone, { recursive: true, force: true }));

test("the command says that it is not built, and how to build it", async () => {
  const command = path.join(clone, "test/local-service/bin/web-pubsub-local.js");
  await expect(run(process.execPath, [command, "--help"], { env })).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: "web-pubsub-local is not built yet.\nRun: npm run build\n",
  });
});

test("the package is built before it is packed, and has its licence", async () => {
  const pack = ["pack", "--workspace", "test/local-service", "--loglevel=error"];
  const tarball = (await run("npm", pack, { cwd: clone, env })).stdout.trim().split("\n").at(-1) ?? "";
  const { stdout } = await run("tar", ["-tzf", path.join(clone, tarball)]);
  const wanted = [
    "LICENSE",
    "README.md",
    "bin/web-pubsub-local.js",
    "dist/index.js",
    "dist/index.d.ts",
    "dist/runCli.js",
  ];
  expect(stdout.split("\n")).toEqual(expect.arrayContaining(wanted.map((file) => `package/${file}`)));
  const licence = (folder: string): string => readFileSync(path.join(clone, folder, "LICENSE"), "utf8");
  expect(licence("test/local-service")).toBe(licence("."));
}, 60_000);
