import { describe, expect, test } from "@jest/globals";
import { parseFilter, type FilterSubject } from "../src/filter/filter.js";

const ada: FilterSubject = {
  connectionId: "connection-1",
  userId: "ada-XY-de",
  groups: new Set(["news", "o'clock", "Ünïcode 🐦"]),
  protocol: "json.webpubsub.azure.v1",
};
const nobody: FilterSubject = { connectionId: "connection-2", userId: undefined, groups: new Set() };

/** Whether a filter means a connection with this user id. */
const means = (filter: string, userId: string | undefined): boolean => parseFilter(filter)({ ...nobody, userId });

describe("a filter that means the connection", () => {
  test.each([
    "",
    "true",
    " true\t\r\n",
    "not false",
    "not not true",
    "not(false)",
    "true eq not false",
    "userId eq 'ada-XY-de'",
    "USERID eq 'ada-XY-de' and connectionid eq 'connection-1' and 'news' in GROUPS",
    "'ada-XY-de' eq userId",
    "connectionId ne '123'",
    "protocol eq 'json.webpubsub.azure.v1'",
    "'o''clock' in groups",
    "'Ünïcode 🐦' in groups",
    "'news' in (groups)",
    "not ('News' in groups)",
    "'x' in groups or 'news' in groups",
    "userId in ('bob', 'ada-XY-de')",
    "userId in('ada-XY-de')",
    "not (userId in ('bob', 'ada', null))",
    "'connection-1' in (userId, connectionId)",
    "3 in (length(groups), 1)",
    "userId in ('a, b)', tolower('X'), concat('ada-', 'XY-de'))",
    "true in (userId eq 'x', 'news' in groups)",
    "length(groups) eq 3 and length(groups) lt 4 and length(groups) gt -1",
    "length(userId) ge 9 and length(userId) le 9",
    "2147483647 gt -2147483648",
    "007 eq 7 and -0 eq 0",
    "tolower(userId) eq 'ada-xy-de'",
    "toupper(userId) eq 'ADA-XY-DE'",
    "trim(concat(' \t', concat(userId, ' '))) eq userId",
    "substring(userId, 4) eq 'XY-de'",
    "substring(userId, 4, 2) eq 'XY'",
    "substring(userId, 9) eq '' and substring(userId, 9, 0) eq ''",
    "substring(userId, indexof(userId, '-'), 1) eq '-'",
    "endswith(userId, '-de') and startswith(userId, 'ada') and contains(userId, 'XY')",
    "contains(userId, '') and startswith(userId, '') and endswith(userId, '')",
    "indexof(userId, '-') eq 3 and indexof(userId, '?') eq -1 and indexof(userId, '') eq 0",
    "concat('a', 'b') eq 'ab'",
    "(((userId))) eq ('ada-XY-de')",
    "userId ne 1 and groups ne 'news' and groups eq groups",
  ])("%s", (filter) => {
    expect(parseFilter(filter)(ada)).toBe(true);
  });
});

describe("a filter that does not mean the connection", () => {
  test.each([
    "false",
    "not true",
    "userId eq 'ADA-XY-DE'",
    "userId eq null",
    "userId ne 'ada-XY-de'",
    "'News' in groups",
    "userId in groups",
    "null in groups",
    "'news' in (groups, 'x')",
    "1 in groups",
    "userId in ('ada', null, 1, true)",
    "length(userId) gt 9",
    "length(userId) lt 9",
    "userId eq 'ada-XY-de' and (not ('news' in groups))",
    "substring(userId, 10) eq ''",
    "substring(userId, -1) eq ''",
    "substring(userId, 4, 6) eq 'XY-de'",
    "substring(userId, 4, -1) eq ''",
    "startswith(userId, 'XY')",
    "endswith(userId, 'XY')",
    "contains(userId, 'xy')",
    "1 eq '1'",
    "true eq 'true'",
  ])("%s", (filter) => {
    expect(parseFilter(filter)(ada)).toBe(false);
  });
});

test.each<[string, string, boolean]>([
  ["without operators between them, from left to right", "1 lt 2 eq true", true],
  ["also where that is false", "false eq false eq false", false],
  ["and before or, on the right", "true or false and false", true],
  ["and before or, on the left", "false and false or true", true],
  ["parentheses first", "(true or false) and false", false],
  ["not before comparisons", "not false eq false", false],
  ["not before and", "not false and false", false],
  ["not before or", "not true or true", true],
  ["comparisons before and", "1 eq 1 and 2 eq 2", true],
  ["in before and", "'a' in ('a') and true", true],
  ["in like comparisons", "'a' in ('b') eq false", true],
])("precedence: %s", (_, filter, expected) => {
  expect(parseFilter(filter)(ada)).toBe(expected);
});

test("the documented example of precedence means the same with its parentheses", () => {
  const bare = "length(userId) gt 0 and length(userId) lt 3 or length(userId) gt 7 and length(userId) lt 10";
  const grouped =
    "((length(userId) gt 0) and (length(userId) lt 3)) or ((length(userId) gt 7) and (length(userId) lt 10))";
  for (const [userId, expected] of [
    ["", false],
    ["12", true],
    ["12345", false],
    ["12345678", true],
    ["1234567890", false],
  ] as const) {
    expect([means(bare, userId), means(grouped, userId)]).toEqual([expected, expected]);
  }
});

describe("for a connection without a user", () => {
  test.each([
    "userId eq null",
    "null eq userId and not (userId ne null)",
    "userId ne 'ada'",
    "userId in (null)",
    "not (userId in ('ada', ''))",
    "not (length(userId) gt 0) and not (length(userId) le 0)",
    "not (0 lt length(userId)) and not (0 ge length(userId))",
    "length(userId) eq null and length(userId) ne 0",
    "tolower(userId) eq null and toupper(userId) eq null and trim(userId) eq null",
    "substring(userId, 0) eq null and substring(userId, 0, 1) eq null",
    "not contains(userId, '') and not startswith(userId, '') and not endswith('', userId)",
    "indexof(userId, '') eq -1 and indexof('', userId) eq -1",
    "concat(userId, 'a') eq 'a' and concat('a', userId) eq 'a'",
    "concat(userId, userId) eq null and concat(null, null) eq null and concat('', null) eq ''",
    "length(null) eq null and tolower(null) eq null",
    "length(groups) eq 0 and not ('news' in groups)",
    "protocol eq null",
  ])("%s", (filter) => {
    expect(parseFilter(filter)(nobody)).toBe(true);
  });

  test("the same filters are taken for one with a user", () => {
    expect(means("length(userId) eq null", "")).toBe(false);
    expect(means("concat(userId, userId) eq null", "")).toBe(false);
    expect(means("indexof(userId, '') eq -1", "")).toBe(false);
  });
});

test("a text too short for a substring is null, also as an argument", () => {
  expect(means("length(substring(userId, 2)) eq null and indexof(substring(userId, 2), 'a') eq -1", "a")).toBe(true);
  expect(means("substring('abc', length(substring(connectionId, 20))) eq null", "a")).toBe(true);
});

describe("letters of any script", () => {
  test.each<[string, string]>([
    ["tolower(userId) eq 'äöüéж'", "ÄÖÜÉЖ"],
    ["toupper(userId) eq 'ÄÖÜÉЖ'", "äöüéж"],
    ["toupper(userId) eq 'STRAßE'", "straße"],
    ["tolower(userId) eq 'σοφοσ'", "ΣΟΦΟΣ"],
    ["tolower(userId) eq '𐐨' and length(userId) eq 2", "𐐀"],
    ["toupper(userId) eq userId and tolower(userId) eq userId and indexof(userId, '日') eq 2", "🐦日本"],
    ["userId eq '\u0000\u2028\ud800'", "\u0000\u2028\ud800"],
    ["trim(userId) eq 'é'", "\u00a0\u3000é\u2003"],
  ])("%s", (filter, userId) => {
    expect(means(filter, userId)).toBe(true);
  });
});

test("a filter can be used any number of times, and does not remember", () => {
  const filter = parseFilter("'news' in groups and userId in ('ada', 'bob')");
  const groups = new Set<string>();
  const subject = { connectionId: "1", userId: "ada", groups };
  expect(filter(subject)).toBe(false);
  groups.add("news");
  expect([filter(subject), filter({ ...subject, userId: "eve" }), filter(subject)]).toEqual([true, false, true]);
});
