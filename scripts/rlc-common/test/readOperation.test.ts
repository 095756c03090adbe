import { describe, expect, test } from "@jest/globals";
import type { OperationModel } from "../model/clientModel.js";
import { readModel, readOperation, warnings } from "./read.js";
import {
  answer,
  bodyRequest,
  codeModel,
  enumSchema,
  objectSchema,
  operation,
  parameter,
  property,
  schema,
} from "./smallCodeModel.js";

/** Reads an operation with one query parameter. */
const ofQuery = (of: object, parts: object = {}) =>
  readOperation({ path: "/things", parameters: [parameter("query", "q", of, parts)] }).queryParameters[0];

describe("an operation", () => {
  test("drops the name of its group", () => {
    expect(readOperation({})).toMatchObject({
      id: "Things_Get",
      name: "get",
      typeName: "Get",
      method: "GET",
      path: "/things/{id}",
    });
  });

  test("keeps it where two groups would collide", () => {
    const model = codeModel([operation()]);
    model.operationGroups.push({
      ...codeModel([operation({ operationId: "Others_Get", path: "/others/{id}" })]).operationGroups[0],
      language: { default: { name: "Others", description: "", serializedName: "" } },
    });
    expect(readModel(model).operations.map((one: OperationModel) => one.name)).toEqual(["thingsGet", "othersGet"]);
  });

  test("has it too where its types would have the names of others", () => {
    const text = operation({ language: { default: { name: "Text", description: "" } } });
    expect(readModel(codeModel([text])).operations[0]?.typeName).toBe("ThingsText");
  });

  test("has its path parameters in path order", () => {
    const parameters = ["b", "a"].map((name) => parameter("path", name));
    expect(readOperation({ path: "/{a}/x/{b}", parameters }).pathParameters.map(({ name }) => name)).toEqual([
      "a",
      "b",
    ]);
  });

  test("has each parameter once, wherever the document declares it", () => {
    const id = parameter("path", "id");
    const request = {
      parameters: [id, parameter("query", "q")],
      protocol: { http: { path: "/things/{id}", method: "get", uri: "{$host}" } },
    };
    const { pathParameters, queryParameters } = readOperation({ parameters: [id], requests: [request] });
    expect([pathParameters.length, queryParameters.length]).toEqual([1, 1]);
  });

  test("that returns pages knows where the items and the next link are", () => {
    const things = schema("array", { elementType: schema("string") });
    const page = objectSchema("Page", ["output"], [property("things", things), property("next", schema("string"))]);
    const { paging, responses } = readOperation({
      extensions: { "x-ms-pageable": { itemName: "things", nextLinkName: "next" } },
      responses: [answer("200", { schema: page })],
    });
    expect(paging).toEqual({ items: "things", nextLink: "next" });
    expect(responses[0]?.pageItem).toEqual({ text: "string", uses: [] });
  });

  test("that never has a second page says so", () => {
    const page = objectSchema(
      "Page",
      ["output"],
      [property("value", schema("array", { elementType: schema("string") }))],
    );
    const { paging } = readOperation({
      extensions: { "x-ms-pageable": { nextLinkName: null } },
      responses: [answer("200", { schema: page })],
    });
    expect(paging).toEqual({ items: "value" });
  });

  test("whose next pages come from another operation is rendered as a plain one, with a warning", () => {
    warnings.length = 0;
    const { paging } = readOperation({ extensions: { "x-ms-pageable": { operationName: "Things_GetNext" } } });
    expect(paging).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(/^Things_Get: Things_GetNext gets its next pages; callers/)]);
  });

  test("that takes a form has a field for each part of it", () => {
    const http = { path: "/things", method: "post", uri: "{$host}", mediaTypes: ["multipart/form-data"] };
    const file = parameter("body", "photo", schema("binary"), { required: true } as object);
    const files = parameter("body", "more", schema("array", { elementType: schema("binary") }));
    const request = {
      parameters: [file, files, parameter("body", "title")],
      protocol: { http: { ...http, multipart: true } },
    };
    const { body } = readOperation({ parameters: [], requests: [request] });
    expect(body).toMatchObject({
      required: true,
      variants: [
        {
          contentType: "multipart/form-data",
          kind: "multipart",
          fields: [
            { name: "photo", required: true, type: { text: "FilePart" } },
            { name: "more", required: false, type: { text: "ReadonlyArray<FilePart>" } },
            { name: "title", required: false, type: { text: "string" } },
          ],
        },
      ],
    });
  });

  test("can be left out by its id", () => {
    const model = () => codeModel([operation(), operation({ operationId: "Things_Other" })]);
    expect(readModel(model(), { omit: ["Things_Other"] }).operations.map(({ id }) => id)).toEqual(["Things_Get"]);
    expect(() => readModel(model(), { omit: ["Things_Gone"] })).toThrow(
      "There is no operation Things_Gone to leave out.",
    );
  });
});

describe("a parameter", () => {
  test.each([
    ["form", true, "repeat"],
    ["form", false, ","],
    ["simple", undefined, ","],
    ["spaceDelimited", undefined, " "],
    ["pipeDelimited", undefined, "|"],
    ["tabDelimited", undefined, "\t"],
  ])("that is a list in style %s, exploded: %p, is written as %j", (style, explode, list) => {
    const list_ = ofQuery(schema("array", { elementType: schema("string") }), { http: { style, explode } });
    expect(list_).toMatchObject({
      type: { text: "ReadonlyArray<string>" },
      rules: { name: "q", type: "string", list },
    });
  });

  test("of a date takes one in each format that a URL or a header may have", () => {
    const of = (type: string, format: string) => schema(type, { format });
    const dates = [of("date", "date"), of("date-time", "date-time"), of("date-time", "date-time-rfc1123")];
    const { queryParameters } = readOperation({
      path: "/",
      parameters: dates.map((date, index) => parameter("query", `q${index}`, date)),
    });
    expect(queryParameters.map(({ type }) => type.text)).toEqual(["Date | string", "Date | string", "Date | string"]);
    expect(queryParameters.map(({ rules }) => rules["type"])).toEqual(["date", "date-time", "date-time-rfc1123"]);
  });

  test("that is a list repeats its key in the query alone", () => {
    const list = schema("array", { elementType: schema("string") });
    const of = (location: string) => parameter(location, "q", list, { http: { explode: true } });
    const read = readOperation({ path: "/{q}", parameters: [of("path"), of("query"), of("header")] });
    const styles = [read.pathParameters, read.queryParameters, read.headers].map(([only]) => only?.rules["list"]);
    expect(styles).toEqual([",", "repeat", ","]);
  });

  test("keeps the limits of the document", () => {
    expect(ofQuery(schema("string", { minLength: 1, maxLength: 9, pattern: "^a" })).rules).toEqual({
      name: "q",
      type: "string",
      minLength: 1,
      maxLength: 9,
      pattern: /^a/,
    });
    expect(ofQuery(schema("integer", { minimum: 0, maximum: 300 })).rules).toEqual({
      name: "q",
      type: "integer",
      minimum: 0,
      maximum: 300,
    });
  });

  test("with a closed enum allows its values alone, with an open one any", () => {
    expect(ofQuery(enumSchema("sealed-choice", "Color", ["red"]))).toMatchObject({
      type: { text: "Color", uses: ["Color"] },
      rules: { oneOf: ["red"] },
    });
    expect(ofQuery(enumSchema("choice", "Color", ["red"])).rules).not.toHaveProperty("oneOf");
  });

  test("that is a required constant is sent by the client itself", () => {
    const constant = schema("constant", { value: { value: "on" }, valueType: schema("string") });
    expect(ofQuery(constant, { required: true })).toMatchObject({
      hidden: true,
      rules: { default: "on", oneOf: ["on"] },
    });
  });

  test("called api-version is sent by default, and any other may be asked for", () => {
    const constant = schema("constant", { value: { value: "1.0" }, valueType: schema("string") });
    const version = readOperation({ path: "/things", parameters: [parameter("query", "api-version", constant)] })
      .queryParameters[0];
    expect(version).toMatchObject({ hidden: false, type: { text: "string" }, rules: { default: "1.0" } });
    expect(version.rules).not.toHaveProperty("oneOf");
  });

  test.each([
    ["default", "defaultValue"],
    ["x-ms-thing id", "xMsThingId"],
    ["2nd", "value2nd"],
    ["Hub", "hub"],
  ])("called %j becomes the variable %s", (name, identifier) => {
    expect(
      readOperation({ path: `/{${name}}`, parameters: [parameter("path", name)] }).pathParameters[0].identifier,
    ).toBe(identifier);
  });
});

describe("a body", () => {
  const variants = (...requests: object[]) =>
    readOperation({ requests }).body?.variants.map((variant) => {
      if (!("type" in variant)) throw new Error("The body is a form.");
      return [variant.contentType, variant.kind, variant.type.text];
    });

  test("of bytes has a variant for each media type", () => {
    const binary = schema("binary");
    expect(
      variants(
        bodyRequest(["application/json", "application/octet-stream"], binary),
        bodyRequest(["text/plain"], schema("string")),
      ),
    ).toEqual([
      ["application/json", "json", "JsonBody"],
      ["application/octet-stream", "bytes", "BytesBody"],
      ["text/plain", "text", "TextBody"],
    ]);
  });

  test("of JSON takes no Date where the document wants the format of HTTP", () => {
    const of = (format: string) =>
      readOperation({ requests: [bodyRequest(["application/json; charset=utf-8"], schema("date-time", { format }))] })
        .body;
    expect(of("date-time")).toMatchObject({ variants: [{ kind: "json", type: { text: "Date | string" } }] });
    expect(of("date-time-rfc1123")).toMatchObject({ variants: [{ kind: "json", type: { text: "string" } }] });
  });

  test("of JSON has the type of its schema", () => {
    expect(variants(bodyRequest(["application/json"], objectSchema("Thing", ["input"])))).toEqual([
      ["application/json", "json", "Thing"],
    ]);
    expect(variants(bodyRequest(["application/merge-patch+json"], schema("any")))).toEqual([
      ["application/merge-patch+json", "json", "unknown"],
    ]);
  });
});

describe("a response", () => {
  test("is told from an error, and the default is one", () => {
    const { responses } = readOperation({
      responses: [answer("200"), answer("404")],
      exceptions: [answer("409"), answer("default")],
    });
    expect(responses.map(({ typeName, isError }) => [typeName, isError])).toEqual([
      ["Get200Response", false],
      ["Get404Response", false],
      ["Get409Response", true],
      ["GetDefaultResponse", true],
    ]);
  });

  test("has a type for each status where several share a description", () => {
    const responses = [
      { language: { default: { description: "" } }, protocol: { http: { statusCodes: ["200", "204"] } } },
    ];
    expect(readOperation({ responses }).responses.map(({ status }) => status)).toEqual(["200", "204"]);
  });
});
