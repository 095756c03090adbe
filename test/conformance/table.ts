import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RenderedDocument } from "./renderDocuments.js";
import type { ScenarioResults } from "./scenarioResults.js";
import { operationsOf } from "./testServer.js";

const readme = fileURLToPath(new URL("../../scripts/rlc-common/README.md", import.meta.url));
const [begin, end] = ["<!-- conformance: begin -->", "<!-- conformance: end -->"];

/** The conformance table as Markdown: a row for each document. */
export function conformanceTable(
  documents: readonly RenderedDocument[],
  errors: ReadonlyMap<string, readonly string[]>,
  results: readonly ScenarioResults[],
): string {
  const rows = documents.map((document) => {
    const scenarios = results.find((result) => result.document === document.name);
    return [document.name, generated(document), errors.has(document.name) ? "no" : "yes", passed(scenarios)];
  });
  const totals = [
    `${documents.length} documents`,
    `${rows.filter(([, how]) => how === "yes").length} whole`,
    `${rows.filter(([, , how]) => how === "yes").length}`,
    `${sum(results, (r) => r.passed.length)} of ${sum(results, all)}`,
  ];
  return [["document", "generated", "compiled", "scenarios passed"], ["---", "---", "---", "---"], ...rows, totals]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function generated({ name, omitted }: RenderedDocument): string {
  if (omitted.length === 0) return "yes";
  const count = operationsOf(name).length;
  return omitted.length === count ? "no operation" : `without ${omitted.length} of ${count} operations`;
}

const passed = (results: ScenarioResults | undefined): string =>
  results === undefined ? "" : `${results.passed.length} of ${all(results)}`;

/** How many scenarios the server has for a document. */
const all = ({ passed: good, failed, untried, outOfScope }: ScenarioResults): number =>
  good.length + Object.keys(failed).length + untried.length + Object.keys(outOfScope).length;

const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
  items.reduce((total, item) => total + count(item), 0);

/** The table in the README of the renderer. */
export function readTable(): string {
  const text = readFileSync(readme, "utf8");
  return text.slice(text.indexOf(begin) + begin.length, text.indexOf(end)).trim();
}

/** Puts a table into the README of the renderer. */
export function writeTable(table: string): void {
  const text = readFileSync(readme, "utf8");
  const [before, after] = [text.slice(0, text.indexOf(begin)), text.slice(text.indexOf(end))];
  writeFileSync(readme, `${before}${begin}\n\n${table}\n\n${after}`);
}
