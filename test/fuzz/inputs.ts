import vm from "node:vm";
import * as fc from "fast-check";
import { codePoint } from "../../scripts/codePoint.js";

/** Any text: all of Unicode, lone surrogates, and what means something to a URL, to HTTP or to JavaScript. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: codePoint }),
  // Code units, so that surrogates stand alone.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    "",
    " ",
    ".",
    "..",
    "/",
    "\\",
    "%",
    "%2e",
    "%2F",
    "'",
    '"',
    "#",
    "?",
    "&",
    "=",
    "+",
    ";",
    "\0",
    "\r\n",
    "\t",
    "\uFEFF",
    "ä",
    "\uD800",
    "__proto__",
    "constructor",
    "toString",
  ),
  fc
    .array(fc.constantFrom("a", ".", "/", "%", "2e", "'", " ", "\t", "\\", "\uDC00", "é", "😀"), { maxLength: 8 })
    .map((parts) => parts.join("")),
);

/** Whether a text can be written as UTF-8: it has no surrogate that stands alone. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

const foreign = vm.createContext({});

/** Evaluates an expression in another realm, such as those of test runners. */
const inOtherRealm = (expression: string): unknown => vm.runInContext(expression, foreign);

/** Bytes as an instance of another realm. */
export function foreignBytes(bytes: Uint8Array): Uint8Array {
  const copy = (inOtherRealm("(length) => new Uint8Array(length)") as (length: number) => Uint8Array)(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Things that are no plain data, each made anew. */
export const strangers: readonly (readonly [string, () => unknown])[] = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["NaN", () => Number.NaN],
  ["Infinity", () => Number.POSITIVE_INFINITY],
  ["a number", () => 7],
  ["a bigint", () => 7n],
  ["true", () => true],
  ["a text", () => "text"],
  ["an empty text", () => ""],
  ["a symbol", () => Symbol("s")],
  ["an object", () => ({})],
  ["an object without prototype", () => Object.create(null) as unknown],
  ["an array", () => []],
  ["a function", () => () => undefined],
  ["a promise", () => Promise.resolve(1)],
  ["a Map", () => new Map([["a", 1]])],
  ["a Set", () => new Set([1])],
  ["a WeakMap", () => new WeakMap()],
  ["a Date", () => new Date(0)],
  ["an invalid Date", () => new Date(Number.NaN)],
  ["an Error", () => new Error("sample")],
  ["a RegExp", () => /a/],
  ["a URL", () => new URL("https://a.example/")],
  ["URLSearchParams", () => new URLSearchParams("a=1")],
  ["FormData", () => new FormData()],
  ["Headers", () => new Headers({ a: "1" })],
  ["a DataView", () => new DataView(new ArrayBuffer(4))],
  ["an Int16Array", () => new Int16Array([1, 2])],
  ["a Float64Array", () => new Float64Array([1])],
  [
    "a generator",
    () =>
      (function* generate() {
        yield "a";
      })(),
  ],
  ["a boxed text", () => Object("boxed") as unknown],
  [
    "a cycle",
    () => {
      const cycle: Record<string, unknown> = {};
      cycle["self"] = cycle;
      return cycle;
    },
  ],
  ["a foreign Map", () => inOtherRealm("new Map([[1, 2]])")],
  ["a foreign object", () => inOtherRealm("({ a: 1 })")],
  [
    "a throwing getter",
    () => ({
      get a(): never {
        throw new Error("a getter");
      },
    }),
  ],
];

/** Something that hardly anybody means to give, with its name for reports. */
export const anyStranger: fc.Arbitrary<{ readonly name: string; make(): unknown }> = fc
  .constantFrom(...strangers)
  .map(([name, make]) => ({ name, make, toString: () => name, [fc.toStringMethod]: () => name }));

/** Bytes, up to some hundred. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 300 });

/** Numbers that mean something, and things that do not. */
export const anyNumber = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.constantFrom<unknown>(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -1,
    -0,
    0.5,
    2.5,
    "3",
    "",
    null,
    undefined,
    1e300,
  ),
  anyStranger.map(({ make }) => make()),
);
