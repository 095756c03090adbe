import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

test("the README of the local service begins with this program", () => {
  expect(read("../local-service/README.md")).toContain(`\`\`\`js\n${read("program.example.mjs")}\`\`\``);
});

test("the program prints what was sent, and ends soon", async () => {
  const program = fileURLToPath(new URL("program.example.mjs", import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env, timeout: 15_000 });
  expect(stdout).toBe("{ text: 'hello' }\n");
}, 20_000);
