import { describe, expect, test } from "@jest/globals";
import { renderClient } from "../render/client.js";
import { renderIndexFile } from "../render/indexFile.js";
import { readModel } from "./read.js";
import { codeModel, operation, parameter, schema } from "./smallCodeModel.js";
import { smallModel } from "./smallModel.js";

const account = parameter("uri", "account-name", schema("string"), { required: true } as object);
const zone = parameter("uri", "zone", schema("string"), {
  required: true,
  clientDefaultValue: "example.com",
} as object);
const uri = "https://{account-name}.{zone}/{zone}";
const host = {
  template: uri,
  parameters: [
    { name: "account-name", identifier: "accountName", description: "The account-name.", type: "string" },
    { name: "zone", identifier: "zone", description: "The zone.", type: "string", default: "example.com" },
  ],
};

describe("a host of several parts", () => {
  test("is read with its parts, each once", () => {
    expect(readModel(codeModel([operation({ uri, parameters: [account, zone], path: "/" })])).host).toEqual(host);
  });

  test("is nothing to speak of where it is one parameter as a whole", () => {
    expect(readModel(codeModel([operation()])).host).toBeUndefined();
  });

  test("must be the same for all operations", () => {
    const other = operation({
      uri: "https://{zone}/a",
      operationId: "Things_Put",
      language: { default: { name: "Put" } },
    });
    expect(() => readModel(codeModel([operation(), other]))).toThrow(
      "Things_Put: the host template https://{zone}/a beside {$host} cannot be rendered.",
    );
  });

  test("is put together by a function of the client", () => {
    const model = smallModel({ host });
    const text = renderClient(model);
    expect(text).toContain(
      "export interface EndpointParts {\n/** The account-name. */\naccountName: string;\n" +
        "/**\n * The zone.\n *\n * @defaultValue `example.com`\n */\nzone?: string | undefined;\n}",
    );
    expect(text).toContain(
      'export function buildEndpoint({ accountName, zone = "example.com" }: EndpointParts): string {\n' +
        "return `https://${accountName}.${zone}/${zone}`;\n}",
    );
    expect(renderIndexFile(model)).toContain(
      'export { apiVersion, buildEndpoint, createClientOn, type EndpointParts } from "./client.js";',
    );
  });
});
