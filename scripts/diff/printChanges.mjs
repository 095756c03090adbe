import { summarize } from "./changes.mjs";

/** @typedef {import("./changes.mjs").Change} Change */

const width = 100;
/** Columns of the marks. */
const marks = "  TypeScript  wire    ".length;
/** How many operations are named before the rest is counted. */
const namedOperations = 4;

/**
 * Changes as lines of text.
 *
 * @param {string} title @param {readonly Change[]} changes
 * @returns {string}
 */
export function formatChanges(title, changes) {
  const lines = changes.length === 0 ? [title] : [title, "", "  TypeScript  wire"];
  /** @type {string | undefined} */
  let group;
  for (const change of changes) {
    if (change.group !== group) {
      group = change.group;
      lines.push("", group);
    }
    lines.push(...formatChange(change));
  }
  return [...lines, "", formatSummary(changes)].join("\n");
}

/** The last line: how much of it breaks what. @param {readonly Change[]} changes */
export function formatSummary(changes) {
  const { changes: count, breakingForTypeScript, breakingOnTheWire } = summarize(changes);
  if (count === 0) return "Nothing changed for callers.";
  const noun = count === 1 ? "change" : "changes";
  if (breakingForTypeScript === 0 && breakingOnTheWire === 0) return `${count} ${noun}, none of them breaking.`;
  return `${count} ${noun}: ${breakingForTypeScript} breaking for TypeScript callers, ${breakingOnTheWire} on the wire.`;
}

/** @param {Change} change */
function formatChange({ group, subject, what, operations, typescript, wire }) {
  const mark = `  ${(typescript ? "breaks" : "fits").padEnd(12)}${(wire ? "breaks" : "fits").padEnd(8)}`;
  const text = `${subject}: ${what}`;
  const where = group === "Operations" ? "" : formatOperations(operations);
  return wrap(where ? `${text} (${where})` : text).map((line, index) => (index === 0 ? mark : " ".repeat(marks)) + line);
}

/** @param {readonly string[]} operations */
function formatOperations(operations) {
  const named = operations.length > namedOperations + 1 ? operations.slice(0, namedOperations) : operations;
  const rest = operations.length - named.length;
  return named.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** @param {string} text */
function wrap(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && marks + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
