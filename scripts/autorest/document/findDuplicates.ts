import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { readSource } from "./readSource.js";
import type { SourceDocument } from "./readSource.js";

/** A schema under its name in one of the files. */
interface NamedSchema {
  name: string;
  place: string;
  value: unknown;
  /** What it refers to, as `file#name`. */
  references: string[];
}

/** What says nothing of the values that a schema stands for. */
const words = new Set(["description", "title", "example", "x-ms-examples", "externalDocs"]);

/**
 * Looks for schemas that a document and the files it refers to define under one name and in several ways. AutoRest gives
 * objects two names then, and puts the values of enums together; what is the same in both is one schema.
 *
 * @returns a warning for each name, with the places
 */
export function findDuplicates(source: SourceDocument): string[] {
  const byName = new Map<string, NamedSchema[]>();
  for (const schema of readReached(source)) byName.set(schema.name, [...(byName.get(schema.name) ?? []), schema]);
  return [...byName.values()]
    .filter((schemas) => new Set(schemas.map(({ value }) => contentOf(value))).size > 1)
    .map((schemas) => {
      const isEnum = schemas.every(({ value }) => Array.isArray((value as { enum?: unknown } | null)?.enum));
      const done = isEnum ? "a client takes the values of all" : "all but one go by another name in a client";
      const places = schemas.map(({ place }) => `\n  at ${place}`).join("");
      return `The schema ${schemas[0]?.name} is defined in ${schemas.length} ways: ${done}.${places}`;
    });
}

/** The schemas of the document itself, and those of other files that it needs. */
function readReached(source: SourceDocument): NamedSchema[] {
  const files = new Map<string, Map<string, NamedSchema>>();
  const main = readSchemas(source);
  files.set(source.file, main.schemas);
  const reached = new Set(main.schemas.values());
  const waiting = [...main.references, ...[...reached].flatMap(({ references }) => references)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [file = "", name = ""] = next.split("#");
    if (!files.has(file)) files.set(file, isFile(file) ? readSchemas(readSource(file)).schemas : new Map());
    const schema = files.get(file)?.get(name);
    if (schema === undefined || reached.has(schema)) continue;
    reached.add(schema);
    waiting.push(...schema.references);
  }
  return [...reached];
}

/** The named schemas of a file, and what the rest of it refers to. */
function readSchemas(source: SourceDocument) {
  const schemas = new Map<string, NamedSchema>();
  const references: string[] = [];
  source.visit((value, keys, place) => {
    const depth = depthOfName(keys);
    const name = keys[depth];
    if (name !== undefined && keys.length === depth + 1) schemas.set(name, { name, place, value, references: [] });
    if (keys.at(-1) !== "$ref" || typeof value !== "string") return;
    const [file = "", pointer = ""] = value.split("#");
    const target = `${file === "" ? source.file : path.resolve(path.dirname(source.file), file)}#${lastPart(pointer)}`;
    (schemas.get(name ?? "")?.references ?? references).push(target);
  });
  return { schemas, references };
}

/** Which of the keys is the name of a schema, if one is. */
function depthOfName([first, second]: readonly string[]) {
  if (first === "definitions") return 1;
  return first === "components" && second === "schemas" ? 2 : Number.POSITIVE_INFINITY;
}

/** References are told apart by the names that they end in: those are compared by themselves. */
const lastPart = (pointer: string) => pointer.split("/").at(-1) ?? "";

/** What counts of a schema, as a text. */
function contentOf(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (words.has(key) && typeof inner !== "object") return undefined;
    if (key === "$ref" && typeof inner === "string") return lastPart(inner);
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const isFile = (file: string) => existsSync(file) && statSync(file).isFile();
