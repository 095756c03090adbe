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
    import { require } from "tsx/cjs/api";
    const { renderDocument } = require("./scripts/autorest/renderDocument.ts", ${JSON.stringify(path.join(root, "package.json"))});
    const version = { tag: "2020-10-01", document: "swagger/2020-10-01.json" };
    for (let round = 0; round < 2; round++) await renderDocument(version);
    console.log(readdirSync(os.tmpdir()).filter((name) => !name.startsWith("tsx-")).length);`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", TMPDIR: folder.path, TEMP: folder.path, TMP: folder.path },
  });
  // Both rounds were done by one process, which has one folder.
  expect({ status, stdout }).toEqual({ status: 0, stdout: "1\n" });
  // tsx keeps what it has compiled.
  const left = () => readdirSync(folder.path).filter((name) => !name.startsWith("tsx-"));
  for (let wait = 0; left().length > 0 && wait < 50; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(left()).toEqual([]);
}, 60_000);
