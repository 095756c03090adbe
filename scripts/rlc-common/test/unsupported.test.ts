import { expect, test } from "@jest/globals";
import { readModel, readOperation } from "./read.js";
import { answer, bodyRequest, codeModel, objectSchema, operation, parameter, schema } from "./smallCodeModel.js";

const unrenderable: [string, Record<string, unknown>, string][] = [
  [
    "a host with an undeclared part",
    { uri: "https://{account}.{zone}" },
    'Things_Get: the host template with "account", which is not declared, cannot be rendered.',
  ],
  [
    "an undeclared path parameter",
    { path: "/{x}" },
    'Things_Get: the path /{x}, whose parameter "x" is not declared, cannot be rendered.',
  ],
  [
    "a parameter in a cookie",
    { parameters: [parameter("cookie", "c")] },
    'Things_Get: a parameter in "cookie" cannot be rendered.',
  ],
  [
    "an object in the query",
    { parameters: [parameter("query", "q", objectSchema("Thing", ["input"]))] },
    'Things_Get, parameter "q": a value of kind "object" cannot be rendered.',
  ],
  [
    "a list in a style of its own",
    {
      parameters: [
        parameter("query", "q", schema("array", { elementType: schema("string") }), { http: { style: "deepObject" } }),
      ],
    },
    'Things_Get, parameter "q": a value in style "deepObject" cannot be rendered.',
  ],
  [
    "a pattern of another dialect",
    { parameters: [parameter("query", "q", schema("string", { pattern: "(?<" }))] },
    'Things_Get, parameter "q": the pattern "(?<", which is not a JavaScript regular expression, cannot be rendered.',
  ],
  [
    "an XML body",
    { requests: [bodyRequest(["application/xml"], objectSchema("Thing", ["input"]))] },
    "Things_Get: an XML body (application/xml) cannot be rendered.",
  ],
  [
    "a file in a form that has no parts",
    { requests: [bodyRequest(["application/x-www-form-urlencoded"], schema("binary"), { knownMediaType: "form" })] },
    'Things_Get, form field "thing": a file in a form that is not multipart cannot be rendered.',
  ],
  ["a method of OpenAPI 3 alone", { method: "trace" }, "Things_Get: the method TRACE cannot be rendered."],
  [
    "a form without fields",
    {
      requests: [{ protocol: { http: { path: "/", method: "post", mediaTypes: [], knownMediaType: "form" } } }],
      extensions: { "x-media-types": ["application/x-www-form-urlencoded"] },
      parameters: [],
    },
    "Things_Get: a body of type application/x-www-form-urlencoded with the schema that it has cannot be rendered.",
  ],
  [
    "a media type that AutoRest leaves out",
    {
      requests: [bodyRequest(["application/json"], schema("string"))],
      extensions: { "x-media-types": ["application/json", "multipart/mixed; boundary=a", "application/xml"] },
    },
    "Things_Get: a body of type multipart/mixed; boundary=a with the schema that it has cannot be rendered.",
  ],
  [
    "a body that AutoRest makes no request of",
    { requests: [], extensions: { "x-media-types": ["multipart/mixed"] } },
    "Things_Get: a body of type multipart/mixed cannot be rendered.",
  ],
  [
    "pages without items",
    {
      extensions: { "x-ms-pageable": { nextLinkName: "nextLink" } },
      responses: [answer("200", { schema: objectSchema("Page", ["output"]) })],
    },
    'Things_Get, response 200: a page without a list called "value" cannot be rendered.',
  ],
  [
    "a body of an unknown kind",
    { requests: [bodyRequest(["application/cbor"], objectSchema("Thing", ["input"]))] },
    'Things_Get: a body of type application/cbor whose schema is of kind "object" cannot be rendered.',
  ],
  [
    "an XML answer",
    {
      responses: [
        {
          schema: schema("string"),
          language: { default: {} },
          protocol: { http: { statusCodes: ["200"], mediaTypes: ["application/xml"] } },
        },
      ],
    },
    "Things_Get, response 200: an XML body (application/xml) cannot be rendered.",
  ],
  [
    "a schema of an unknown kind",
    { responses: [{ schema: schema("xor"), language: { default: {} }, protocol: { http: { statusCodes: ["200"] } } }] },
    'Things_Get, response 200: a schema of kind "xor" cannot be rendered.',
  ],
];

test.each(unrenderable)("%s is refused with the operation's name", (_, parts, message) => {
  expect(() => readOperation(parts)).toThrow(message);
});

test("all operations that cannot be rendered are named at once", () => {
  const fragment = { path: "/things/{id}#part" };
  const other = operation({ ...fragment, operationId: "Things_Put", language: { default: { name: "Put" } } });
  expect(() => readModel(codeModel([operation(fragment), other]))).toThrow(
    /^Things_Get: the path .* cannot be rendered\.\nThings_Put: the path .* cannot be rendered\.$/,
  );
});

test("two operations that are one call are refused, and both named", () => {
  const other = operation({ operationId: "Things_Fetch" });
  expect(() => readModel(codeModel([operation(), other]))).toThrow(
    "Things_Fetch: GET /things/{id}, which is Things_Get too, cannot be rendered.",
  );
});

test("two operations of one name in one group get two names", () => {
  const other = operation({ operationId: "Things_Fetch", path: "/others/{id}" });
  const names = readModel(codeModel([operation(), other])).operations.map(({ typeName }) => typeName);
  expect(names).toEqual(["ThingsGet", "ThingsGetOperation"]);
});

test("a path with a fragment is refused", () => {
  expect(() => readModel(codeModel([operation({ path: "/things/{id}#part" })]))).toThrow(
    "Things_Get: the path /things/{id}#part, which has a fragment, cannot be rendered.",
  );
});
