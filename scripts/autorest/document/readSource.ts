import { readFileSync } from "node:fs";
import type { ApiDocument } from "../../apiDocument.js";
import { isMap, isNode, isScalar, isSeq } from "yaml";
import { parseYaml } from "./parseYaml.js";

/** A member of what may have none. */
const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Is given a value with the keys that lead to it, and the place of its key as `file:line:column`. */
type Visitor = (value: unknown, keys: readonly string[], place: string) => void;

/** An API document with its places. */
export interface SourceDocument {
  file: string;
  /** What stands in it; nothing is said of its form. */
  content: ApiDocument;
  /** Goes through all that stands in it. */
  visit(act: Visitor): void;
}

/**
 * Reads a document in JSON or YAML.
 *
 * @throws Error with the first thing that is wrong with its form, and the place
 */
export function readSource(file: string): SourceDocument {
  const { document, lines, error } = parseYaml(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (error !== undefined) throw new Error(`${error.message}\n  at ${placeOf(error.pos[0])}`);
  // The border: what follows looks for what it needs, and may find nothing.
  const content = (document.toJS({ maxAliasCount: -1 }) ?? {}) as ApiDocument;
  const visitNode = (node: unknown, value: unknown, keys: readonly string[], place: string, act: Visitor) => {
    act(value, keys, place);
    if (isMap(node)) {
      for (const { key, value: inner } of node.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        visitNode(inner, memberOf(value, name), [...keys, name], placeOf(key.range?.[0] ?? 0), act);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const start = isNode(item) ? (item.range?.[0] ?? 0) : 0;
        visitNode(item, memberOf(value, String(index)), [...keys, String(index)], placeOf(start), act);
      }
    }
  };
  return {
    file,
    content,
    visit: (act) => visitNode(document.contents, content, [], placeOf(0), act),
  };
}
