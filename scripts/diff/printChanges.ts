import { operationIds, summarize } from "./changes.js";
import type { Change } from "./changes.js";

const width = 100;
/** How many operations are named before the rest is counted. */
const namedOperations = 4;

/**
 * Changes as lines of text.
 *
 * @param options - hasWire: false for what nobody sees on the wire
 */
export function formatChanges(
  title: string,
  changes: readonly Change[],
  { hasWire = true }: { hasWire?: boolean } = {},
): string {
  if (changes.length === 0) return `${title}\n\nNothing changed for callers.`;
  const breaks = hasWire ? "code may not compile (TypeScript), programs may fail (wire)" : "their code may not compile";
  const explanation = `fits: callers need no change; breaks: ${breaks}`;
  const lines = [title, "", explanation, "", `  TypeScript${hasWire ? "  wire" : ""}`];
  let group: string | undefined;
  for (const change of changes) {
    if (change.group !== group) lines.push("", change.group);
    group = change.group;
    lines.push(...formatChange(change, hasWire));
  }
  return [...lines, "", formatSummary(changes, hasWire)].join("\n");
}

/** The last line: how much of it breaks what. */
function formatSummary(changes: readonly Change[], hasWire: boolean) {
  const { changes: count, breakingForTypeScript, breakingOnTheWire } = summarize(changes);
  const noun = count === 1 ? "change" : "changes";
  if (breakingForTypeScript === 0 && breakingOnTheWire === 0) return `${count} ${noun}, none of them breaking.`;
  const wire = hasWire ? `, ${breakingOnTheWire} on the wire` : "";
  return `${count} ${noun}: ${breakingForTypeScript} breaking for TypeScript callers${wire}.`;
}

function formatChange({ group, subject, what, operations, typescript, wire }: Change, hasWire: boolean) {
  const columns = [typescript, ...(hasWire ? [wire] : [])].map((breaks) => (breaks ? "breaks" : "fits"));
  const marks = `  ${columns.map((column, index) => column.padEnd(index === 0 ? 12 : 8)).join("")}`;
  // The place of an operation stands for its id.
  const where = group === "Operations" && subject !== operationIds ? "" : formatOperations(operations);
  const text = `${subject}: ${what}${where && ` (${where})`}`;
  return wrap(text, width - marks.length).map((line, index) => (index === 0 ? marks : " ".repeat(marks.length)) + line);
}

function formatOperations(operations: readonly string[]) {
  const named = operations.length > namedOperations + 1 ? operations.slice(0, namedOperations) : operations;
  const rest = operations.length - named.length;
  return named.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** @returns lines no longer than that, unless a word is */
function wrap(text: string, columns: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
