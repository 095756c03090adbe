import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { showProgress } from "../../scripts/showProgress.js";

test("long work says that it goes on, and stops saying so", async () => {
  const lines: string[] = [];
  const result = await showProgress(
    () => wait(120, "done"),
    (line) => lines.push(line),
    20,
  );
  expect(result).toBe("done");
  expect(lines.length).toBeGreaterThan(0);
  expect(lines[0]).toMatch(/^ {2}still at work, for \d+ s now \.\.\.$/);
  const count = lines.length;
  await wait(60);
  expect(lines).toHaveLength(count);
});

test("short work and work that fails say nothing", async () => {
  const lines: string[] = [];
  await showProgress(
    async () => 1,
    (line) => lines.push(line),
    20,
  );
  await expect(
    showProgress(
      () => Promise.reject(new Error("no")),
      (line) => lines.push(line),
      20,
    ),
  ).rejects.toThrow("no");
  await wait(60);
  expect(lines).toEqual([]);
});
