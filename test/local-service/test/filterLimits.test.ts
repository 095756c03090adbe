import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { FilterError, parseFilter, type FilterSubject } from "../src/filter/filter.js";
import { indexOf } from "../src/filter/text.js";

const ada: FilterSubject = { connectionId: "1", userId: "ada", groups: new Set(["news"]) };
const tooDeep = "Recursion depth exceeded allowed limit.";

/** What this process has worked, in milliseconds: unlike the time on the clock, a busy machine does not add to it. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The message of the error that a filter brings about, after less than two seconds of work. */
function refusal(filter: string): string {
  const started = worked();
  try {
    parseFilter(filter);
  } catch (error) {
    expect(worked() - started).toBeLessThan(2000);
    if (error instanceof FilterError) return error.message;
    throw error;
  }
  throw new Error("The filter is taken.");
}

describe("a filter may nest", () => {
  const parentheses = (count: number) => `${"(".repeat(count)}true${")".repeat(count)}`;
  const calls = (count: number) => `${"trim(".repeat(count)}userId${")".repeat(count)} eq 'ada'`;

  test("13 times, in parentheses or arguments", () => {
    expect(parseFilter(parentheses(13))(ada)).toBe(true);
    expect(parseFilter(calls(13))(ada)).toBe(true);
    expect(refusal(parentheses(14))).toContain(tooDeep);
    expect(refusal(calls(14))).toContain(tooDeep);
  });

  test("not behind not 93 times", () => {
    expect(parseFilter(`${"not ".repeat(93)}false`)(ada)).toBe(true);
    expect(refusal(`${"not ".repeat(94)}true`)).toContain(tooDeep);
  });

  test.each(["(", "not ", "not(", "trim(", "(not ", "contains('a',("])(
    "a hundred thousand %p are refused",
    (opening) => {
      expect(refusal(opening.repeat(100_000))).toContain(tooDeep);
    },
  );
});

describe("a filter may have", () => {
  test.each<[string, string, number]>([
    ["userId ne '?'", " and ", 150],
    ["not startswith(userId, '?')", " and ", 150],
    ["tolower(userId) ne '?'", " and ", 100],
  ])("as many clauses as this, %s, as make 300 operators and functions", (clause, operator, most) => {
    const filter = (count: number) => Array.from({ length: count }, () => clause).join(operator);
    expect(parseFilter(filter(most))(ada)).toBe(true);
    expect(refusal(filter(most + 1))).toMatch(/ More than 300 operators and functions, .* 100 clauses .*\.$/);
  });

  test.each([" or true", " and true", " eq true", " in (true)", " ne (true eq true)"])(
    "but not a hundred thousand times %p",
    (more) => {
      expect(refusal(`true${more.repeat(100_000)}`)).toContain("More than 300 operators");
    },
  );

  test.each(["trim('a')", "userId", "(userId)", "not true", "1 eq 1"])("or a list of that many of %s", (item) => {
    expect(refusal(`'a' in (${`${item},`.repeat(100_000)}'a')`)).toContain("More than 300 operators");
    expect(parseFilter(`'a' in (${`${item},`.repeat(299)}'a')`)(ada)).toBe(true);
  });

  test("lists in lists no deeper than that", () => {
    expect(refusal("1 in (".repeat(100_000))).toContain("More than 300 operators");
    expect(parseFilter(`${"1 in (".repeat(300)}1${")".repeat(300)}`)(ada)).toBe(false);
  });
});

describe("long texts", () => {
  test("a literal of a megabyte is compared", () => {
    const text = "'🐦".repeat(300_000);
    const filter = parseFilter(`userId eq '${text.replaceAll("'", "''")}'`);
    expect([filter(ada), filter({ ...ada, userId: text })]).toEqual([false, true]);
  });

  test.each(["tolower('?') eq userId", "length(tolower('?')) lt 1", "userId in (toupper(tolower('?')), 'bob')"])(
    "twenty that are the same for every connection are worked out once: %s",
    (clause) => {
      const clauses = Array<string>(20).fill(clause.replace("?", "É".repeat(20_000)));
      const filter = parseFilter(clauses.join(" or "));
      const started = worked();
      for (let index = 0; index < 500; index++) expect(filter(ada)).toBe(false);
      expect(worked() - started).toBeLessThan(1000);
      expect(parseFilter(clause.replace("?", "ADA"))(ada)).toBe(clause.startsWith("tolower"));
    },
  );

  test("a list of a hundred thousand users is looked up, not searched", () => {
    const filter = parseFilter(`userId in (${Array.from({ length: 100_000 }, (_, index) => `'${index}'`).join(", ")})`);
    const started = worked();
    for (let index = 0; index < 100_000; index++) filter({ ...ada, userId: String(index) });
    expect(worked() - started).toBeLessThan(2000);
    expect([filter(ada), filter({ ...ada, userId: "99999" }), filter({ ...ada, userId: "100000" })]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("of names, numbers, spaces, quotes and commas are refused at once", () => {
    expect(refusal("a".repeat(1_000_000))).toMatch(
      /^Invalid syntax for 'a{1000}…': Token 'a{1000}…' is not supported\.$/,
    );
    expect(refusal("9".repeat(1_000_000))).toContain("is not supported");
    expect(refusal(" ".repeat(1_000_000))).toContain("Expression expected at position 1000000 in");
    expect(refusal("'".repeat(999_999))).toContain("unterminated string literal at position 999999 in");
    expect(refusal(`length(${"1,".repeat(300_000)}1) eq 1`)).toContain("Invalid token 'length(1,1,");
  });

  test("no error repeats much of a filter", () => {
    for (const filter of ["(".repeat(100_000), "a ".repeat(100_000), `${"x".repeat(500_000)}('a')`]) {
      expect(refusal(filter).length).toBeLessThan(2200);
    }
  });

  test("a search in one for another that nearly fits takes time in proportion to them", () => {
    const filter = parseFilter(`contains('${"a".repeat(500_000)}', 'b${"a".repeat(250_000)}')`);
    const started = worked();
    expect(filter(ada)).toBe(false);
    expect(worked() - started).toBeLessThan(2000);
  });

  test("are found where they are", () => {
    const ab = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 20 });
    const cuts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(ab, ab, cuts, fc.boolean(), (period, end, lengths, isThere) => {
        const part = period.repeat(400) + end;
        const nearly = lengths.map((length) => part.slice(0, -1 - length)).join("");
        const text = isThere ? nearly + part : nearly + nearly;
        expect(indexOf(text, part)).toBe(text.indexOf(part));
      }),
      { numRuns: 500 },
    );
    expect(indexOf(`${"a".repeat(1500)}b`, `${"a".repeat(1000)}b`)).toBe(500);
    expect(indexOf(`${"aabaaa".repeat(100)}aabaaac`, `${"aabaaa".repeat(90)}aabaaac`)).toBe(60);
  });
});
