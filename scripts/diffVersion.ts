/**
 * npm run diff-version -- <old> <new>: what changes for a caller between two API versions, or documents.
 * npm run diff-version -- --surface [<revision>]: what changed in the exported TypeScript since a git revision.
 * npm run diff-version -- --surface <old> <new>: what changes in it between two entry points.
 *
 * scripts/diff/README.md has the rules by which a change is breaking.
 */
import { parseArgs } from "node:util";
import { summarize } from "./diff/changes.js";
import { compareDocuments } from "./diff/documents/compareDocuments.js";
import { readComparedDocument } from "./diff/documents/readComparedDocument.js";
import { formatChanges } from "./diff/printChanges.js";
import { compareReports } from "./diff/surface/compareReports.js";
import { readReport, readReports, readReportsOf } from "./diff/surface/reports.js";
import type { Change } from "./diff/changes.js";

export interface Comparison {
  old: { name: string; version?: string };
  new: { name: string; version?: string };
  changes: Change[];
}

const usage = `Usage: npm run diff-version -- <old> <new> [--json]
         between API versions of autorest.md, or paths of Swagger 2.0 documents
       npm run diff-version -- --surface [<revision>] [--json]
         the exported TypeScript: its reports in test/api/ now, and in a git revision (HEAD)
       npm run diff-version -- --surface <old> <new> [--json]
         the exported TypeScript of two API versions

Exit code: 0 nothing breaks, 1 not compared, 2 breaks TypeScript callers, 4 breaks the wire, 6 both`;

const help = `${usage}

Each change fits or breaks, for each of two callers who go from the old one to the new one:

  TypeScript  code that compiles against the old client, when it imports the new one instead, may not compile any more
  wire        a program that is built already, when it sends the new api-version, may be refused, or not understand the answer

An exit code above 1 is thus an answer, which npm reports as an error all the same. Without npm's lines:
node scripts/bootstrap/run.mjs diffVersion <old> <new>. --json gives all that the text says, and names every operation.
scripts/diff/README.md has the rules.`;

/** Exit codes. The breaking ones add up; 1 is what a program that failed has anyway. */
const exitCodes = { fits: 0, notCompared: 1, breaksTypeScript: 2, breaksWire: 4 };

function exitCodeFor(changes: readonly Change[]) {
  const { breakingForTypeScript, breakingOnTheWire } = summarize(changes);
  return (
    (breakingForTypeScript > 0 ? exitCodes.breaksTypeScript : exitCodes.fits) +
    (breakingOnTheWire > 0 ? exitCodes.breaksWire : exitCodes.fits)
  );
}

function diffDocuments(names: string[]): Comparison {
  const [oldName, newName] = names;
  if (oldName === undefined || newName === undefined || names.length > 2)
    throw new TypeError(`Expected two documents, <old> and <new>; got ${names.length}.`);
  const old = readComparedDocument(oldName, "old");
  const now = readComparedDocument(newName, "new");
  return {
    old: { name: old.name, version: old.version },
    new: { name: now.name, version: now.version },
    changes: compareDocuments(old.document, now.document),
  };
}

async function diffSurfaces(names: string[]): Promise<Comparison> {
  const [first = "HEAD", second] = names;
  if (names.length > 2) throw new TypeError(`--surface: expected at most two arguments; got ${names.length}.`);
  const before = second === undefined ? readReportsOf(first) : readReport(first, "old");
  const after = second === undefined ? readReports() : readReport(second, "new");
  return { old: { name: first }, new: { name: second ?? "the working tree" }, changes: compareReports(before, after) };
}

export async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: "boolean" }, surface: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(help);
      return exitCodes.fits;
    } else {
      const comparison = values.surface ? await diffSurfaces(positionals) : diffDocuments(positionals);
      const { old, new: now, changes } = comparison;
      console.log(
        values.json
          ? JSON.stringify({ old, new: now, summary: summarize(changes), changes }, undefined, 2)
          : formatChanges(`${old.name} to ${now.name}`, changes, { hasWire: values.surface !== true }),
      );
      return exitCodeFor(changes);
    }
  } catch (error) {
    console.error(`Nothing was compared.\n\n${(error as Error).message}\n\n${usage}`);
    return exitCodes.notCompared;
  }
}
