import { breaks, ChangeList } from "../changes.mjs";
import { compareParameters } from "./compareParameters.mjs";
import { compareRequestBodies } from "./compareRequestBodies.mjs";
import { compareResponses } from "./compareResponses.mjs";
import { compareTypes } from "./compareTypes.mjs";
import { pairOperations, shapeOf } from "./pairOperations.mjs";
import { readContract } from "./readContract.mjs";

/** @typedef {import("./readContract.mjs").Contract} Contract */
/** @typedef {import("./readContract.mjs").Operation} Operation */
/** @typedef {import("../changes.mjs").Finding} Finding */

/**
 * Compares two Swagger 2.0 documents as their callers see them.
 *
 * @param {any} oldDocument @param {any} newDocument
 * @returns {import("../changes.mjs").Change[]}
 * @throws {TypeError} when a document cannot be read, with `<old>` or `<new>` in the message
 */
export function compareDocuments(oldDocument, newDocument) {
  const before = readNamed(oldDocument, "old");
  const after = readNamed(newDocument, "new");
  const changes = new ChangeList();
  for (const finding of compareAddresses(oldDocument, newDocument)) changes.add("Service", finding);

  const { pairs, added, removed } = pairOperations(before, after);
  for (const operation of removed)
    changes.add("Operations", { subject: placeOf(operation), what: "removed", ...breaks.both }, operation.id);
  for (const operation of added)
    changes.add("Operations", { subject: placeOf(operation), what: "added", ...breaks.nobody }, operation.id);
  for (const [old, now] of pairs) {
    for (const finding of compareIdentities(old, now)) changes.add("Operations", finding, now.id);
    for (const finding of compareParameters(old, now, before, after)) changes.add("Parameters", finding, now.id);
    for (const finding of compareRequestBodies(old, now, before, after)) changes.add("Request bodies", finding, now.id);
    for (const finding of compareResponses(old, now, before, after)) changes.add("Responses", finding, now.id);
    for (const finding of comparePaging(old, now)) changes.add("Paging", finding, now.id);
  }
  compareTypes(before, after, changes);
  return changes.toArray();
}

/** @param {any} document @param {"old" | "new"} argument */
function readNamed(document, argument) {
  try {
    return readContract(document);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new TypeError(`<${argument}>: the document could not be read. ${message}`, { cause: error });
  }
}

/** @param {any} old @param {any} now @returns {Finding[]} */
function compareAddresses(old, now) {
  /** @type {Finding[]} */
  const findings = [];
  const [was, is] = [old.basePath ?? "/", now.basePath ?? "/"];
  if (was !== is) findings.push({ subject: "base path", what: `${is} now, was ${was}`, ...breaks.wire });
  for (const scheme of (old.schemes ?? []).filter((/** @type {string} */ s) => now.schemes && !now.schemes.includes(s)))
    findings.push({ subject: "scheme", what: `${scheme} no longer`, ...breaks.wire });
  return findings;
}

/** @param {Operation} old @param {Operation} now @returns {Finding[]} */
function compareIdentities(old, now) {
  const subject = placeOf(now);
  /** @type {Finding[]} */
  const findings = [];
  if (placeOf(old) !== subject) {
    const sameWire = shapeOf(old) === shapeOf(now);
    findings.push({ subject, what: `was ${placeOf(old)}`, ...(sameWire ? breaks.typescript : breaks.both) });
  }
  // Without its group, which no generated name has unless it has to, the id may well be the same.
  const marks = old.typeName === now.typeName ? breaks.nobody : breaks.typescript;
  if (old.id !== now.id)
    findings.push({ subject, what: `the operation is called ${now.id} now, was ${old.id}`, ...marks });
  else if (old.typeName !== now.typeName)
    findings.push({ subject, what: `generated names say ${now.typeName} now, was ${old.typeName}`, ...marks });
  if (old.deprecated !== now.deprecated)
    findings.push({ subject, what: now.deprecated ? "deprecated now" : "no longer deprecated", ...breaks.nobody });
  return findings;
}

/** @param {Operation} old @param {Operation} now @returns {Finding[]} */
function comparePaging({ paging: old }, { paging: now }) {
  const subject = "pages";
  if (old === undefined && now === undefined) return [];
  if (old === undefined) return [{ subject, what: "the answer comes in pages now", ...breaks.nobody }];
  if (now === undefined) return [{ subject, what: "the answer does not come in pages any more", ...breaks.typescript }];
  /** @type {Finding[]} */
  const findings = [];
  if (old.items !== now.items)
    findings.push({ subject, what: `the items are in ${now.items} now, were in ${old.items}`, ...breaks.both });
  if (old.nextLink !== now.nextLink) {
    const [was, is] = [old, now].map(({ nextLink }) => nextLink ?? "nothing");
    findings.push({ subject, what: `${is} leads to the next page now, was ${was}`, ...breaks.wire });
  }
  return findings;
}

/** @param {Operation} operation */
const placeOf = ({ method, path }) => `${method} ${path}`;
