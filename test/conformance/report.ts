import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RenderedDocument } from "./renderDocuments.js";
import type { ScenarioResults } from "./scenarioResults.js";
import { operationsOf } from "./testServer.js";

const readme = fileURLToPath(new URL("../../scripts/rlc-common/README.md", import.meta.url));
const [begin, end] = ["<!-- conformance: begin -->", "<!-- conformance: end -->"];

/** Scenarios of documents whose scenarios are not run. */
export interface NotDriven {
  readonly names: RegExp;
  /** Which documents these are, in words. */
  readonly of: string;
  readonly why: string;
}

/**
 * What was measured, as Markdown: a row for each document, one for each scenario that is out of scope, and one for each group
 * of scenarios that are not run.
 */
export function conformanceReport(
  documents: readonly RenderedDocument[],
  errors: ReadonlyMap<string, readonly string[]>,
  results: readonly ScenarioResults[],
  notDriven: readonly (NotDriven & { readonly count: number })[],
): string {
  const rows = documents.map((document) => {
    const scenarios = results.find((result) => result.document === document.name);
    return [document.name, generated(document), errors.has(document.name) ? "no" : "yes", passed(scenarios)];
  });
  const totals = [
    `${documents.length} documents`,
    `${rows.filter(([, how]) => how === "yes").length} as a whole`,
    `${rows.filter(([, , compiled]) => compiled === "yes").length}`,
    `${sum(results, (result) => result.passed.length)} of ${sum(results, all)}`,
  ];
  const outOfScope = results.flatMap((result) =>
    Object.entries(result.outOfScope).map(([name, why]) => [name, result.document, why]),
  );
  return [
    toTable(["document", "generated", "compiled", "scenarios passed"], [...rows, totals]),
    toTable(["scenario out of scope", "document", "why"], outOfScope),
    toTable(
      ["scenarios that are not run", "of", "why"],
      notDriven.map(({ count, of, why }) => [String(count), of, why]),
    ),
  ].join("\n\n");
}

const toTable = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function generated({ name, omitted, refusals }: RenderedDocument): string {
  if (refusals.length === 0) return "yes";
  const count = operationsOf(name).length;
  const part = omitted.length === count ? "nothing" : `all but ${omitted.length} of ${count} operations`;
  return `${part}: ${Object.keys(countReasons(refusals)).join(", ")}`;
}

/** How often each reason is given in the renderer's refusals, such as `a long-running operation`. */
export function countReasons(refusals: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of refusals) {
    const reason = /: (.+) cannot be rendered\./.exec(line)?.[1] ?? line;
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

const passed = (results: ScenarioResults | undefined): string =>
  results === undefined ? "" : `${results.passed.length} of ${all(results)}`;

/** How many scenarios the server has for a document. */
const all = ({ passed: good, failed, untried, outOfScope }: ScenarioResults): number =>
  good.length + Object.keys(failed).length + untried.length + Object.keys(outOfScope).length;

const sum = <T>(items: readonly T[], count: (item: T) => number): number =>
  items.reduce((total, item) => total + count(item), 0);

/** What the README of the renderer says. */
export function readReport(): string {
  const text = readFileSync(readme, "utf8");
  return text.slice(text.indexOf(begin) + begin.length, text.indexOf(end)).trim();
}

/** Lets the README of the renderer say it. */
export function writeReport(report: string): void {
  const text = readFileSync(readme, "utf8");
  const [before, after] = [text.slice(0, text.indexOf(begin)), text.slice(text.indexOf(end))];
  writeFileSync(readme, `${before}${begin}\n\n${report}\n\n${after}`);
}
