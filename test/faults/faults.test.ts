import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

/** Runs a campaign in a process of its own, and returns what it wrote and how it ended. */
function run(...args: string[]): Promise<{ text: string; code: number | null }> {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  return new Promise((resolve) => child.once("close", (code) => resolve({ text, code })));
}

// Some seconds each; a machine that is busy takes many times as long to start the processes.
test.each(["default", "undici", "fetch"])(
  "calls to a server that breaks end once, and truthfully: %s",
  async (transport) => {
    const { text, code } = await run("--calls", "120", "--seed", "5", "--transport", transport);
    expect(text).toContain("Every call ended once, and truthfully; nothing was left behind.");
    expect(text).toMatch(new RegExp(`${transport}: 120 calls in .*, 0 breaches`));
    expect(code).toBe(0);
  },
  240_000,
);

test("an option that means nothing is refused", async () => {
  const { text, code } = await run("--transport", "pigeon");
  expect(text).toContain("--transport must be one of default, undici, fetch.");
  expect(code).toBe(1);
}, 60_000);
