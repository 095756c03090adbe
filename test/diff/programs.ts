import { pairOperations } from "../../scripts/diff/documents/pairOperations.js";
import { readContract } from "../../scripts/diff/documents/readContract.js";
import { describe } from "../../scripts/diff/documents/schema.js";
import type { Contract, Operation, Response } from "../../scripts/diff/documents/readContract.js";

/**
 * A program that uses all that a document promises, a function for each operation, each on a line of its own: it sets all
 * parameters, and then only those that have to be set, names all statuses that are no errors, and reads errors.
 *
 * @param contract - what the program is written for
 * @param specifier - what it imports
 */
export function programFor({ operations }: Contract, specifier: string): string {
  const lines = [`import * as api from "${specifier}"; declare const client: api.WebPubSubClient;`];
  for (const operation of operations.values()) lines.push(functionFor(operation));
  return `${lines.join("\n")}\n`;
}

/** The operation that a line of the program is for; nothing for its first line. */
export const operationOfLine = ({ operations }: Contract, line: number): Operation | undefined =>
  [...operations.values()][line - 2];

function functionFor({ typeName, path, parameters, body, responses }: Operation): string {
  const pathArguments = (path.match(/(?<=\{)[^}]+(?=\})/g) ?? []).map((name) =>
    JSON.stringify(parameters.get(`path ${name}`)?.enum?.[0] ?? "x"),
  );
  const query = [...parameters.values()].filter(({ in: place }) => place === "query");
  const content = body?.mediaTypes.includes("text/plain")
    ? `contentType: "text/plain", body: "x", `
    : body
      ? `body: { groups: ["x"], filter: "x" }, `
      : "";
  const callWith = (given: typeof query): string => {
    const values = given.map((parameter) => `${JSON.stringify(parameter.name)}: ${valueOf(parameter)}`);
    const options = `{ ${content}queryParameters: { ${values.join(", ")} } }`;
    return `api.build${typeName}Request(${[...pathArguments, options].join(", ")})`;
  };
  const statuses = [...responses].filter(([, { isError }]) => !isError).map(([status]) => status);
  return [
    `export async function use${typeName}(): Promise<unknown> {`,
    `${callWith(query.filter(({ required }) => required))};`,
    `const answer: api.${typeName}Response = await client.sendRequest(${callWith(query)});`,
    `if (api.isUnexpected(answer)) { ${readingOfError(typeName, responses.get("default"))} throw answer; }`,
    `const status: ${statuses.map((status) => JSON.stringify(status)).join(" | ")} = answer.status;`,
    ...statuses.map(
      (status) => `if (answer.status === "${status}") return answer as api.${typeName}${status}Response;`,
    ),
    "return status; }",
  ].join(" ");
}

function readingOfError(typeName: string, response: Response | undefined): string {
  const reading = [];
  if (response?.schema)
    reading.push(`const body: api.${describe(response.schema)}Output | undefined = answer.body; void body;`);
  for (const header of response?.headers.keys() ?? []) {
    const type = `api.${typeName}DefaultResponseHeaders["${header}"]`;
    reading.push(`const header: ${type} = answer.headers["${header}"]; void header;`);
  }
  return reading.join(" ");
}

function valueOf(parameter: any): string {
  if (parameter.type === "array") return `[${valueOf(parameter.items)}]`;
  if (parameter.type === "integer") return "1";
  return JSON.stringify(parameter.enum?.[0] ?? "x");
}

/** The operations of the old document that TypeScript callers have to do something about, by the changes of a comparison. */
export function brokenOperations(
  before: any,
  after: any,
  changes: readonly { operations: string[]; typescript: boolean }[],
) {
  const { pairs } = pairOperations(readContract(before), readContract(after));
  const oldIds = new Map(pairs.map(([old, now]) => [now.id, old.id]));
  const broken = changes.filter(({ typescript }) => typescript).flatMap(({ operations }) => operations);
  return [...new Set(broken.map((id) => oldIds.get(id) ?? id))].sort();
}
