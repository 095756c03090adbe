/**
 * npm run diff-version -- <old> <new>: what changes for a caller between two API versions, or documents.
 * npm run diff-version -- --surface [<revision>]: what changed in the exported TypeScript since a git revision.
 * npm run diff-version -- --surface <old> <new>: what changes in it between two entry points.
 *
 * scripts/diff/README.md has the rules by which a change is breaking.
 */
import { parseArgs } from "node:util";
import { summarize } from "./diff/changes.mjs";
import { compareDocuments } from "./diff/documents/compareDocuments.mjs";
import { readDocument } from "./diff/documents/readDocument.mjs";
import { formatChanges } from "./diff/printChanges.mjs";

const usage = `Usage: npm run diff-version -- <old> <new> [--json]
         an API version of autorest.md, or the path of a Swagger 2.0 document

Exit code: 0 nothing breaks, 1 not compared, 2 breaks TypeScript callers, 4 breaks the wire, 6 both`;

/** Exit codes. The breaking ones add up; 1 is what a program that failed has anyway. */
const exitCodes = { fits: 0, notCompared: 1, breaksTypeScript: 2, breaksWire: 4 };

/** @param {readonly import("./diff/changes.mjs").Change[]} changes */
function exitCodeFor(changes) {
  const { breakingForTypeScript, breakingOnTheWire } = summarize(changes);
  return (
    (breakingForTypeScript > 0 ? exitCodes.breaksTypeScript : exitCodes.fits) +
    (breakingOnTheWire > 0 ? exitCodes.breaksWire : exitCodes.fits)
  );
}

/** @param {string[]} names */
function diffDocuments(names) {
  const [oldName, newName] = names;
  if (oldName === undefined || newName === undefined || names.length > 2)
    throw new TypeError(`Expected two documents, <old> and <new>; got ${names.length}.`);
  const old = readDocument(oldName, "old");
  const now = readDocument(newName, "new");
  return { title: `${old.name} to ${now.name}`, old, now, changes: compareDocuments(old.document, now.document) };
}

function readOptions() {
  const { values, positionals } = parseArgs({
    options: { json: { type: "boolean" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  return { ...values, positionals };
}

try {
  const { json, help, positionals } = readOptions();
  if (help) {
    console.log(usage);
  } else {
    const { title, old, now, changes } = diffDocuments(positionals);
    if (json) {
      const name = ({ name, version }) => ({ name, version });
      console.log(JSON.stringify({ old: name(old), new: name(now), summary: summarize(changes), changes }, undefined, 2));
    } else {
      console.log(formatChanges(title, changes));
    }
    process.exitCode = exitCodeFor(changes);
  }
} catch (error) {
  console.error(`Nothing was compared.\n\n${/** @type {Error} */ (error).message}\n\n${usage}`);
  process.exitCode = exitCodes.notCompared;
}
