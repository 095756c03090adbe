import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "@jest/globals";
import { compilePrograms } from "../../scripts/compilePrograms.js";

const programs = compilePrograms(fileURLToPath(new URL(".", import.meta.url)), ["main", "fuzzer"]);
afterAll(() => programs.remove());

const run = (...args: string[]) =>
  spawnSync(process.execPath, [programs.fileOf("main"), ...args], { encoding: "utf8" });

test("made-up input is refused by name, or arrives as it was given", () => {
  const { stdout, status } = run("--runs", "2100", "--seed", "1");
  expect(stdout).toContain("All properties hold.");
  expect(stdout).not.toContain("does not hold");
  expect(status).toBe(0);
}, 120_000);

test.each(["nothing", "odata,nothing"])(
  "a name that no property has is refused, whatever stands beside it: %s",
  (only) => {
    const { stdout, stderr, status } = run("--only", only, "--runs", "1");
    expect(stderr).toContain('--only does not know "nothing".');
    expect([stdout, status]).toEqual([expect.stringMatching(/^default: 1 inputs with seed \d+\n$/), 1]);
  },
  60_000,
);
