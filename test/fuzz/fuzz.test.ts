import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

const run = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", main, ...args], { encoding: "utf8" });

test("made-up input is refused by name, or arrives as it was given", () => {
  const { stdout, status } = run("--runs", "700", "--seed", "1");
  expect(stdout).toContain("All properties hold.");
  expect(stdout).not.toContain("does not hold");
  expect(status).toBe(0);
}, 120_000);

test("a name that no property has is refused", () => {
  const { stderr, status } = run("--only", "nothing", "--runs", "1");
  expect(stderr).toContain("--only knows none of nothing.");
  expect(status).toBe(1);
}, 60_000);
