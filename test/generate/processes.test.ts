import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { root } from "../../scripts/root.js";
import { temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Runs a program that has `renderDocument`, one of our versions, and `folders()`: those of the processes that render. */
function runRendering(program: string) {
  const script = `
    import { readdirSync } from "node:fs";
    import os from "node:os";
    import { require } from "tsx/cjs/api";
    const { renderDocument } = require("./scripts/autorest/renderDocument.ts", ${JSON.stringify(path.join(root, "package.json"))});
    const version = { tag: "2020-10-01", document: "swagger/2020-10-01.json" };
    const folders = () => readdirSync(os.tmpdir()).filter((name) => name.startsWith("web-pubsub-rest-")).join();
    ${program}`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", TMPDIR: folder.path, TEMP: folder.path, TMP: folder.path },
  });
  return { status, stdout };
}

test("the processes that render end with the one that asked for it, and leave nothing behind", async () => {
  const result = runRendering(`
    for (let round = 0; round < 2; round++) await renderDocument(version);
    console.log(folders().split(",").length);`);
  // Both rounds were done by one process, which has one folder.
  expect(result).toEqual({ status: 0, stdout: "1\n" });
  // tsx keeps what it has compiled.
  const left = () => readdirSync(folder.path).filter((name) => name.startsWith("web-pubsub-rest-"));
  for (let wait = 0; left().length > 0 && wait < 50; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(left()).toEqual([]);
}, 60_000);

test.each([
  ["AutoRest", { responses: { 200: { descriptio: "Misspelt." } } }, "must have required property 'description'"],
  [
    "the renderer",
    { produces: ["application/xml"], responses: { 200: { description: "Done.", schema: { type: "object" } } } },
    "an XML body",
  ],
])(
  "a process whose document %s refuses serves for the next one",
  (_, operation, message) => {
    const inputFile = path.join(folder.path, "refused.json");
    const get = { operationId: "read", ...operation };
    writeFileSync(
      inputFile,
      JSON.stringify({ swagger: "2.0", info: { title: "Refused", version: "1" }, paths: { "/a": { get } } }),
    );
    const result = runRendering(`
      const messages = [];
      const before = [];
      for (let round = 0; round < 2; round++) {
        await renderDocument({ inputFile: ${JSON.stringify(inputFile)} }).catch(({ message }) => messages.push(message));
        before.push(folders());
      }
      const { files } = await renderDocument(version);
      console.log(files.size > 5, messages.every((text) => text.includes(${JSON.stringify(message)})), messages.length);
      console.log(before.every((names) => names !== "" && names === folders()));`);
    expect(result).toEqual({ status: 0, stdout: "true true 2\ntrue\n" });
  },
  60_000,
);
