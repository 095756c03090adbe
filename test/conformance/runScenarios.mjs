/**
 * Runs the compiled scenarios against the running test server, one after the other, and prints a line of JSON for each
 * document: which of the server's scenarios have passed, which have not and why, and which nobody has tried. One has
 * passed when nothing failed on this side and the server counts it.
 *
 * node runScenarios.mjs <folder of the compiled scenarios> <endpoint>
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { readCoverage } from "./coverage.mjs";

const [folder = "", endpoint = ""] = process.argv.slice(2);
let coverage = await readCoverage(endpoint);

for (const file of readdirSync(folder).filter((name) => name.endsWith(".js") && name !== "support.js")) {
  const { document, names, outOfScope = {}, scenarios } = await import(pathToFileURL(path.join(folder, file)).href);
  const passed = [];
  /** @type {Record<string, string>} */
  const failed = {};
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

/** @param {string} scenario @param {() => Promise<unknown>} run @returns {Promise<string | undefined>} */
async function problemOf(scenario, run) {
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
