import * as fc from "fast-check";
import { odata } from "web-pubsub-rest/2024-12-01";
import type { ODataValue } from "web-pubsub-rest/2024-12-01";
import { anyStranger, anyText } from "../inputs.js";
import type { Property } from "../property.js";
import { attempt, check, checkRefused } from "../world.js";

const scalar = fc.oneof(anyText, fc.integer(), fc.bigInt(), fc.boolean(), fc.constant(null), fc.double());
const anyValue = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 4 }),
  anyStranger.map(({ make }) => make()),
  fc.array(fc.array(scalar, { maxLength: 1 }), { maxLength: 2 }),
);

/** Reads literals as the filter language has them, by a way of our own, and says what is left behind the first. */
function readLiteral(text: string): { value: unknown; rest: string } {
  if (text.startsWith("'")) {
    for (let at = 1; at < text.length; at += 1) {
      if (text[at] !== "'") continue;
      if (text[at + 1] === "'") at += 1;
      else return { value: text.slice(1, at).split("''").join("'"), rest: text.slice(at + 1) };
    }
    throw new Error("a text without an end");
  }
  if (text.startsWith("(")) {
    const items: unknown[] = [];
    for (let rest = text.slice(1); ;) {
      const item = readLiteral(rest);
      items.push(item.value);
      if (item.rest.startsWith(")")) return { value: items, rest: item.rest.slice(1) };
      check(item.rest.startsWith(", "), `no list goes on with ${item.rest}`);
      rest = item.rest.slice(2);
    }
  }
  const [word = ""] = /^(?:-?\d+|true|false|null)/.exec(text) ?? [];
  check(word !== "", `no literal begins ${text}`);
  const value: unknown = /\d/.test(word) ? BigInt(word) : JSON.parse(word);
  return { value, rest: text.slice(word.length) };
}

/** Whether the language has a literal for a value. */
function hasLiteral(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => !Array.isArray(item) && hasLiteral(item));
  return value === null || ["string", "boolean", "bigint"].includes(typeof value) || Number.isSafeInteger(value);
}

const normal = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(normal) : typeof value === "number" ? BigInt(value) : value;

/** As texts, because JSON has no large numbers. */
const write = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? `${item}n` : item));

const literals: Property = {
  name: "odata",
  weight: 2,
  make: () =>
    fc.asyncProperty(anyValue, anyValue, async (first, second) => {
      const { value: filter, error } = await attempt(
        () => odata`a eq ${first as ODataValue} and b eq ${second as ODataValue}!`,
      );
      if (error !== undefined) {
        checkRefused(error, /^value [12]$/);
        check(!hasLiteral(first) || !hasLiteral(second), "values that have a literal were refused");
        return;
      }
      check(filter.startsWith("a eq "), "the expression is another");
      const one = readLiteral(filter.slice(5));
      check(one.rest.startsWith(" and b eq "), `a value got out of its literal: ${filter}`);
      const two = readLiteral(one.rest.slice(10));
      check(two.rest === "!", `a value got out of its literal: ${filter}`);
      check(write([one.value, two.value]) === write([normal(first), normal(second)]), `other values: ${filter}`);
    }),
};

export const odataProperties: readonly Property[] = [literals];
