import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compiledScenarios } from "./compileClients.js";

/** What became of the scenarios that the test server has for a document. */
export interface ScenarioResults {
  readonly document: string;
  readonly passed: readonly string[];
  /** By scenario: what went wrong. */
  readonly failed: Readonly<Record<string, string>>;
  /** Scenarios of the server that neither passed nor failed nor are out of scope. */
  readonly untried: readonly string[];
  /** By scenario: why. */
  readonly outOfScope: Readonly<Record<string, string>>;
}

/** Runs the compiled scenarios in a Node.js of their own, as a user's program would run. */
export async function runScenarios(endpoint: string): Promise<ScenarioResults[]> {
  const runner = fileURLToPath(new URL("runScenarios.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", runner, compiledScenarios, endpoint], {
    // From where tsx is found.
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The scenarios ended with exit code ${code}.`);
  return output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
