/**
 * Runs the compiled scenarios against the running test server, one after the other, and prints a line of JSON for each
 * document: which of the server's scenarios have passed, which have not and why, and which nobody has tried. One has
 * passed when nothing failed on this side and the server counts it.
 *
 * node --import tsx runScenarios.ts <folder of the compiled scenarios> <endpoint>
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { readCoverage } from "./coverage.js";

/** What each file of scenarios/ exports. */
interface ScenarioFile {
  readonly document: string;
  /** Which of the server's scenarios are about the document. */
  readonly names: RegExp;
  /** By scenario: why it is not tried. */
  readonly outOfScope?: Readonly<Record<string, string>>;
  scenarios(endpoint: string): Record<string, () => Promise<unknown>>;
}

const [folder = "", endpoint = ""] = process.argv.slice(2);
let coverage = await readCoverage(endpoint);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".js") && name !== "support.js")) {
  const module: ScenarioFile = await import(pathToFileURL(path.join(folder, file)).href);
  const { document, names, outOfScope = {}, scenarios } = module;
  const passed: string[] = [];
  const failed: Record<string, string> = {};
  for (const [scenario, run] of Object.entries(scenarios(endpoint))) {
    const problem = await problemOf(scenario, run);
    if (problem === undefined) passed.push(scenario);
    else failed[scenario] = problem;
  }
  const untried = Object.keys(coverage).filter(
    (name) => names.test(name) && !(name in failed) && !(name in outOfScope) && !passed.includes(name),
  );
  console.log(JSON.stringify({ document, passed, failed, untried, outOfScope }));
}

/** What went wrong in a scenario. */
async function problemOf(scenario: string, run: () => Promise<unknown>): Promise<string | undefined> {
  const before = coverage[scenario] ?? 0;
  try {
    await run();
  } catch (error) {
    return String(error);
  } finally {
    coverage = await readCoverage(endpoint);
  }
  return (coverage[scenario] ?? 0) > before ? undefined : "The server does not count it.";
}
