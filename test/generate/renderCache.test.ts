import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { renderDocument } from "../../scripts/autorest/renderDocument.js";
import { root } from "../../scripts/root.js";
import { temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
const inputFile = path.join(folder.path, "library.json");
const failureFile = path.join(folder.path, "failure.json");
const render = () => renderDocument({ inputFile }, { useCache: true });

// A document in two files.
beforeAll(() => {
  const library = JSON.parse(readFileSync(path.join(root, "test/generate/documents/library.json"), "utf8"));
  const { Failure, ...definitions } = library.definitions;
  const text = JSON.stringify({ ...library, definitions });
  writeFileSync(inputFile, text.replaceAll("#/definitions/Failure", "failure.json#/definitions/Failure"));
  const { swagger, info } = library;
  writeFileSync(failureFile, JSON.stringify({ swagger, info, paths: {}, definitions: { Failure } }));
});
afterAll(() => folder.remove());

test("a rendering is kept until the document or a file that it refers to changes", async () => {
  const { files, cached } = await render();
  expect(cached).toBe(false);
  expect(await render()).toMatchObject({ cached: true, files });
  writeFileSync(failureFile, readFileSync(failureFile, "utf8").replaceAll('"inner"', '"innermost"'));
  const changed = await render();
  expect(changed.cached).toBe(false);
  expect(changed.files.get("outputModels.ts")).toContain("innermost?: FailureOutput | undefined;");
}, 60_000);
