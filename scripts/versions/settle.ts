import { operationsOf } from "../apiDocument.js";
import { referenceReader } from "../diff/documents/schema.js";
import type { ApiDocument } from "../apiDocument.js";
import type { ExplainedDirective } from "../autorest/directive.js";

/** What the client is called in every version, by the title of its document. */
const title = "WebPubSub";

const prefix = "#/definitions/";

/**
 * What a document of another origin says otherwise than the versions before it, although the service does the same: the
 * directives that keep the client as callers know it, each with its reason.
 *
 * @param document - of the version that is added
 * @param earlier - of the version before it, with its directives carried out
 */
export function settle(document: ApiDocument, earlier: ApiDocument): ExplainedDirective[] {
  return [
    ...settleTitle(document),
    ...settleHeads(document, earlier),
    ...settleErrors(document, earlier),
    ...settlePages(document, earlier),
  ];
}

function settleTitle(document: ApiDocument): ExplainedDirective[] {
  if (document.info?.title === title) return [];
  const reason = "The client has the same name in every version, and is named after the title of its document.";
  return [{ where: "$.info", transform: `$.title = ${JSON.stringify(title)}`, reason }];
}

/** TypeSpec gives every operation the same error; the answer to a HEAD request has no body (RFC 9110, section 9.3.2). */
function settleHeads(document: ApiDocument, earlier: ApiDocument): ExplainedDirective[] {
  const heads = (of: ApiDocument) =>
    Object.values(of.paths ?? {}).filter((item) => item.head?.responses?.default?.schema !== undefined);
  if (heads(document).length === 0 || heads(earlier).length > 0) return [];
  const reason =
    "The answer to a HEAD request has no body (RFC 9110, section 9.3.2), whatever its error is in other operations.";
  return [{ where: "$.paths.*.head.responses.default", transform: "delete $.schema", reason }];
}

/** The errors of Azure.Core are wrapped in `error`; this service sends the same without it. */
function settleErrors(document: ApiDocument, earlier: ApiDocument): ExplainedDirective[] {
  const known = errorOf(earlier);
  const given = errorOf(document);
  if (known === undefined || given === undefined || known === given) return [];
  const properties = (of: ApiDocument, name: string) => Object.keys(of.definitions?.[name]?.properties ?? {});
  const wrapped = document.definitions?.[given]?.properties?.error;
  if (!properties(earlier, known).includes("code") || wrapped === undefined) return [];
  const missing = [...reachable(earlier, known)].filter((name) => document.definitions?.[name] === undefined);
  const unused = [...reachable(document, given)].filter((name) => !isUsedOutside(document, name, given));
  const added = Object.fromEntries(missing.map((name) => [name, earlier.definitions?.[name]]));
  return [
    {
      where: "$.paths.*.*.responses.default.schema",
      transform: `if ($.$ref === "${prefix}${given}") $.$ref = "${prefix}${known}"`,
      reason:
        "The service sends the error by itself, as recorded traffic of every version shows; the operations of Azure.Core wrap it.",
    },
    {
      where: "$.definitions",
      transform: `for (const name of ${JSON.stringify(unused)}) delete $[name]; Object.assign($, ${JSON.stringify(added)});`,
      reason: "The error and what it holds, as in the version before.",
    },
  ];
}

/** The definition of the error that most operations answer with. */
function errorOf(document: ApiDocument): string | undefined {
  const counts = new Map<string, number>();
  for (const item of Object.values(document.paths ?? {}))
    for (const [, operation] of operationsOf(item)) {
      const reference = operation.responses?.default?.schema?.$ref;
      if (typeof reference === "string") counts.set(reference, (counts.get(reference) ?? 0) + 1);
    }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0].slice(prefix.length);
}

/** A definition and all that it refers to, by name. */
function reachable(document: ApiDocument, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, next = ""] of JSON.stringify(document.definitions?.[name] ?? {}).matchAll(/"#\/definitions\/([^"]+)"/g))
    reachable(document, next, found);
  return found;
}

/** Whether anything refers to a definition but an error and what that holds. */
function isUsedOutside(document: ApiDocument, name: string, error: string): boolean {
  const inside = reachable(document, error);
  const others = Object.entries(document.definitions ?? {}).filter(([other]) => !inside.has(other));
  return JSON.stringify(others).includes(`"${prefix}${name}"`);
}

/** A page of the same members has the same name. */
function settlePages(document: ApiDocument, earlier: ApiDocument): ExplainedDirective[] {
  const known = pagesOf(earlier);
  return [...pagesOf(document)].flatMap(([key, name]) => {
    const was = known.get(key);
    if (was === undefined || was === name || document.definitions?.[was] !== undefined) return [];
    const members = (of: ApiDocument, type: string) =>
      Object.keys(of.definitions?.[type]?.properties ?? {})
        .sort()
        .join();
    if (members(document, name) !== members(earlier, was)) return [];
    return [
      {
        where: `$.definitions["${name}"]`,
        transform: `$["x-ms-client-name"] = ${JSON.stringify(was)}`,
        reason: "What callers know by one name keeps it.",
      },
    ];
  });
}

/** The definitions that operations answer with in pages, by method and path. */
function pagesOf(document: ApiDocument): Map<string, string> {
  const read = referenceReader(document);
  const pages = new Map<string, string>();
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of operationsOf(item)) {
      const reference = operation["x-ms-pageable"] && read(operation.responses?.["200"])?.schema?.$ref;
      if (typeof reference === "string") pages.set(`${method} ${path}`, reference.slice(prefix.length));
    }
  return pages;
}
