import { apiMethods } from "../../apiDocument.js";
import type { ApiDocument, ApiOperation } from "../../apiDocument.js";
import type { SourceDocument } from "./readSource.js";

/** Names that every JavaScript object has already, which AutoRest stumbles over. */
const taken = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What holds examples and values, which may be anything. */
const values = new Set(["default", "enum", "example", "examples", "x-ms-examples"]);

/**
 * Looks in a document for what AutoRest refuses without saying what, or where.
 *
 * @returns what has to be mended, each with its place on a line of its own
 */
export function checkDocument(source: SourceDocument): string[] {
  const { content } = source;
  const problems = checkVersion(content, source.file);
  if (problems.length > 0) return problems;
  const add = (place: string, problem: string) => problems.push(`${problem}\n  at ${place}`);
  const operations = new Map<string, string>();
  source.visit((value, keys, place) => {
    const name = keys.at(-1) ?? "";
    const holder = keys.at(-2) ?? "";
    if (keys.some((key, index) => values.has(key) && keys[index - 1] !== "properties")) return;
    if (taken.has(name))
      add(
        place,
        `AutoRest cannot read ${kindOf(holder)} ${name}: every JavaScript object has a member of that name. Take it out of the document, or give it another name.`,
      );
    if (name === "type" && Array.isArray(value) && holder !== "properties") add(place, adviceForTypes(value, content));
    if (name === "operationId" && isOperation(keys)) {
      const id = String(value);
      const first = operations.get(id);
      if (first !== undefined)
        add(`${place}\n  at ${first}`, `Two operations have the operationId ${id}. Give one of them another.`);
      operations.set(id, place);
      if (id.split("_").some((part) => taken.has(part)))
        add(
          place,
          `AutoRest cannot read the operationId ${id}: every JavaScript object has a member of that name. Give the operation another one.`,
        );
    }
    if (isOperation([...keys, "operationId"]) && lacksProduces(value as ApiOperation, content))
      add(
        place,
        `${nameOf(value as ApiOperation, keys)} answers with a body, and nothing says of which type. Add "produces": ["application/json"] to it, or to the document.`,
      );
  });
  return problems;
}

function checkVersion(content: ApiDocument, file: string): string[] {
  const version = content.swagger ?? content.openapi;
  if (content.swagger === "2.0" || String(content.openapi).startsWith("3.0.")) return [];
  const found = version === undefined ? 'It has neither "swagger" nor "openapi".' : `It is ${version}.`;
  return [`A Swagger 2.0 or OpenAPI 3.0 document is needed. ${found}\n  at ${file}`];
}

/** Whether keys lead to the id of an operation. */
const isOperation = (keys: readonly string[]) =>
  keys.length === 4 &&
  /^(x-ms-)?paths$/.test(keys[0] ?? "") &&
  apiMethods.some((method) => method === keys[2]) &&
  keys[3] === "operationId";

const nameOf = (operation: ApiOperation | undefined, [, path = "", method = ""]: readonly string[]) =>
  operation?.operationId ?? `${method.toUpperCase()} ${path}`;

const kindOf = (holder: string) =>
  ({ properties: "the property", headers: "the header", definitions: "the schema", schemas: "the schema" })[holder] ??
  "the name";

function adviceForTypes(types: readonly unknown[], { swagger }: ApiDocument) {
  const [type, ...others] = types.filter((name) => name !== "null");
  const given = `"type": ${JSON.stringify(types)}`;
  if (others.length > 0 || type === undefined || types.length === 1)
    return `${given}: a schema has one type in ${swagger ? "Swagger 2.0" : "OpenAPI 3.0"}. Name one, or leave "type" out for any value.`;
  return `${given}: say "type": ${JSON.stringify(type)} and ${swagger ? '"x-nullable"' : '"nullable"'}: true.`;
}

/** Whether an operation of Swagger 2.0 answers with a body of no known type. */
function lacksProduces(operation: ApiOperation | undefined, { swagger, produces }: ApiDocument) {
  if (swagger === undefined || produces !== undefined || operation?.produces !== undefined) return false;
  return Object.values(operation?.responses ?? {}).some((response) => response?.schema !== undefined);
}
