import { breaks, ChangeList, operationIds } from "../changes.js";
import { compareParameters } from "./compareParameters.js";
import { compareRequestBodies } from "./compareRequestBodies.js";
import { compareResponses } from "./compareResponses.js";
import { compareTypes } from "./compareTypes.js";
import { pairOperations, shapeOf } from "./pairOperations.js";
import { readContract } from "./readContract.js";
import type { Operation } from "./readContract.js";
import type { Change, Finding } from "../changes.js";
import type { ApiDocument } from "../../apiDocument.js";

/**
 * Compares two Swagger 2.0 documents as their callers see them.
 *
 * @throws TypeError when a document cannot be read, with `<old>` or `<new>` in the message
 */
export function compareDocuments(oldDocument: ApiDocument, newDocument: ApiDocument): Change[] {
  const before = readNamed(oldDocument, "old");
  const after = readNamed(newDocument, "new");
  const contracts = { before, after };
  const changes = new ChangeList();
  for (const finding of compareAddresses(oldDocument, newDocument)) changes.add("Service", finding);

  const { pairs, added, removed } = pairOperations(before, after);
  for (const operation of removed)
    changes.add("Operations", { subject: placeOf(operation), what: "removed", ...breaks.both }, operation.id);
  for (const operation of added)
    changes.add("Operations", { subject: placeOf(operation), what: "added", ...breaks.nobody }, operation.id);
  for (const [id, finding] of compareGroups(pairs)) changes.add("Operations", finding, id);
  for (const [old, now] of pairs) {
    for (const finding of compareIdentities(old, now)) changes.add("Operations", finding, now.id);
    for (const finding of compareParameters(old, now, contracts)) changes.add("Parameters", finding, now.id);
    for (const finding of compareRequestBodies(old, now, contracts)) changes.add("Request bodies", finding, now.id);
    for (const finding of compareResponses(old, now, contracts)) changes.add("Responses", finding, now.id);
    for (const finding of comparePaging(old, now)) changes.add("Paging", finding, now.id);
  }
  compareTypes(before, after, changes);
  return changes.toArray();
}

function readNamed(document: ApiDocument, argument: "old" | "new") {
  try {
    return readContract(document);
  } catch (error) {
    const { message } = error as Error;
    throw new TypeError(`<${argument}>: the document could not be read. ${message}`, { cause: error });
  }
}

function compareAddresses(old: ApiDocument, now: ApiDocument): Finding[] {
  const findings: Finding[] = [];
  const [was, is] = [old.basePath ?? "/", now.basePath ?? "/"];
  if (was !== is) findings.push({ subject: "base path", what: `${is} now, was ${was}`, ...breaks.wire });
  for (const scheme of (old.schemes ?? []).filter((s: string) => now.schemes && !now.schemes.includes(s)))
    findings.push({ subject: "scheme", what: `${scheme} no longer`, ...breaks.wire });
  return findings;
}

/** Operations of which only the group in their id changed, in one line: no generated name shows it. */
function compareGroups(pairs: readonly (readonly [Operation, Operation])[]): [id: string, Finding][] {
  const regrouped = pairs.filter(([old, now]) => isRegrouped(old, now));
  const [was, is] = [0, 1].map((side) =>
    [...new Set(regrouped.map((pair) => groupOf(pair[side as 0 | 1]) || "none"))].sort().join(", "),
  );
  const finding = {
    subject: operationIds,
    what: `the group is ${is} now, was ${was}; generated names stay`,
    ...breaks.nobody,
  };
  return regrouped.map(([, now]) => [now.id, finding]);
}

/** What comes before the first `_` of an operation id. */
const groupOf = ({ id }: Operation) => (id.includes("_") ? id.slice(0, id.indexOf("_")) : "");

const isRegrouped = (old: Operation, now: Operation) =>
  old.id !== now.id &&
  old.typeName === now.typeName &&
  old.id.slice(old.id.indexOf("_") + 1) === now.id.slice(now.id.indexOf("_") + 1);

function compareIdentities(old: Operation, now: Operation): Finding[] {
  const subject = placeOf(now);
  const findings: Finding[] = [];
  if (placeOf(old) !== subject) {
    const sameWire = shapeOf(old) === shapeOf(now);
    findings.push({ subject, what: `was ${placeOf(old)}`, ...(sameWire ? breaks.typescript : breaks.both) });
  }
  // Without its group, which no generated name has unless it has to, the id may well be the same.
  const marks = old.typeName === now.typeName ? breaks.nobody : breaks.typescript;
  if (old.id !== now.id && !isRegrouped(old, now))
    findings.push({ subject, what: `the operation is called ${now.id} now, was ${old.id}`, ...marks });
  if (old.id === now.id && old.typeName !== now.typeName)
    findings.push({ subject, what: `generated names say ${now.typeName} now, was ${old.typeName}`, ...marks });
  if (old.deprecated !== now.deprecated)
    findings.push({ subject, what: now.deprecated ? "deprecated now" : "no longer deprecated", ...breaks.nobody });
  return findings;
}

function comparePaging({ paging: old }: Operation, { paging: now }: Operation): Finding[] {
  const subject = "pages";
  if (old === undefined && now === undefined) return [];
  if (old === undefined) return [{ subject, what: "the answer comes in pages now", ...breaks.nobody }];
  if (now === undefined) return [{ subject, what: "the answer does not come in pages any more", ...breaks.typescript }];
  const findings: Finding[] = [];
  if (old.items !== now.items)
    findings.push({ subject, what: `the items are in ${now.items} now, were in ${old.items}`, ...breaks.both });
  if (old.nextLink !== now.nextLink) {
    const [was, is] = [old, now].map(({ nextLink }) => nextLink ?? "nothing");
    findings.push({ subject, what: `${is} leads to the next page now, was ${was}`, ...breaks.wire });
  }
  return findings;
}

const placeOf = ({ method, path }: Operation) => `${method} ${path}`;
