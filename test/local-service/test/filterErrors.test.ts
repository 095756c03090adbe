import { describe, expect, test } from "@jest/globals";
import { FilterError, parseFilter } from "../src/filter/filter.js";

/** The message of the error that a filter brings about. */
function refusal(filter: string): string {
  try {
    parseFilter(filter);
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
  throw new Error(`${filter} is taken.`);
}

describe("as the live service words it", () => {
  test.each<[string, string]>([
    ["invalid filter", "Invalid syntax for 'invalid filter': Syntax error at position 14 in 'invalid filter'."],
    ["not length(userId) gt 5", "Invalid syntax for 'not length(userId)': Type 'null', expect 'bool'."],
  ])("%s", (filter, message) => {
    expect(refusal(filter)).toBe(message);
  });
});

describe("syntax", () => {
  test.each<[string, string]>([
    [" ", "Expression expected at position 1"],
    ["not", "Expression expected at position 3"],
    ["userId eq", "Expression expected at position 9"],
    ["userId eq  and true", "Syntax error at position 19"],
    ["true and", "Expression expected at position 8"],
    [", true", "Expression expected at position 0"],
    [")", "Expression expected at position 0"],
    ["()", "Expression expected at position 1"],
    ["(", "Expression expected at position 1"],
    ["(true", "')' or operator expected at position 5"],
    ["(true, false)", "')' or operator expected at position 5"],
    ["true)", "Syntax error at position 5"],
    ["true true", "Syntax error at position 9"],
    ["userId EQ 'a'", "Syntax error at position 9"],
    ["1 add 2 eq 3", "Syntax error at position 5"],
    ["userId eq'a'", "Syntax error at position 12"],
    ["length (userId) eq 1", "Syntax error at position 8"],
    ["length(userId eq 1", "')' or ',' expected at position 18"],
    ["contains(userId 'a')", "')' or ',' expected at position 16"],
    ["contains(userId,)", "Expression expected at position 16"],
    ["userId in", "Expression expected at position 9"],
    ["userId in ()", "Expression expected at position 11"],
    ["userId in ('a',)", "Expression expected at position 15"],
    ["userId in ('a' 'b')", "')' or ',' expected at position 15"],
    ["userId in ('a'", "')' or ',' expected at position 14"],
    ["userId eq 'a", "There is an unterminated string literal at position 12"],
    ["userId eq 'a''", "There is an unterminated string literal at position 14"],
    ["'", "There is an unterminated string literal at position 1"],
    ["userId eq duration'P", "There is an unterminated string literal at position 20"],
    ["userId == 'a'", "Syntax error: character '=' is not valid at position 7"],
    ['userId eq "a"', "Syntax error: character '\"' is not valid at position 10"],
    ["groups/any(g: g eq 'a')", "Syntax error: character '/' is not valid at position 6"],
    ["length(userId) eq +5", "Syntax error: character '+' is not valid at position 18"],
    ["length(userId) eq -length(userId)", "Syntax error: character '-' is not valid at position 18"],
    ["userId eq 🐦", "Syntax error: character '🐦' is not valid at position 10"],
    ["\ud800", "Syntax error: character '\ud800' is not valid at position 0"],
  ])("%s", (filter, message) => {
    expect(refusal(filter)).toBe(`Invalid syntax for '${filter}': ${message} in '${filter}'.`);
  });

  test("of two mistakes the first is told", () => {
    expect(refusal("a b ! 'c")).toContain("Syntax error at position 3 in");
  });
});

describe("names, functions and literals that there are not", () => {
  test.each<[string, string, string]>([
    ["ab", "ab", "Token 'ab' is not supported."],
    ["not ab ", "not ab ", "Token 'ab' is not supported."],
    ["ab eq 1", "ab eq 1", "Token 'ab' is not supported."],
    ["true or (ab eq 1)", "ab eq 1", "Token 'ab' is not supported."],
    ["invalid(ab,c)", "invalid(ab,c)", "Token 'invalid(ab,c)' is not supported."],
    ["Length(userId) eq 1", "Length(userId)", "Token 'Length(userId)' is not supported."],
    ["toString(userId) eq ''", "toString(userId)", "Token 'toString(userId)' is not supported."],
    ["constructor eq ''", "constructor eq ''", "Token 'constructor' is not supported."],
    ["True", "True", "Token 'True' is not supported."],
    ["in in groups", "in in groups", "Token 'in' is not supported."],
    ["length(userId) eq 1.5", "length(userId) eq 1.5", "Token '1.5' is not supported."],
    ["length(userId) eq 1e3", "length(userId) eq 1e3", "Token '1e3' is not supported."],
    ["length(userId) eq 5L", "length(userId) eq 5L", "Token '5L' is not supported."],
    ["1 lt 2147483648", "1 lt 2147483648", "Token '2147483648' is not supported."],
    ["1 gt -2147483649", "1 gt -2147483649", "Token '-2147483649' is not supported."],
    ["userId eq duration'P1D'", "userId eq duration'P1D'", "Token 'duration'P1D'' is not supported."],
    ["userId in ('a', b)", "userId in ('a', b)", "Token 'b' is not supported."],
  ])("%s", (filter, where, what) => {
    expect(refusal(filter)).toBe(`Invalid syntax for '${where}': ${what}`);
  });
});

describe("types", () => {
  test.each<[string, string, string, string]>([
    ["userId", "userId", "string", "bool"],
    ["null", "null", "null", "bool"],
    ["1", "1", "int", "bool"],
    ["(groups)", "groups", "collection", "bool"],
    ["( not 'a' )", "not 'a'", "string", "bool"],
    ["not 'o''clock'", "not 'o'clock'", "string", "bool"],
    ["not userId in ('a')", "not userId", "string", "bool"],
    ["not (not 1)", "not 1", "int", "bool"],
    ["not length(connectionId) gt 5", "not length(connectionId)", "int", "bool"],
    ["not tolower(userId)", "not tolower(userId)", "null", "bool"],
    ["not concat(userId,connectionId)", "not concat(userId,connectionId)", "string", "bool"],
    ["not concat(userId,protocol)", "not concat(userId,protocol)", "null", "bool"],
    ["not substring(userId, 1)", "not substring(userId,1)", "null", "bool"],
    ["not indexof(userId, 'a')", "not indexof(userId,'a')", "int", "bool"],
    ["true and 'a'", "True and 'a'", "string", "bool"],
    ["true or false and 'a'", "False and 'a'", "string", "bool"],
    ["false or true or null", "(False or True) or null", "null", "bool"],
    ["true or ((not true) and 1)", "(not True) and 1", "int", "bool"],
    ["userId lt 1", "userId lt 1", "string", "int"],
    ["1 ge 'a'", "1 ge 'a'", "string", "int"],
    ["null gt true", "null gt True", "bool", "int"],
    ["groups le 1", "groups le 1", "collection", "int"],
    ["tolower(userId) gt 1", "tolower(userId) gt 1", "string", "int"],
    ["tolower(1) eq ''", "tolower(1)", "int", "string"],
    ["toupper(true) eq ''", "toupper(True)", "bool", "string"],
    ["trim(groups) eq ''", "trim(groups)", "collection", "string"],
    ["contains(groups, 'a')", "contains(groups,'a')", "collection", "string"],
    ["startswith(userId, 1)", "startswith(userId,1)", "int", "string"],
    ["endswith(length(userId), '1')", "endswith(length(userId),'1')", "int", "string"],
    ["indexof(1, '1') eq 0", "indexof(1,'1')", "int", "string"],
    ["concat('a', 1) eq 'a1'", "concat('a',1)", "int", "string"],
    ["substring(1, 1) eq ''", "substring(1,1)", "int", "string"],
    ["substring(userId, '1') eq ''", "substring(userId,'1')", "string", "int"],
    ["substring(userId, null) eq ''", "substring(userId,null)", "null", "int"],
    ["substring(userId, 1, length(userId)) eq ''", "substring(userId,1,length(userId))", "null", "int"],
    ["userId in 'a'", "userId in 'a'", "string", "collection"],
    ["userId in connectionId", "userId in connectionId", "string", "collection"],
  ])("%s", (filter, where, type, expected) => {
    expect(refusal(filter)).toBe(`Invalid syntax for '${where}': Type '${type}', expect '${expected}'.`);
  });

  test("of a function that takes two types", () => {
    expect(refusal("length(1) eq 1")).toBe("Invalid syntax for 'length(1)': Invalid token 'length(1)'.");
  });
});

describe("numbers of arguments", () => {
  test.each([
    "length()",
    "length(userId,userId)",
    "tolower()",
    "toupper(userId,userId)",
    "trim()",
    "substring(userId)",
    "substring(userId,1,2,3)",
    "concat(userId)",
    "indexof(userId)",
    "contains(userId)",
    "startswith(userId,'a','b')",
    "endswith()",
  ])("%s", (call) => {
    expect(refusal(`true or ${call} eq null`)).toBe(`Invalid syntax for '${call}': Invalid token '${call}'.`);
  });
});
