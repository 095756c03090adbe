import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { compile } from "../types/compile.js";

const root = new URL("../../", import.meta.url);
const inDocs = readdirSync(new URL("docs", root)).filter((name) => name.endsWith(".md"));
const documents = ["README.md", ...inDocs.map((name) => `docs/${name}`)];

/** The TypeScript in a document. */
const blocksOf = (name: string): string[] =>
  [...readFileSync(new URL(name, root), "utf8").matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? "");

/** What a document's blocks have from an earlier one where they do not make it themselves. */
const given = `import { createWebPubSubClient as make } from "web-pubsub-rest/2024-12-01";
declare global { const client: ReturnType<typeof make>; }
`;

test("there is code in the README and in other documents", () => {
  expect(blocksOf("README.md").length).toBeGreaterThan(4);
  expect(documents.filter((name) => blocksOf(name).length > 0).length).toBeGreaterThan(1);
});

test.each(documents.filter((name) => blocksOf(name).length > 0))("the code in %s compiles", (name) => {
  const files = blocksOf(name).map((block, index) => [`block${index + 1}.mts`, `${block}\nexport {};`]);
  // A program each: what one declares for all of them the next must not see.
  const options = { types: ["node"], isolatedModules: true };
  expect(compile({ ...Object.fromEntries(files), "given.d.mts": given }, options)).toBe("");
});
