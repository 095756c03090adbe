import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { writeBoolean, writeInteger, writeText } from "../../generated/runtime/writeValue.js";
import type { Operation, Parameter } from "../../generated/runtime/operation.js";
import { contractOfDocument } from "../../scripts/versions/contractOfDocument.js";
import type { Contract, ContractOperation } from "../../scripts/versions/contractOfDocument.js";

const folder = new URL("./contracts/", import.meta.url);
const readJson = (url: URL) => JSON.parse(readFileSync(url, "utf8"));

test("each document has a contract", () => {
  expect(readdirSync(folder)).toEqual(
    readdirSync(new URL("../../swagger/", import.meta.url)).filter((file) => file.endsWith(".json")),
  );
});

describe.each(readdirSync(folder).map((file) => file.replace(".json", "")))("API version %s", (version) => {
  const contract: Contract = readJson(new URL(`${version}.json`, folder));
  const text = readJson(new URL(`../../swagger/${version}.json`, import.meta.url));
  const document = contractOfDocument(text);
  const keys = Object.keys(contract.operations);

  test(`the document has the ${keys.length} operations of the contract and no others`, () => {
    expect(Object.keys(document.operations).sort()).toEqual([...keys].sort());
  });

  test.each(keys)("the document agrees with the contract on %s", (key) => {
    expect(document.operations[key]).toEqual(contract.operations[key]);
  });

  test.each(keys)("the generated client agrees with the contract on %s", async (key) => {
    const operations: Record<string, Operation> = await import(`../../generated/${version}/operations.js`);
    const [method, path] = key.split(" ");
    const generated = Object.values(operations).find(
      (operation) => operation.method === method && operation.path === path,
    );
    expect(generated && contractOfGenerated(generated)).toEqual(
      contractForCallers(contract.operations[key] as ContractOperation, version, findOpenEnums(text)),
    );
  });

  test("the generated client has no other operations", async () => {
    expect(Object.keys(await import(`../../generated/${version}/operations.js`))).toHaveLength(keys.length);
  });
});

/** The parameters whose enum the client leaves open, because later versions of the service may know more values. */
function findOpenEnums(node: any): string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = node.in !== undefined && node["x-ms-enum"]?.modelAsString === true ? [node.name] : [];
  return [...own, ...Object.values(node).flatMap(findOpenEnums)];
}

function contractOfGenerated({ pathParameters, queryParameters, body, expected, paging }: Operation) {
  const read = (place: string) => (parameter: Parameter) => ({
    in: place,
    name: parameter.name,
    write: parameter.write,
    oneOf: parameter.oneOf,
    list: parameter.list,
    sent: parameter.default,
    minimum: parameter.minimum,
    maximum: parameter.maximum,
  });
  return {
    parameters: [...pathParameters.map(read("path")), ...queryParameters.map(read("query"))].sort(byPlace),
    consumes: body && Object.keys(body.contentTypes).sort(),
    bodyRequired: body?.required,
    expected: [...expected].sort(),
    nextLink: paging?.nextLink,
  };
}

/** What writes the types of these contracts. */
const writers = { boolean: writeBoolean, integer: writeInteger, string: writeText };

/** What the client has to know of an operation's contract. */
function contractForCallers(
  { parameters, consumes, body, responses, pageable }: ContractOperation,
  version: string,
  openEnums: string[],
) {
  return {
    parameters: parameters
      .map((parameter) => ({
        in: parameter.in,
        name: parameter.name,
        write: writers[(parameter.items ?? parameter.type) as keyof typeof writers],
        oneOf: openEnums.includes(parameter.name) ? undefined : parameter.enum,
        list: parameter.collectionFormat === "multi" ? "repeat" : undefined,
        // Defaults of the service are not sent, but each request says which version it is written for.
        sent: parameter.name === "api-version" ? version : undefined,
        minimum: parameter.minimum,
        maximum: parameter.maximum,
      }))
      .sort(byPlace),
    consumes,
    bodyRequired: body?.required,
    expected: Object.keys(responses)
      .filter((status) => status !== "default")
      .sort(),
    nextLink: pageable,
  };
}

const byPlace = (a: { in: string; name: string }, b: { in: string; name: string }) =>
  `${a.in} ${a.name}` < `${b.in} ${b.name}` ? -1 : 1;
