import { indexOf, toLower, toUpper } from "./text.js";
import type { Type, Value } from "./type.js";

/** What an argument may be. Where a number is wanted, null will not do; elsewhere it will. */
export type Parameter = "string" | "int" | "string or collection";

/** A function that filters may call. */
export interface FilterFunction {
  readonly parameters: readonly Parameter[];
  /** How many arguments there are at least, where the last may be left out. */
  readonly fewest?: number;
  readonly result: Type;
  /** The result where an argument is null. */
  readonly withNull: (values: readonly Value[]) => Value;
  /** The result where none is; the values are of the types of `parameters`. */
  readonly call: (...values: never[]) => Value;
}

/**
 * The functions by name (Microsoft docs, reference-odata-filter.md, "Supported operations"; what they make of null is
 * from the service's own emulator).
 */
export const functions: ReadonlyMap<string, FilterFunction> = new Map<string, FilterFunction>([
  ["length", { parameters: ["string or collection"], result: "int", withNull: () => null, call: length }],
  ["tolower", ofText(toLower)],
  ["toupper", ofText(toUpper)],
  ["trim", ofText((text) => text.trim())],
  [
    "substring",
    { parameters: ["string", "int", "int"], fewest: 2, result: "string", withNull: () => null, call: substring },
  ],
  [
    "concat",
    {
      parameters: ["string", "string"],
      result: "string",
      withNull: ([first = null, second = null]) => first ?? second,
      call: (first: string, second: string) => first + second,
    },
  ],
  ["indexof", { parameters: ["string", "string"], result: "int", withNull: () => -1, call: indexOf }],
  ["contains", ofTwoTexts((text, part) => indexOf(text, part) !== -1)],
  ["startswith", ofTwoTexts((text, part) => text.startsWith(part))],
  ["endswith", ofTwoTexts((text, part) => text.endsWith(part))],
]);

function ofText(call: (text: string) => string): FilterFunction {
  return { parameters: ["string"], result: "string", withNull: () => null, call };
}

function ofTwoTexts(call: (text: string, part: string) => boolean): FilterFunction {
  return { parameters: ["string", "string"], result: "bool", withNull: () => false, call };
}

/** How many UTF-16 units a text has, or how many groups there are. */
function length(value: string | ReadonlySet<string>): number {
  return typeof value === "string" ? value.length : value.size;
}

/** Null where the text is too short, so that one connection of many cannot make a filter fail. */
function substring(text: string, start: number, count = text.length - start): string | null {
  if (start < 0 || count < 0 || start + count > text.length) return null;
  return text.slice(start, start + count);
}
