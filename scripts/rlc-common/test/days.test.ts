import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const script = fileURLToPath(new URL("days.ts", import.meta.url));

// Far to both sides of UTC, with clocks that were put forward at midnight, and one that left out a day.
const zones = ["UTC", "America/Los_Angeles", "America/Sao_Paulo", "Africa/Cairo", "Asia/Kolkata", "Pacific/Apia"];

test("a date from the beginning of a day, here or in UTC, is written as that day", () => {
  const args = ["--import", "tsx", script, ...zones];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  expect({ stdout, stderr }).toEqual({ stdout: `${zones.length * 7 * 365 * 2}\n`, stderr: "" });
}, 60_000);
