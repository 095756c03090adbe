import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

test.each(["inMemory.example.test.ts"])("the README shows what is in %s, with the package for its source", (file) => {
  const code = read(file)
    .replaceAll("../src/index.js", "web-pubsub-local")
    .replaceAll("../src/msw/index.js", "web-pubsub-local/msw");
  expect(read("../README.md")).toContain(`\`\`\`ts\n${code}\`\`\``);
});
