import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { compilePrograms } from "../../scripts/compilePrograms.js";

const programs = compilePrograms(fileURLToPath(new URL(".", import.meta.url)), ["main", "caller", "faultServer"]);
afterAll(() => programs.remove());

/** Runs a campaign in a process of its own, and returns what it wrote and how it ended. */
function run(...args: string[]): Promise<{ text: string; code: number | null }> {
  const child = spawn(process.execPath, [programs.fileOf("main"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  return new Promise((resolve) => child.once("close", (code) => resolve({ text, code })));
}

describe("calls to a server that breaks", () => {
  let campaign: Awaited<ReturnType<typeof run>>;
  // One run for all transports. Some seconds; a machine that is busy takes many times as long to start the processes.
  beforeAll(async () => {
    campaign = await run("--calls", "120", "--seed", "5");
  }, 240_000);

  test.each(["default", "undici", "fetch"])("end once, and truthfully: %s", (transport) => {
    expect(campaign.text).toMatch(new RegExp(`^${transport}: 120 calls in .*, 0 breaches$`, "m"));
    // It says what so few calls cannot show.
    expect(campaign.text).toContain(
      "Every call ended once, and truthfully; no listener, connection or process was left",
    );
    expect(campaign.text).toContain("Memory is judged from 500 calls on.");
    expect(campaign.text).not.toContain("nothing was left behind");
    expect(campaign.code).toBe(0);
  });
});

test("an option that means nothing is refused", async () => {
  const { text, code } = await run("--transport", "pigeon");
  expect(text).toContain("--transport must be one of default, undici, fetch.");
  expect(code).toBe(1);
}, 60_000);
