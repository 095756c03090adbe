import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import * as entryPoint from "../../src/versions/2024-12-01.js";
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

/** The examples in the doc comments of some folders, but for those that speak of any document's things. */
function examplesIn(folders: readonly string[]): string[] {
  const sources = folders.flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name}`),
  );
  return sources.flatMap((name) => {
    const text = readFileSync(new URL(name, root), "utf8").replace(/^ +\*|^\*/gm, "*");
    return [...text.matchAll(/@example\n\* ```ts\n([^]*?)^\* ```/gm)]
      .map(([, block = ""]) => block.replace(/^\* ?/gm, ""))
      .filter((block) => !/things/i.test(block));
  });
}

test("the examples in the doc comments compile", () => {
  const examples = new Set(
    examplesIn(["src", "src/versions", "src/transport/undici", "generated/runtime", "generated/2024-12-01"]),
  );
  expect(examples.size).toBeGreaterThan(35);
  const names = [...Object.keys(entryPoint), "type WebPubSubClientOptions"];
  const files = [...examples].map((block, index) => {
    const used = names.filter((name) => new RegExp(`\\b${name.replace("type ", "")}\\b`).test(block));
    return [`example${index + 1}.mts`, `import { ${used.join(", ")} } from "web-pubsub-rest/2024-12-01";\n${block}`];
  });
  const surroundings = `${given}declare global {
    const endpoint: string, credential: { key: string }, error: unknown, options: any;
    const load: () => Promise<string>, save: (token: string | undefined) => Promise<void>;
  }`;
  const program = { ...Object.fromEntries(files), "given.d.mts": surroundings };
  expect(compile(program, { types: ["node"], isolatedModules: true })).toBe("");
});
