import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { buildRequest } from "../runtime/buildRequest.js";
import { writeDate, writeHttpDate } from "../runtime/date.js";
import { buildForm } from "../runtime/form.js";
import type { Operation, Parameter } from "../runtime/operation.js";
import { checkItems, checkNumber } from "../runtime/rarerLimits.js";
import { writeAny, writeBoolean, writeDateTime, writeInteger, writeNumber, writeText } from "../runtime/writeValue.js";

const operation = (parts: Partial<Operation> = {}): Operation => ({
  name: "find",
  method: "GET",
  path: "/things",
  pathParameters: [],
  queryParameters: [],
  headers: [],
  expected: ["200"],
  ...parts,
});

const query = (parameter: Omit<Parameter, "name">, value: unknown) =>
  buildRequest(operation({ queryParameters: [{ name: "q", ...parameter }] }), [], {
    queryParameters: { q: value },
  }).url;

describe("a value is written", () => {
  test.each<[string, Omit<Parameter, "name">, unknown, string]>([
    ["of a text", { write: writeText }, "a b&c", "?q=a%20b%26c"],
    ["of an empty text", { write: writeText }, "", "?q="],
    ["of a number", { write: writeNumber }, -1.5, "?q=-1.5"],
    ["of a whole number", { write: writeInteger }, 0, "?q=0"],
    ["of a truth value", { write: writeBoolean }, false, "?q=false"],
    ["of a date", { write: writeDate }, new Date(0), "?q=1970-01-01"],
    ["of a date and time", { write: writeDateTime }, new Date(0), "?q=1970-01-01T00%3A00%3A00.000Z"],
    [
      "of a date that is a text already",
      { write: writeDateTime },
      "1970-01-01T00:00:00Z",
      "?q=1970-01-01T00%3A00%3A00Z",
    ],
    [
      "of a date in the format of HTTP",
      { write: writeHttpDate },
      new Date("0001-01-01T00:00:00Z"),
      "?q=Mon%2C%2001%20Jan%200001%2000%3A00%3A00%20GMT",
    ],
    ["of anything", { write: writeAny }, 7, "?q=7"],
    ["that is encoded already", { write: writeText, encoded: true }, "a%20b", "?q=a%20b"],
    ["of a list with repeated keys", { write: writeText, list: "repeat" }, ["a", "b", "a"], "?q=a&q=b&q=a"],
    ["of a list with commas", { write: writeText, list: "," }, ["a,", "b"], "?q=a%2C,b"],
    ["of a list with blanks", { write: writeInteger, list: " " }, [1, 2], "?q=1%202"],
    ["of a list with tabs", { write: writeText, list: "\t" }, ["a", "b"], "?q=a%09b"],
    ["of a list with bars", { write: writeText, list: "|" }, ["a", "b"], "?q=a|b"],
    ["of an empty list with repeated keys", { write: writeText, list: "repeat" }, [], ""],
    ["of an empty list with commas", { write: writeText, list: "," }, [], ""],
    ["of nothing", { write: writeText }, undefined, ""],
    ["of nothing, where there is a default", { write: writeText, default: "d" }, undefined, "?q=d"],
  ])("%s", (_, parameter, value, expected) => {
    expect(query(parameter, value)).toBe(`/things${expected}`);
  });
});

describe("a path", () => {
  const path = (parameter: Omit<Parameter, "name">, value: unknown, parts: Partial<Operation> = {}) => {
    const pathParameters = [{ name: "p", required: true, ...parameter }];
    return buildRequest(operation({ path: "/things/{p}", pathParameters, ...parts }), [value], {
      queryParameters: parts.queryParameters && { q: "1" },
    }).url;
  };

  test("takes all items of a list", () => {
    expect(path({ write: writeText, list: "," }, ["a/b", "", "c"])).toBe("/things/a%2Fb,,c");
    expect(() => path({ write: writeText, list: "," }, [])).toThrow('find: "p" must be a non-empty path part');
  });

  test("may bring a query of its own, as a next link does", () => {
    const queryParameters = [{ name: "q", write: writeText }];
    expect(path({ write: writeText, encoded: true }, "next?page=2", { queryParameters })).toBe(
      "/things/next?page=2&q=1",
    );
  });
});

describe("a value is refused", () => {
  test.each<[string, Omit<Parameter, "name">, unknown, string]>([
    ["that is no text", { write: writeText }, 7, "a string. Received a number."],
    ["that is no number", { write: writeNumber }, "7", "a number. Received a string."],
    ["that is not a number at all", { write: writeNumber }, Number.NaN, "a number. Received NaN."],
    ["that is no whole number", { write: writeInteger }, 1.5, "a whole number. Received a number."],
    ["that is too small", { write: writeInteger, minimum: 1 }, 0, "at least 1. Received a number."],
    ["that is too great", { write: writeInteger, maximum: 300 }, 301, "at most 300. Received a number."],
    [
      "that is the excluded least",
      { write: writeNumber, minimum: 0, exclusiveMinimum: true, checkNumber },
      0,
      "greater than 0.",
    ],
    [
      "that is the excluded greatest",
      { write: writeNumber, maximum: 9, exclusiveMaximum: true, checkNumber },
      9,
      "less than 9.",
    ],
    ["that is no multiple", { write: writeNumber, multipleOf: 5, checkNumber }, 7, "a multiple of 5."],
    ["that is no truth value", { write: writeBoolean }, "true", "true or false. Received a string."],
    ["that is no date", { write: writeDate }, 0, "a valid Date or a string. Received a number."],
    ["that is an invalid date", { write: writeDateTime }, new Date(Number.NaN), "a valid Date or a string."],
    ["that is an invalid date of HTTP", { write: writeHttpDate }, new Date(Number.NaN), "a valid Date or a string."],
    ["that is too short", { write: writeText, minLength: 2 }, "a", "at least 2 characters long."],
    ["that is too long", { write: writeText, maxLength: 2 }, "abc", "at most 2 characters long."],
    ["that does not match", { write: writeText, pattern: /^[a-z]+$/ }, "A", "a text that matches /^[a-z]+$/."],
    ["that is none of the known", { write: writeText, oneOf: ["a", "b"] }, "c", 'one of "a", "b". Received a string.'],
    ["that is no list", { write: writeText, list: "," }, "a", "an array. Received a string."],
    [
      "with too few items",
      { write: writeText, list: ",", minItems: 2, checkItems },
      ["a"],
      "a list of at least 2 items.",
    ],
    [
      "with too many items",
      { write: writeText, list: ",", maxItems: 1, checkItems },
      ["a", "b"],
      "a list of at most 1 items.",
    ],
    [
      "with an item twice",
      { write: writeText, list: ",", uniqueItems: true, checkItems },
      ["a", "a"],
      "a list without repeated items.",
    ],
    ["that is required and missing", { write: writeText, required: true }, undefined, "given. Received undefined."],
  ])("%s", (_, parameter, value, message) => {
    expect(() => query(parameter, value)).toThrow(`must be ${message}`);
  });
});

describe("headers", () => {
  const headers: Parameter[] = [
    { name: "X-Tags", write: writeText, list: "," },
    { name: "Accept", write: writeText, required: true, default: "application/json" },
  ];

  test("are written in lower case, declared and other ones alike", () => {
    const request = buildRequest(operation({ headers }), [], {
      headers: { "x-tags": ["a", "b"], "X-Other": 1, "x-none": undefined },
    });
    expect(request.headers).toEqual({ "x-tags": "a,b", accept: "application/json", "x-other": "1" });
  });

  test("that are required are asked for", () => {
    const required = operation({ headers: [{ name: "If-Match", write: writeText, required: true }] });
    expect(() => buildRequest(required, [], {})).toThrow('find: "headers.If-Match" must be given. Received undefined.');
  });
});

describe("a body", () => {
  const json = (required: boolean) =>
    operation({ method: "POST", body: { required, contentTypes: { "application/json": "json" } } });

  test("of the one content type does not need to name it", () => {
    expect(buildRequest(json(true), [], { body: [1] })).toMatchObject({
      body: "[1]",
      headers: { "content-type": "application/json" },
    });
  });

  test("may name its charset, or have its content type in the headers", () => {
    const contentType = "Application/JSON; charset=utf-8";
    expect(buildRequest(json(true), [], { body: 1, contentType }).headers).toEqual({ "content-type": contentType });
    expect(buildRequest(json(true), [], { body: 1, headers: { "Content-Type": contentType } }).headers).toEqual({
      "content-type": contentType,
    });
  });

  test("whose content type the document gives with a charset is sent with it", () => {
    const contentType = "text/plain; charset=UTF-8";
    const of = operation({ method: "POST", body: { required: true, contentTypes: { [contentType]: "text" } } });
    expect(buildRequest(of, [], { body: "a" })).toMatchObject({ body: "a", headers: { "content-type": contentType } });
  });

  test("may be left out where it is optional, and only there", () => {
    expect(buildRequest(json(false), [], {})).toMatchObject({ body: undefined, headers: {} });
    expect(() => buildRequest(json(true), [], {})).toThrow('find: "body" must be');
  });
});

describe("a form", () => {
  const form = (contentType: string, kind: "form" | "multipart") =>
    operation({
      method: "POST",
      body: { required: true, contentTypes: { [contentType]: kind }, writeForm: buildForm },
    });
  const fields = { name: "a b&c", tags: ["x", "y"], size: 7, none: undefined };

  test("without files is written as pairs", () => {
    const request = buildRequest(form("application/x-www-form-urlencoded", "form"), [], { body: fields });
    expect(request.body).toBe("name=a+b%26c&tags=x&tags=y&size=7");
  });

  test.each(["form", "multipart"] as const)("has a Date of any realm as RFC 3339 writes it: %s", (kind) => {
    const build = (at: unknown) => buildRequest(form("x/y", kind), [], { body: { at } }).body;
    const body = build(runInNewContext("new Date(0)"));
    expect(typeof body === "string" ? body : (body as FormData).get("at")).toMatch(/^(?:at=)?1970-01-01T00(?::|%3A)00/);
    expect(() => build(new Date(Number.NaN))).toThrow('find: "body.at" must be a valid Date or a string.');
  });

  test("with files has a part for each field", async () => {
    const photo = new File(["bytes"], "photo.png", { type: "image/png" });
    const body = { ...fields, photo, raw: Uint8Array.of(1, 2) };
    const { body: written } = buildRequest(form("multipart/form-data", "multipart"), [], { body });
    expect(written).toBeInstanceOf(FormData);
    const parts = [...(written as FormData)];
    expect(parts.map(([name]) => name)).toEqual(["name", "tags", "tags", "size", "photo", "raw"]);
    expect((written as FormData).get("photo")).toMatchObject({ name: "photo.png", type: "image/png" });
    const raw = (written as FormData).get("raw") as unknown as Blob;
    expect([...new Uint8Array(await raw.arrayBuffer())]).toEqual([1, 2]);
  });

  test.each([["a text"], [new Uint8Array(1)], [null], [[1]]])("that is no object of fields is refused: %p", (body) => {
    const request = () => buildRequest(form("multipart/form-data", "multipart"), [], { body });
    expect(request).toThrow('find: "body" must be an object of form fields, because "contentType" is');
  });
});

test("options that are no object are refused", () => {
  expect(() => buildRequest(operation(), [], null as never)).toThrow(
    'find: "options" must be an object. Received null.',
  );
});
