import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readApiVersions } from "../../scripts/autorest/apiVersions.js";
import { renderEntryPoint } from "../../scripts/versions/entryPoint.js";

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const [first, ...later] = readApiVersions();

test("the package itself and each later version have an entry point, and nothing else has one", () => {
  expect(first?.tag).toBe("2020-10-01");
  expect(readdirSync(new URL("../../src/versions/", import.meta.url)).sort()).toEqual(
    later.map(({ tag }) => `${tag}.ts`),
  );
});

test("package.json exports them in the order of the versions, and each has its API report", () => {
  const tags = later.map(({ tag }) => tag);
  expect(Object.keys(JSON.parse(read("package.json")).exports)).toEqual([
    ".",
    ...tags.map((tag) => `./${tag}`),
    "./undici",
    "./package.json",
  ]);
  expect(readdirSync(new URL("../api/", import.meta.url)).sort()).toEqual(
    [...tags, "undici", "web-pubsub-rest"].map((name) => `${name}.api.md`),
  );
});

test.each(later)("the entry point of $tag is what add-version would write", async ({ tag, document }) => {
  expect(read(`src/versions/${tag}.ts`)).toBe(await renderEntryPoint(tag, JSON.parse(read(document))));
});

test("the entry point of the package is like the others", async () => {
  const document = JSON.parse(read("swagger/2020-10-01.json"));
  expect(read("src/index.ts")).toBe(await renderEntryPoint("2020-10-01", document, { isDefault: true }));
});
