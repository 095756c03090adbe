import * as fc from "fast-check";
import { codePoint } from "./codePoint.js";
import type { FilterSubject } from "../src/filter/filter.js";

type Value = string | number | boolean | null;

/** A random expression: how it is written, how tightly it binds, and what it comes to, worked out apart from the parser. */
interface Sample {
  readonly text: string;
  /** 1 for `or`, 2 for `and`, 3 for comparisons, 4 for the rest. */
  readonly binds: number;
  readonly value: (subject: FilterSubject) => Value;
}

const gap = fc.constantFrom(" ", "  ", "\n", "\t ");
const text = fc.oneof(
  fc.constantFrom("ada", "a", "", "news", "O'Neill", "ß Σ"),
  fc.string({ unit: codePoint, maxLength: 6 }),
);
/** A text as a literal. */
export const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const write = (value: Value): string => (typeof value === "string" ? quote(value) : String(value));

/** Random connections, which often have what random filters ask for. */
export const subject: fc.Arbitrary<FilterSubject> = fc.record({
  connectionId: text,
  userId: fc.option(text, { nil: undefined }),
  groups: fc.array(text, { maxLength: 3 }).map((groups) => new Set(groups)),
});

const literal = (values: fc.Arbitrary<Value>): fc.Arbitrary<Sample> =>
  values.map((value) => ({ text: write(value), binds: 4, value: () => value }));

/** In parentheses where they are needed, and sometimes where they are not. */
const within = (samples: fc.Arbitrary<Sample>, atLeast: number): fc.Arbitrary<Sample> =>
  fc
    .tuple(samples, fc.boolean())
    .map(([one, extra]) => (extra || one.binds < atLeast ? { ...one, text: `(${one.text})`, binds: 4 } : one));

function binary(
  operator: string,
  binds: number,
  operand: fc.Arbitrary<Sample>,
  value: (left: Value, right: Value) => Value,
): fc.Arbitrary<Sample> {
  return fc.tuple(within(operand, binds), within(operand, binds + 1), gap, gap).map(([left, right, before, after]) => ({
    text: `${left.text}${before}${operator}${after}${right.text}`,
    binds,
    value: (given: FilterSubject) => value(left.value(given), right.value(given)),
  }));
}

function call(
  name: string,
  operands: readonly fc.Arbitrary<Sample>[],
  value: (...values: never[]) => Value,
): fc.Arbitrary<Sample> {
  return fc
    .tuple(fc.tuple(...operands.map((operand) => within(operand, 1))), fc.constantFrom(",", ", "))
    .map(([args, comma]) => ({
      text: `${name}(${args.map((argument) => argument.text).join(comma)})`,
      binds: 4,
      value: (given: FilterSubject) => value(...(args.map((argument) => argument.value(given)) as never[])),
    }));
}

type Nullable = string | null;
const onlyFor = (change: (value: string) => Value) => (value: Nullable) => (value === null ? null : change(value));
const both = (check: (value: string, part: string) => boolean) => (value: Nullable, part: Nullable) =>
  value !== null && part !== null && check(value, part);
const ordered = (check: (left: number, right: number) => boolean) => (left: Value, right: Value) =>
  left !== null && right !== null && check(left as number, right as number);
/** Characters one by one, as .NET maps them, and not those that would become two. */
const simply = (change: (character: string) => string) => (value: string) =>
  Array.from(value, (one) => (change(one).length === one.length ? change(one) : one)).join("");

const stripped = (value: string) => value.replace(/^\s+/u, "").replace(/\s+$/u, "");
const size = (value: string) => value.length;

function cut(value: Nullable, start: number, count?: number): Nullable {
  if (value === null || start < 0 || start > value.length) return null;
  if (count !== undefined && (count < 0 || start + count > value.length)) return null;
  return value.substring(start, start + (count ?? value.length - start));
}

const predicates = {
  contains: (value: string, part: string) => value.includes(part),
  startswith: (value: string, part: string) => value.startsWith(part),
  endswith: (value: string, part: string) => value.endsWith(part),
};
const orders = {
  gt: (left: number, right: number) => left > right,
  ge: (left: number, right: number) => left >= right,
  lt: (left: number, right: number) => left < right,
  le: (left: number, right: number) => left <= right,
};
const integer = literal(fc.integer({ min: -3, max: 8 }));
const groups = fc.constantFrom("groups", "GROUPS", "(groups)");

/** One bound for all three kinds together: with a call and parentheses at each level, it stays within what may nest. */
const bounds = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier() };

/** Random filters of every construct, with what they come to. */
export const { filter } = fc.letrec<Record<"filter" | "string" | "int", Sample>>((tie) => ({
  string: fc.oneof(
    bounds,
    literal(fc.oneof(text, fc.constant(null))),
    fc
      .constantFrom("userId", "UserID")
      .map((name) => ({ text: name, binds: 4, value: (given: FilterSubject) => given.userId ?? null })),
    fc.constant<Sample>({ text: "connectionId", binds: 4, value: (given: FilterSubject) => given.connectionId }),
    call("tolower", [tie("string")], onlyFor(simply((one) => one.toLowerCase()))),
    call("toupper", [tie("string")], onlyFor(simply((one) => one.toUpperCase()))),
    call("trim", [tie("string")], onlyFor(stripped)),
    call("concat", [tie("string"), tie("string")], (first: Nullable, second: Nullable) =>
      first === null && second === null ? null : `${first ?? ""}${second ?? ""}`,
    ),
    call("substring", [tie("string"), integer], cut),
    call("substring", [tie("string"), integer, integer], cut),
  ),
  int: fc.oneof(
    bounds,
    literal(fc.oneof(fc.integer({ min: -3, max: 8 }), fc.constant(null))),
    groups.map((name) => ({ text: `length(${name})`, binds: 4, value: (given: FilterSubject) => given.groups.size })),
    call("length", [tie("string")], onlyFor(size)),
    call("indexof", [tie("string"), tie("string")], (value: Nullable, part: Nullable) =>
      value === null || part === null ? -1 : value.indexOf(part),
    ),
  ),
  filter: fc.oneof(
    bounds,
    literal(fc.boolean()),
    fc.tuple(within(tie("string"), 4), groups).map(([one, name]) => ({
      text: `${one.text} in ${name}`,
      binds: 3,
      value: (given: FilterSubject) => given.groups.has(one.value(given) as string),
    })),
    fc.tuple(within(tie("string"), 3), fc.array(tie("string"), { minLength: 1, maxLength: 4 })).map(([one, items]) => ({
      text: `${one.text} in (${items.map((item) => item.text).join(" ,")})`,
      binds: 3,
      value: (given: FilterSubject) => items.some((item) => item.value(given) === one.value(given)),
    })),
    ...Object.entries(predicates).map(([name, check]) => call(name, [tie("string"), tie("string")], both(check))),
    ...Object.entries(orders).map(([name, check]) => binary(name, 3, tie("int"), ordered(check))),
    ...(["string", "int", "filter"] as const).flatMap((type) => [
      binary("eq", 3, tie(type), (left, right) => left === right),
      binary("ne", 3, tie(type), (left, right) => left !== right),
    ]),
    { weight: 5, arbitrary: binary("and", 2, tie("filter"), (left, right) => left === true && right === true) },
    { weight: 5, arbitrary: binary("or", 1, tie("filter"), (left, right) => left === true || right === true) },
    {
      weight: 5,
      arbitrary: within(tie("filter"), 4).map((one) => ({
        text: `not ${one.text}`,
        binds: 4,
        value: (given: FilterSubject) => one.value(given) !== true,
      })),
    },
  ),
}));
