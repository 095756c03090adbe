import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { codePoint } from "../../scripts/codePoint.js";
import { odata } from "../../src/odata.js";

describe("a filter", () => {
  test.each<[string, string, string]>([
    ["a text", odata`userId eq ${"ada"}`, "userId eq 'ada'"],
    ["a text with quotes", odata`userId eq ${"o'neill"}`, "userId eq 'o''neill'"],
    ["a text that would end the literal", odata`userId eq ${"' or 'a' eq 'a"}`, "userId eq ''' or ''a'' eq ''a'"],
    ["an empty text", odata`userId ne ${""}`, "userId ne ''"],
    ["a number", odata`length(userId) lt ${10}`, "length(userId) lt 10"],
    ["a negative number", odata`indexof(userId, 'a') gt ${-1}`, "indexof(userId, 'a') gt -1"],
    ["a large number", odata`length(userId) lt ${2n ** 60n}`, "length(userId) lt 1152921504606846976"],
    ["a truth value", odata`${true} eq not ${false}`, "true eq not false"],
    ["nothing", odata`userId ne ${null}`, "userId ne null"],
    ["a list", odata`userId in ${["a", "b'c"]}`, "userId in ('a', 'b''c')"],
    ["no value at all", odata`'news' in groups`, "'news' in groups"],
    ["two values", odata`${"news"} in groups and userId ne ${"x"}`, "'news' in groups and userId ne 'x'"],
    ["a backslash, which means nothing there", odata`userId eq ${"a\\b"}`, "userId eq 'a\\b'"],
  ])("holds %s as a literal", (_, filter, expected) => {
    expect(filter).toBe(expected);
  });

  test.each<[unknown, string]>([
    [1.5, "another number"],
    [Number.NaN, "another number"],
    [undefined, "undefined"],
    [{}, "an object"],
    [[], "an array"],
    [[["a"]], "an array"],
  ])("refuses %p", (value, kind) => {
    expect(() => odata`userId eq ${"a"} and userId eq ${value as string}`).toThrow(
      `"value 2" must be a string, a whole number, true, false, null, or a non-empty array of these. Received ${kind}.`,
    );
  });

  test("is written before a template, and not called", () => {
    expect(() => odata("userId eq 'a'" as never)).toThrow('"odata" must be written before a template');
  });

  test("lets no text out of its literal", () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        const literal = odata`${text}`;
        const inside = literal.slice(1, -1);
        expect(literal).toBe(`'${inside}'`);
        expect(inside.replaceAll("''", "")).not.toContain("'");
        expect(inside.replaceAll("''", "'")).toBe(text);
      }),
    );
  });
});
