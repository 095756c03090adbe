import { describe, expect, test } from "@jest/globals";
import { renderClient } from "../render/client.js";
import { renderApiFile, renderIndexFile } from "../render/indexFile.js";
import { readModel } from "./read.js";
import { bodyRequest, codeModel, operation, schema } from "./smallCodeModel.js";
import { parameter, smallBody, smallModel, smallOperation } from "./smallModel.js";

describe("client.ts", () => {
  test("names the client after the document", () => {
    const text = renderClient(smallModel());
    expect(text).toContain("export interface ThingsClient {");
    expect(text).toContain('export const apiVersion = "1.0";');
    expect(text).toContain(
      'return new RestClient<Routes>(endpoint, { name: "ThingsClient", apiVersion, routes }, connection, options);',
    );
  });
});

describe("the examples in client.ts", () => {
  /** The examples of a client with one operation. */
  const examplesOf = (parts: Parameters<typeof smallOperation>[0]): string[] =>
    [...renderClient(smallModel({ operations: [smallOperation(parts)] })).matchAll(/ \* (.*await client.*)$/gm)].map(
      ([, text = ""]) => text,
    );

  test("name the version where the operation does", () => {
    const version = parameter("api-version", { rules: { name: "api-version", type: "string", default: "1.0" } });
    expect(examplesOf({ queryParameters: [version] })).toEqual([
      'const response = await client.path("/things/my-id").get();',
      'const response = await client.path("/things/{id}", "my-id").get();',
      'const response = await client.pathUnchecked("/things/{id}?api-version=1.0", "my-id").get();',
      'await client.sendRequest(buildGetRequest("my-id"));',
      'await client.sendRequest({ method: "GET", url: "/things/my-id?api-version=1.0" });',
    ]);
  });

  test("give a body and a list where there are such", () => {
    const rules = { name: "id", type: "string", list: "," };
    const type = { text: "ReadonlyArray<number>", uses: [] };
    const list = parameter("id", { required: true, rules, type });
    const body = '{ contentType: "application/json", body: { hello: "world" } }';
    expect(examplesOf({ method: "POST", pathParameters: [list], body: smallBody })).toEqual([
      `const response = await client.path("/things/1").post(${body});`,
      `const response = await client.path("/things/{id}", [1]).post(${body});`,
      `const response = await client.pathUnchecked("/things/{id}", "1").post(${body});`,
      `await client.sendRequest(buildGetRequest([1], ${body}));`,
      'await client.sendRequest({ method: "POST", url: "/things/1", body: { hello: "world" } });',
    ]);
  });
});

describe("api.ts", () => {
  test("hands on what callers use", () => {
    const text = renderApiFile(smallModel());
    expect(text).toContain('export { type ThingsClient } from "./client.js";');
    expect(text).toContain('export * from "./requests.js";');
    expect(text).not.toContain("operations.js");
    expect(text).not.toContain("models.js");
  });

  test.each(["Text", "Json", "Bytes", "Plain", "Send", "Http", "Known"])(
    "finds a name for an operation called %s, beside what every client has",
    (name) => {
      for (const group of ["", "Prim"]) {
        const language = { default: { name, description: "", serializedName: name } };
        const called = operation({
          operationId: `${group}_${name}`,
          language,
          requests: [bodyRequest(["text/plain"], schema("string"))],
        });
        const model = {
          ...codeModel([]),
          operationGroups: [{ language: { default: { name: group } }, operations: [called] }],
        };
        expect(() => renderApiFile(readModel(model))).not.toThrow();
      }
    },
  );

  test("refuses two things of one name", () => {
    const inputTypes = [
      {
        name: "GetResponse",
        description: "",
        declaration: { kind: "interface" as const, extends: [], properties: [] },
      },
    ];
    expect(() => renderApiFile(smallModel({ inputTypes }))).toThrow(
      /^GetResponse: a second thing of that name cannot be rendered\. Give one of them another name/,
    );
  });
});

describe("index.ts", () => {
  test("adds the factory, which a wrapping package has one of its own for", () => {
    expect(renderIndexFile(smallModel({ runtime: "../runtime" }))).toBe(
      `export * from "./api.js";\nexport { apiVersion, createClientOn } from "./client.js";\n` +
        `export { createClient } from "./createClient.js";\n` +
        `export { type RestClientOptions } from "../runtime/restClient.js";\n`,
    );
  });
});
