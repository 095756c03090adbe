import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { adaptDocument } from "../../scripts/autorest/document/adaptDocument.js";
import { checkDocument } from "../../scripts/autorest/document/checkDocument.js";
import { readSource } from "../../scripts/autorest/document/readSource.js";
import { temporaryFolder } from "./runGenerate.js";

const folder = temporaryFolder();
const file = path.join(folder.path, "document.json");
afterAll(() => folder.remove());

/** A document with an operation, and what is put into it. */
function documentWith(change: (document: any) => void, version: object = { swagger: "2.0" }) {
  const document = {
    ...version,
    info: { title: "Pets", version: "1" },
    produces: ["application/json"],
    paths: {
      "/pets": {
        get: { operationId: "Pets_Get", responses: { 200: { description: "", schema: { type: "object" } } } },
      },
    },
    definitions: { Pet: { type: "object", properties: { name: { type: "string" } } } },
  };
  change(document);
  return document;
}

/** What is wrong with a text: with the place of each problem as line and column. */
function problemsOf(text: string) {
  writeFileSync(file, text);
  return checkDocument(readSource(file)).map((problem) => problem.replaceAll(`${file}:`, ""));
}

const check = (change: (document: any) => void, version?: object) =>
  problemsOf(JSON.stringify(documentWith(change, version), undefined, 1));

describe("what AutoRest refuses without a word or a place is named with its place", () => {
  const names = Object.getOwnPropertyNames(Object.prototype);

  test.each(names)("a property called %s", (name) => {
    const [problem = "", ...others] = check((d) =>
      Object.defineProperty(d.definitions.Pet.properties, name, { value: { type: "string" }, enumerable: true }),
    );
    expect(problem).toMatch(/^AutoRest cannot read the property \w+: every JavaScript object has .*\n {2}at 32:5$/);
    expect(problem).toContain(name);
    expect(others).toEqual([]);
  });

  test.each<[string, (document: any) => void, RegExp]>([
    ["a schema", (d) => (d.definitions.toString = { type: "object" }), /the schema toString: .*\n {2}at 34:3$/],
    [
      "a header",
      (d) => (d.paths["/pets"].get.responses[200].headers = { valueOf: { type: "string" } }),
      /the header valueOf: .*\n {2}at 21:8$/,
    ],
    [
      "an operation",
      (d) => (d.paths["/pets"].get.operationId = "Pets_constructor"),
      /the operationId Pets_constructor: .*\n {2}at 13:5$/,
    ],
    [
      "two operations of one id",
      (d) => (d.paths["/cats"] = { get: { operationId: "Pets_Get", responses: { 204: { description: "" } } } }),
      /^Two operations have the operationId Pets_Get\..*\n {2}at 26:5\n {2}at 13:5$/,
    ],
    ["no type of an answer", (d) => delete d.produces, /^Pets_Get answers with a body, .*"produces".*\n {2}at 9:4$/],
    [
      "a type or null",
      (d) => (d.definitions.Pet.properties.name.type = ["string", "null"]),
      /^"type": \["string","null"\]: say "type": "string" and "x-nullable": true\.\n {2}at 30:6$/,
    ],
    [
      "several types",
      (d) => (d.definitions.Pet.properties.name.type = ["string", "integer"]),
      /^"type": .*: a schema has one type in Swagger 2\.0\./,
    ],
  ])("%s", (_, change, message) => {
    const problems = check(change);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  test("a type or null of OpenAPI 3.0", () => {
    const [problem] = check((d) => (d.definitions.Pet.type = ["object", "null"]), { openapi: "3.0.1" });
    expect(problem).toContain('say "type": "object" and "nullable": true.');
  });

  test.each([
    [{ openapi: "3.1.0" }, "It is 3.1.0."],
    [{ swagger: "1.2" }, "It is 1.2."],
    [{}, 'It has neither "swagger" nor "openapi".'],
  ])("a document of the version %j", (version, message) => {
    const [problem] = check(() => undefined, version);
    expect(problem).toContain(`A Swagger 2.0 or OpenAPI 3.0 document is needed. ${message}`);
  });

  test.each([
    ["no JSON", '{\n "paths": {,}\n}', "Unexpected , in flow map\n  at 2:12"],
    ["a key twice", '{\n "a": 1,\n "a": 2\n}', "Map keys must be unique\n  at 3:2"],
  ])("%s", (_, text, message) => {
    expect(() => problemsOf(text)).toThrow(message.replace("at ", `at ${file}:`));
  });

  test("in YAML too", () => {
    const text = "swagger: '2.0'\ndefinitions:\n  Pet:\n    properties:\n      toString: { type: string }\n";
    expect(problemsOf(text)[0]).toMatch(/the property toString: .*\n {2}at 5:7$/);
  });
});

test.each<[string, (document: any) => void]>([
  ["nothing unusual", () => undefined],
  [
    "a property called type, which has several examples",
    (d) => (d.definitions.Pet.properties.type = { type: "string", enum: ["a"] }),
  ],
  ["values of any form", (d) => (d.definitions.Pet.example = { toString: 1, type: ["a"] })],
  [
    "no type of an answer without a body",
    (d) => (delete d.produces, delete d.paths["/pets"].get.responses[200].schema),
  ],
  ["operations without ids", (d) => delete d.paths["/pets"].get.operationId],
])("nothing is said of %s", (_, change) => {
  expect(check(change)).toEqual([]);
});

describe("what a client need not follow is left out with a warning", () => {
  test.each<[string, (document: any) => void, RegExp[]]>([
    ["nothing", () => undefined, []],
    [
      "a key in the query",
      (d) => (d.securityDefinitions = { key: { type: "apiKey", in: "query", name: "subscription-key" } }),
      [/the key "subscription-key" in the query is the caller's to add/],
    ],
    ["XML beside JSON", (d) => d.produces.push("application/xml"), [/JSON and XML .* reads JSON/]],
    [
      "a second server whose address has parameters",
      (d) => {
        const servers = ["http", "https"].map((scheme) => ({ url: `${scheme}://{account}.example.com` }));
        Object.assign(d, { swagger: undefined, openapi: "3.0.3", servers });
      },
      [/The first server that speaks https counts, and not http:\/\/\{account\}\.example\.com\./],
    ],
    [
      "a second server that is relative",
      (d) =>
        Object.assign(d, { swagger: undefined, openapi: "3.0.3", servers: [{ url: "https://a" }, { url: "/v1" }] }),
      [/The first server that speaks https counts, and not \/v1\./],
    ],
    [
      "several servers without parameters",
      (d) =>
        Object.assign(d, {
          swagger: undefined,
          openapi: "3.0.3",
          servers: [{ url: "https://a" }, { url: "https://b" }],
        }),
      [],
    ],
    [
      "operations without ids",
      (d) => delete d.paths["/pets"].get.operationId,
      [/without an operationId .*: getPets\./],
    ],
    ["any media type", (d) => (d.produces = ["*/*"]), [/any media type \(\*\/\*\)/]],
    ["XML alone", (d) => (d.produces = ["application/xml"]), []],
  ])("%s", (_, change, warnings) => {
    expect(adaptDocument(documentWith(change)).warnings).toEqual(
      warnings.map((warning) => expect.stringMatching(warning)),
    );
  });
});
