import { isObject, known } from "./codeModel.js";
import type { Schema } from "./codeModel.js";
import { isLong } from "./typeText.js";

/**
 * The names of the properties in which values of some schemas have integers of 64 bits, at any depth; an empty name is for
 * the value itself. The items of a list, and what a map holds, go by the name of the list or the map.
 */
export function readLongs(schemas: readonly (Schema | undefined)[]): string[] | undefined {
  const names = new Set<string>();
  const seen = new Map<Schema, Set<string>>();
  const visit = (schema: Schema, name: string): void => {
    const visited = seen.get(schema) ?? new Set();
    if (visited.has(name)) return;
    seen.set(schema, visited.add(name));
    const kind = known(schema);
    if (isLong(kind)) names.add(name);
    if (kind.type === "array" || kind.type === "dictionary") visit(kind.elementType, name);
    if (!isObject(kind)) return;
    for (const relative of [...(kind.parents?.all ?? []), ...(kind.children?.all ?? [])]) visit(relative, name);
    for (const property of kind.properties ?? []) visit(property.schema, property.serializedName);
  };
  for (const schema of schemas) {
    if (schema !== undefined) visit(schema, "");
  }
  return names.size === 0 ? undefined : [...names].sort();
}
