import type { ApiDocument } from "../apiDocument.js";

/** What a node of a document refers to, or the node itself. */
export function followReference<T extends object>(node: T, document: ApiDocument): T {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node;
  const target = node.$ref
    .replace(/^#\//, "")
    .split("/")
    // As RFC 6901, sections 4 and 6, writes the parts of a path.
    .map((part: string) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
  return followReference((target ?? {}) as T, document);
}
