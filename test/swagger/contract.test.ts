import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { Operation } from "../../generated/2020-10-01/runtime/operation.js";
import { contractOfDocument } from "./contractOfDocument.js";
import type { Contract, ContractOperation } from "./contractOfDocument.js";

const folder = new URL("./contracts/", import.meta.url);
const readJson = (url: URL) => JSON.parse(readFileSync(url, "utf8"));

describe.each(readdirSync(folder).map((file) => file.replace(".json", "")))("API version %s", (version) => {
  const contract: Contract = readJson(new URL(`${version}.json`, folder));
  const document = contractOfDocument(readJson(new URL(`../../swagger/${version}.json`, import.meta.url)));
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
      withoutWhatIsNotGenerated(contract.operations[key] as ContractOperation),
    );
  });

  test("the generated client has no other operations", async () => {
    expect(Object.keys(await import(`../../generated/${version}/operations.js`))).toHaveLength(keys.length);
  });
});

function contractOfGenerated({ pathParameters, queryParameters, body, expected }: Operation) {
  const path = pathParameters.map((parameter) => ({
    in: "path",
    name: parameter.name,
    oneOf: parameter.oneOf,
    list: parameter.list,
    default: parameter.default,
  }));
  const query = queryParameters.map((parameter) => ({
    in: "query",
    name: parameter.name,
    oneOf: parameter.oneOf,
    list: parameter.list,
    default: parameter.default,
  }));
  return {
    parameters: [...path, ...query].sort(byPlace),
    consumes: body && Object.keys(body.contentTypes).sort(),
    bodyRequired: body?.required,
    expected: [...expected].sort(),
  };
}

function withoutWhatIsNotGenerated({ parameters, consumes, body, responses }: ContractOperation) {
  return {
    parameters: parameters
      .map((parameter) => ({
        in: parameter.in,
        name: parameter.name,
        oneOf: parameter.enum,
        list: parameter.collectionFormat === "multi" ? "repeat" : undefined,
        default: parameter.default,
      }))
      .sort(byPlace),
    consumes,
    bodyRequired: body?.required,
    expected: Object.keys(responses)
      .filter((status) => status !== "default")
      .sort(),
  };
}

const byPlace = (a: { in: string; name: string }, b: { in: string; name: string }) =>
  `${a.in} ${a.name}` < `${b.in} ${b.name}` ? -1 : 1;
