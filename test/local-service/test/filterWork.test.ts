import { describe, expect, test } from "@jest/globals";
import { FilterError, parseFilter } from "../src/filter/filter.js";
import { toLower, toUpper } from "../src/filter/text.js";
import { call, connect, service } from "./support.js";

const json = { "content-type": "application/json" };
const long = "É".repeat(450_000);

/** Any character on its own in another case, where that is one character. */
const mapEach = (text: string, map: (character: string) => string): string =>
  [...text].map((character) => (map(character).length === character.length ? map(character) : character)).join("");

test("every character has the case that it has on its own, or none", () => {
  const all = Array.from({ length: 0x1_1000 }, (_, code) => String.fromCodePoint(code)).join("");
  expect(toLower(all)).toBe(mapEach(all, (character) => character.toLowerCase()));
  expect(toUpper(all)).toBe(mapEach(all, (character) => character.toUpperCase()));
  expect([toLower("ΟΔΟΣ İß"), toUpper("straße ŉ")]).toEqual(["οδοσ İß", "STRAßE ŉ"]);
});

describe("a filter that would take long for many connections", () => {
  const subjects = Array.from({ length: 1000 }, (_, index) => ({
    connectionId: String(index),
    userId: `user ${index}`,
    groups: new Set<string>(),
  }));

  test.each([
    `tolower(concat(userId,'${long}')) eq 'x'`,
    `toupper(concat(userId,'${"ßa".repeat(225_000)}')) eq 'x'`,
    `contains(concat(userId,'${"a".repeat(400_000)}'), concat(userId,'${"a".repeat(400_000)}b'))`,
    `length(trim(concat('${" ".repeat(900_000)}', userId))) gt 1`,
  ])("ends in an error before it has taken long: %#", (filter) => {
    const isMeant = parseFilter(filter);
    let evaluated = 0;
    expect(() => subjects.filter((subject) => ++evaluated > 0 && isMeant(subject))).toThrow(FilterError);
    expect(evaluated).toBeLessThan(20);
  });

  test("does not, with as many functions as there may be and names of a usual length", () => {
    const clauses = Array.from({ length: 100 }, (_, index) => `tolower(userId) eq 'someone else ${index}'`);
    expect(subjects.filter(parseFilter(clauses.join(" or ")))).toEqual([]);
  });
});

test("a request with such a filter is refused, and changes nothing", async () => {
  const local = await service();
  const clients = await Promise.all(Array.from({ length: 30 }, () => connect(local)));
  const filter = `not (tolower(concat(userId,'${long}')) eq 'x')`;
  const body = JSON.stringify({ groups: ["news"], filter });
  const { status, text } = await call(local, "POST", "/api/hubs/chat/:addToGroups", { headers: json, body });
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({
    target: "Filter",
    message: expect.stringContaining("all connections together"),
  });
  expect(text.length).toBeLessThan(5000);
  expect(local.control.hubs()[0]?.connections.every(({ groups }) => groups.length === 0)).toBe(true);
  expect(clients).toHaveLength(30);
});
