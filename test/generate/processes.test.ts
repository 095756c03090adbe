import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { root, temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

test("the processes that render end with the one that asked for it, and leave nothing behind", async () => {
  const script = `
    import { readdirSync } from "node:fs";
    import os from "node:os";
    import { renderDocument } from "./scripts/autorest/renderDocument.mjs";
    const version = { tag: "2020-10-01", document: "swagger/2020-10-01.json" };
    for (let round = 0; round < 2; round++) await renderDocument(version);
    console.log(readdirSync(os.tmpdir()).length);`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", TMPDIR: folder.path, TEMP: folder.path, TMP: folder.path },
  });
  // Both rounds were done by one process, which has one folder.
  expect({ status, stdout }).toEqual({ status: 0, stdout: "1\n" });
  for (let wait = 0; readdirSync(folder.path).length > 0 && wait < 50; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(readdirSync(folder.path).map((name) => path.basename(name))).toEqual([]);
}, 60_000);
