import { operationsOf } from "../../apiDocument.js";
import type { ApiDocument } from "../../apiDocument.js";
import { referenceReader } from "./schema.js";

const prefix = "#/definitions/";

/**
 * A document as generated code sees it: definitions go by the name that `x-ms-client-name` gives them, and the property that
 * leads to the next page is an address, whether or not its format says so.
 *
 * @param source - is not changed
 */
export function withClientNames(source: ApiDocument): ApiDocument {
  const document = structuredClone(source);
  const names = new Map<string, string>();
  for (const [name, schema] of Object.entries(document.definitions ?? {})) {
    const clientName = schema?.["x-ms-client-name"];
    if (typeof clientName === "string" && !(clientName in (document.definitions ?? {}))) names.set(name, clientName);
  }
  if (names.size > 0) rename(document, names);
  markNextLinks(document);
  return document;
}

function rename(document: ApiDocument, names: ReadonlyMap<string, string>) {
  const renamed = Object.entries(document.definitions ?? {}).map(([name, schema]) => [names.get(name) ?? name, schema]);
  document.definitions = Object.fromEntries(renamed);
  visit(document, (node) => {
    if (typeof node["$ref"] !== "string" || !node["$ref"].startsWith(prefix)) return;
    const name = names.get(node["$ref"].slice(prefix.length));
    if (name !== undefined) node["$ref"] = prefix + name;
  });
}

function markNextLinks(document: ApiDocument) {
  const read = referenceReader(document);
  for (const item of Object.values(document.paths ?? {})) {
    for (const [, operation] of operationsOf(item ?? {})) {
      const nextLink = operation["x-ms-pageable"]?.nextLinkName;
      if (typeof nextLink !== "string") continue;
      for (const response of Object.values(operation.responses ?? {})) {
        const property = read(read(response)?.schema)?.properties?.[nextLink];
        if (property?.format === "uri") delete property.format;
      }
    }
  }
}

function visit(node: unknown, act: (node: Record<string, unknown>) => void) {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) act(node as Record<string, unknown>);
  for (const value of Object.values(node)) visit(value, act);
}
