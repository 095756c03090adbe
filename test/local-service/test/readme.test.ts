import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

test.each([
  ["js", "program.example.mjs"],
  ["ts", "entraClient.ts"],
  ["ts", "inMemory.example.test.ts"],
])("the README shows as %s what is in %s, with the package for its source", (language, file) => {
  const code = read(file)
    .replaceAll("../src/index.js", "web-pubsub-local")
    .replaceAll("../src/msw/index.js", "web-pubsub-local/msw");
  expect(read("../README.md")).toContain(`\`\`\`${language}\n${code}\`\`\``);
});

test("the program of the README prints what was sent, and ends soon", async () => {
  const program = fileURLToPath(new URL("program.example.mjs", import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env, timeout: 15_000 });
  expect(stdout).toBe("{ text: 'hello' }\n");
}, 20_000);
