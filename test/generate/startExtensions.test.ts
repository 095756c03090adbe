import childProcess from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { startExtensions } from "../../scripts/autorest/startExtensions.js";
import { temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
const { spawn } = childProcess;
let extension: string;

beforeEach(() => {
  extension = path.join(folder.path, "extension");
  mkdirSync(extension, { recursive: true });
  writeFileSync(path.join(extension, "package.json"), JSON.stringify({ scripts: { start: "node main.js first" } }));
  writeFileSync(path.join(extension, "main.js"), "process.stdin.pipe(process.stdout);");
});
afterEach(() => {
  childProcess.spawn = spawn;
});
afterAll(() => folder.remove());

/** Starts a process as AutoRest does, and returns what it is. */
const start = (args: string[], cwd: string) => childProcess.spawn(process.execPath, args, { cwd, stdio: "pipe" });

/** The processes that are started from here on, in their order. */
function countStarted() {
  const started: childProcess.ChildProcess[] = [];
  childProcess.spawn = ((...args: Parameters<typeof spawn>) => {
    const child = spawn(...args);
    started.push(child);
    return child;
  }) as typeof spawn;
  return started;
}

test("whoever starts an extension is given the one that is running already, once", async () => {
  const started = countStarted();
  startExtensions([extension]);
  expect(started).toHaveLength(1);
  const first = start(["main.js", "first"], extension);
  expect(first).toBe(started[0]);
  const second = start(["main.js", "first"], extension);
  expect(started).toEqual([first, second]);
  // It is a process that answers.
  first.stdin.end("hello");
  expect(String((await once(first.stdout, "data"))[0])).toBe("hello");
  second.kill();
});

test.each([
  ["other arguments", ["main.js", "second"], "."],
  ["another folder", ["extension/main.js", "first"], ".."],
])("a process with %s is started anew", (_, args, where) => {
  const started = countStarted();
  startExtensions([extension]);
  expect(start(args, path.join(extension, where))).toBe(started[1]);
  for (const child of started) child.kill();
});

test("an extension that has ended meanwhile is started anew", async () => {
  const started = countStarted();
  writeFileSync(path.join(extension, "main.js"), "process.exit(3);");
  startExtensions([extension]);
  await once(started[0] as childProcess.ChildProcess, "exit");
  expect(start(["main.js", "first"], extension)).toBe(started[1]);
});
