import { validateHeaderName, validateHeaderValue } from "node:http";
import { parse } from "node:querystring";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { codePoint } from "../../codePoint.js";
import { buildRequest } from "../runtime/buildRequest.js";
import { writeHttpDate, writeUnixTime } from "../runtime/date.js";
import type { ListStyle, Operation, Parameter } from "../runtime/operation.js";
import { writeDateTime, writeInteger, writeNumber, writeText } from "../runtime/writeValue.js";

/** What parsers that are not ours read in a request is what was given, or it was refused. */
const runs = { numRuns: 300 };

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

/** Any text, with what is special to URLs, HTTP and JavaScript in most of them. */
const special = [..." \t\r\n\"#%&'()*+,/:;<=>?@[\\]^`{|}~.é啊\ud800\udc00\ud83d\ude00", "%2e", "%zz", "__proto__"];
const anyText = fc.oneof(
  fc.string({ unit: codePoint }),
  fc.array(fc.constantFrom(...special, "a", "Z", "0")).map((parts) => parts.join("")),
);
/** Whether a text has no half of a character, for which UTF-8 has no form. */
const isWhole = (text: string): boolean => new TextDecoder().decode(new TextEncoder().encode(text)) === text;

const wholeText = anyText.filter(isWhole);

/** Builds a request; undefined where it is refused as an argument. */
function build(of: Operation, path: unknown[], options: object = {}) {
  try {
    return buildRequest(of, path, options);
  } catch (error) {
    expect(error).toMatchObject({ name: "TypeError", code: "INVALID_ARGUMENT" });
    return undefined;
  }
}

const queryOf = (url: string): string => url.slice(url.indexOf("?") + 1);

describe("a query", () => {
  const someValues = fc.dictionary(wholeText, wholeText, { minKeys: 1, noNullPrototype: true });

  test("is read by the parser of URLs as it was given", () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const { url } = buildRequest(operation(), [], { queryParameters: values });
        expect([...new URL(url, "http://host").searchParams]).toEqual(Object.entries(values));
      }),
      runs,
    );
  });

  test("is read by the older parser of Node.js as it was given", () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const { url } = buildRequest(operation(), [], { queryParameters: values });
        expect(Object.entries(parse(queryOf(url)))).toEqual(Object.entries(values));
      }),
      runs,
    );
  });

  test("with half a character in it is refused", () => {
    fc.assert(
      fc.property(anyText, anyText, (name, value) => {
        const request = build(operation(), [], { queryParameters: { [name]: value } });
        expect(request !== undefined).toBe(isWhole(name) && isWhole(value));
      }),
      runs,
    );
  });

  test.each<[ListStyle, string, string]>([
    [",", ",", ""],
    ["|", "|", ""],
    [" ", "%20", " "],
    ["\t", "%09", "\t"],
  ])("with a list in style %j has its items between the separators", (list, separator, impossible) => {
    const item = wholeText.filter((text) => impossible === "" || !text.includes(impossible));
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (items) => {
        const { url } = buildRequest(operation({ queryParameters: [{ name: "k", write: writeText, list }] }), [], {
          queryParameters: { k: items },
        });
        expect(url.slice("/things?k=".length).split(separator).map(decodeURIComponent)).toEqual(items);
      }),
      runs,
    );
  });

  test("with a repeated key has all values", () => {
    const queryParameters: Parameter[] = [{ name: "k", write: writeText, list: "repeat" }];
    fc.assert(
      fc.property(fc.array(wholeText), (k) => {
        const { url } = buildRequest(operation({ queryParameters }), [], { queryParameters: { k } });
        expect(new URL(url, "http://host").searchParams.getAll("k")).toEqual(k);
      }),
      runs,
    );
  });

  test("has each whole number as it was given, or it is refused", () => {
    const queryParameters: Parameter[] = [{ name: "n", write: writeInteger }];
    const value = fc.oneof(fc.bigInt(), fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(value, (n) => {
        const request = build(operation({ queryParameters }), [], { queryParameters: { n } });
        expect(request !== undefined).toBe(typeof n === "bigint" || Number.isSafeInteger(n));
        if (request !== undefined) expect(BigInt(request.url.slice("/things?n=".length))).toBe(BigInt(n));
      }),
      runs,
    );
  });

  test("has each number as it was given", () => {
    const queryParameters: Parameter[] = [{ name: "n", write: writeNumber }];
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(value, (n) => {
        const { url } = buildRequest(operation({ queryParameters }), [], { queryParameters: { n } });
        expect(Number(new URL(url, "http://host").searchParams.get("n"))).toBe(n === 0 ? 0 : n);
      }),
      runs,
    );
  });

  test("has each time as it was given, to the millisecond or the second", () => {
    const queryParameters: Parameter[] = [
      { name: "a", write: writeDateTime },
      { name: "b", write: writeHttpDate },
      { name: "c", write: writeUnixTime },
    ];
    const time = fc.date({
      min: new Date("0001-01-01Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(time, (date) => {
        const { url } = buildRequest(operation({ queryParameters }), [], {
          queryParameters: { a: date, b: date, c: date },
        });
        const { searchParams } = new URL(url, "http://host");
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        expect(Date.parse(searchParams.get("a") as string)).toBe(date.getTime());
        expect(Date.parse(searchParams.get("b") as string)).toBe(seconds);
        expect(Number(searchParams.get("c")) * 1000).toBe(seconds);
      }),
      runs,
    );
  });
});

describe("a path", () => {
  const pathParameters: Parameter[] = [
    { name: "a", write: writeText },
    { name: "b", write: writeText, list: "," },
  ];
  const of = operation({ path: "/things/{a}/parts/{b}/end", pathParameters });

  test("is read by the parser of URLs as it was given, or it is refused", () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText), (a, b) => {
        const request = build(of, [a, b]);
        if (request === undefined) return;
        const parts = new URL(`http://host${request.url}`).pathname.split("/");
        expect(parts).toHaveLength(6);
        expect(decodeURIComponent(parts[2] as string)).toBe(a);
        expect((parts[4] as string).split(",").map(decodeURIComponent)).toEqual(b);
      }),
      runs,
    );
  });
});

describe("a URL", () => {
  const parameters = (encoded: boolean): Partial<Operation> => ({
    path: "/things/{a}",
    pathParameters: [{ name: "a", write: writeText, encoded }],
    queryParameters: [{ name: "q", write: writeText, encoded }],
  });

  test.each([
    ["", false],
    [" that is encoded already", true],
  ])("of any text%s is the same to every parser, so it is sent as it is signed", (_, encoded) => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (a, q, name) => {
        const request = build(operation(parameters(encoded)), [a], { queryParameters: { q, [name]: "x" } });
        if (request !== undefined) expect(new URL(`http://host${request.url}`).href).toBe(`http://host${request.url}`);
      }),
      runs,
    );
  });
});

describe("a header", () => {
  test("is taken by the parsers of others as it was given, or it is refused", () => {
    const name = fc.oneof(anyText, fc.stringMatching(/^[a-z-]+$/));
    const value = fc.oneof(anyText, fc.string());
    fc.assert(
      fc.property(name, value, (key, text) => {
        const request = build(operation(), [], { headers: { [key]: text } });
        if (request === undefined) return;
        validateHeaderName(key);
        validateHeaderValue(key, text);
        expect([...new Headers(Object.entries(request.headers))]).toEqual([[key.toLowerCase(), text]]);
      }),
      runs,
    );
  });

  test("of plain words is never refused", () => {
    const word = fc.stringMatching(/^[!-~]+( [!-~]+)*$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][\w-]*$/), word, (key, text) => {
        expect(buildRequest(operation(), [], { headers: { [key]: text } }).headers).toEqual({
          [key.toLowerCase()]: text,
        });
      }),
      runs,
    );
  });
});
