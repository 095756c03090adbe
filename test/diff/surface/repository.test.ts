import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { root } from "../../../scripts/root.js";
import { runDiff } from "../runDiff.js";

let copy = "";

beforeEach(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-surface-"));
  const parts = [
    "api-extractor.json",
    "autorest.md",
    "dist/esm",
    "generated",
    "package.json",
    "scripts",
    "src",
    "test/api",
  ];
  for (const part of [...parts, "tsconfig.base.json", "tsconfig.json", "tsconfig.node.json"])
    cpSync(path.join(root, part), path.join(copy, part), {
      recursive: true,
      // Some of the scripts have tools of their own installed beside them, thousands of files.
      filter: (source) => path.basename(source) !== "node_modules",
    });
  // The second is what npm test installs for the tests of this folder.
  for (const modules of ["node_modules", "scripts/apiExtractor/node_modules"])
    symlinkSync(path.join(root, modules), path.join(copy, modules), "junction");
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

/** Changes a file of the copy. */
function edit(file: string, from: string | RegExp, to: string): void {
  const before = readFileSync(path.join(copy, file), "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path.join(copy, file), after);
}

describe("against a git revision", () => {
  const git = (...args: string[]) => {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    expect(spawnSync("git", [...identity, ...args], { cwd: copy, encoding: "utf8" }).status).toBe(0);
  };

  beforeEach(() => {
    git("init", "--quiet");
    git("add", "test/api");
    git("commit", "--quiet", "--message=Reports");
  });

  test("nothing changed", () => {
    expect(runDiff(["--surface"], copy)).toEqual({
      status: 0,
      stdout: "HEAD to the working tree\n\nNothing changed for callers.\n",
      stderr: "",
    });
  });

  test("what changed is told by entry point", () => {
    const both = ["2023-07-01", "2024-12-01"];
    for (const version of both) {
      edit(`test/api/${version}.api.md`, "    messageTtlSeconds?:", "    messageTtlSeconds:");
      edit(`test/api/${version}.api.md`, "interface PlainRequest {", "interface PlainRequest {\n    note?: string;");
    }
    rmSync(path.join(copy, "test/api/2022-11-01.api.md"));
    const { status, stdout } = runDiff(["--surface", "HEAD"], copy);
    expect(status).toBe(2);
    expect(stdout).toContain("  breaks      entry point 2022-11-01: removed\n");
    // Where the member is, and each type that picks it.
    for (const type of ["QueryValues", "SendToAllQueryParameters", "SendToUserQueryParameters"])
      expect(stdout).toContain(`\n  breaks      ${type}, member messageTtlSeconds: now`);
    expect(stdout).toContain("  fits        PlainRequest, member note: added, optional (2023-07-01, 2024-12-01)\n");
    expect(stdout).toMatch(/\n7 changes: 6 breaking for TypeScript callers\.\n$/);
    const { changes } = JSON.parse(runDiff(["--surface", "--json"], copy).stdout);
    expect(changes.at(-1)).toEqual({
      group: "Exported names",
      subject: "PlainRequest, member note",
      what: "added, optional",
      operations: both,
      typescript: false,
      wire: false,
    });
  });

  test.each([
    [["--surface", "no-such-branch"], "expected a revision that git knows in this folder; no-such-branch is none."],
    [["--surface", "--", "--output=x"], "expected a revision that git knows in this folder; --output=x is none."],
    [
      ["--surface", "2021-10-01", "2031-01-01"],
      "<new>: expected an API version with an entry point and its API report, and 2031-01-01 is none. Those are 2020-10-01,",
    ],
    [["--surface", "a", "b", "c"], "--surface: expected at most two arguments; got 3."],
  ])("%j is refused", (args, message) => {
    const { status, stderr } = runDiff(args, copy);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});

test("two entry points are compared by their reports", () => {
  const { status, stdout } = runDiff(["--surface", "2023-07-01", "2024-01-01"]);
  expect(status).toBe(0);
  expect(stdout).toBe(`2023-07-01 to 2024-01-01

fits: callers need no change; breaks: their code may not compile

  TypeScript

Exported names
  fits        WebPubSubClientType: added
  fits        GenerateClientTokenQueryParameters, member clientType: added, optional

2 changes, none of them breaking.
`);
});

test("npm run check fails on a rendered name that changed, and names it", () => {
  const version = "2024-12-01";
  const { exports } = JSON.parse(readFileSync(path.join(copy, "package.json"), "utf8"));
  const manifest = { name: "web-pubsub-rest", type: "module", exports: { [`./${version}`]: exports[`./${version}`] } };
  writeFileSync(path.join(copy, "package.json"), JSON.stringify(manifest));
  const report = () =>
    spawnSync(process.execPath, [path.join(copy, "scripts/bootstrap/run.mjs"), "apiReport"], {
      cwd: copy,
      encoding: "utf8",
    });
  expect(report()).toMatchObject({ status: 0, stdout: `  the same   test/api/${version}.api.md\n` });

  edit(`dist/esm/generated/${version}/requests.d.ts`, /\bbuildSendToAllRequest\b/g, "buildBroadcastRequest");
  const { status, stdout, stderr } = report();
  expect(status).toBe(1);
  expect(stdout).toContain(`  differs    test/api/${version}.api.md\n`);
  expect(stdout).toContain(`  breaks      buildSendToAllRequest: removed (${version})\n`);
  expect(stdout).toContain(`  fits        buildBroadcastRequest: added (${version})\n`);
  expect(stderr).toContain("The public API differs from 1 of its reports");
});
