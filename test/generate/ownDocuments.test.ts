import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readTree } from "../../scripts/autorest/fileTree.js";
import { root } from "../../scripts/root.js";
import { copyRepository, runScript, temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
const repository = folder.path;
const inCopy = (name: string) => path.join(repository, name);
const committed = readTree(path.join(root, "generated"));

beforeAll(() => copyRepository(repository));
afterAll(() => folder.remove());

describe("generated/", () => {
  test("that is stale is told from a fresh one, with the command that repairs it", () => {
    appendFileSync(inCopy("generated/2020-10-01/client.ts"), "// an edit by hand\n");
    rmSync(inCopy("generated/2020-10-01/models.ts"));
    writeFileSync(inCopy("generated/2020-10-01/extra.ts"), "// nobody asked for this\n");
    const { status, output } = runScript("checkGenerated", [], repository);
    expect(status).toBe(1);
    expect(output).toContain(
      [
        "  would be changed  generated/2020-10-01/client.ts",
        "  would be removed  generated/2020-10-01/extra.ts",
        "  would be added    generated/2020-10-01/models.ts",
        "",
        "generated/ is stale: 3 files differ.",
        "Run: npm run generate",
      ].join("\n"),
    );
  }, 180_000);

  test("is repaired by that command, to the bytes that are committed", () => {
    const { status, output } = runScript("generate", [], repository);
    expect(status).toBe(0);
    expect(output).toMatch(/^ {2}2020-10-01 {2}swagger\/2020-10-01\.json \.\.\.$/m);
    expect(output).toMatch(/^ {2}2024-12-01 {2}\d+ files (in [\d.]+ s|as before, since nothing changed)$/m);
    expect(output).toContain("  removed  generated/2020-10-01/extra.ts\n");
    expect(readTree(inCopy("generated"))).toEqual(committed);
  }, 180_000);

  test("is left as it was by a document that is broken", () => {
    const document = inCopy("swagger/2020-10-01.json");
    const text = readFileSync(document, "utf8");
    writeFileSync(document, text.replace("#/parameters/Hub", "#/parameters/Pub"));
    const { status, output } = runScript("generate", [], repository);
    writeFileSync(document, text);
    expect(status).toBe(1);
    expect(output).toMatch(/swagger\/2020-10-01\.json was not rendered\.\n.*'#\/parameters\/Pub'/);
    expect(readTree(inCopy("generated"))).toEqual(committed);
  }, 180_000);
});
