import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const run = fileURLToPath(new URL("../../scripts/bootstrap/run.mjs", import.meta.url));

/** Runs what `npm test` runs, with Jest listing the tests instead of running them, which would run this one again. */
function runTests(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, "test", ...args, "--listTests"], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test.each([[["test/nope"]], [["test/nope", "-t", "a name"]], [["größer\u202e"]]])(
  "where no test file matches %j, npm test says so and stops before it checks anything",
  (args) => {
    expect(runTests(...args)).toEqual({
      status: 1,
      stdout: "",
      stderr: expect.stringMatching(/^\nNo test file matches .*\nAll of them: npm test; .*\n$/),
    });
  },
);

test("where some match, Jest goes on with them alone, of the tests of the generator too", () => {
  const { status, stdout } = runTests("--generator", "test/diff/surface");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Checking types\n/);
  const files = stdout.split("\n").filter((line) => line.endsWith(".test.ts"));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !/[\\/]test[\\/]diff[\\/]surface[\\/]/.test(file))).toEqual([]);
}, 60_000);
