import { describe, expect, test } from "@jest/globals";
import { compareSurfaces } from "../../../scripts/diff/surface/compareSurfaces.js";

const report = (code: string) => `## API Report File for "made-up"\n\n\`\`\`ts\n\n${code}\n\`\`\`\n`;

/** Changes as lines: T breaks TypeScript callers. */
const lines = (before: string, after: string) =>
  compareSurfaces(report(before), report(after)).map(
    ({ subject, what, typescript, wire }) => `${typescript ? "T" : "-"}${wire ? "W" : "-"} ${subject}: ${what}`,
  );

/** What was exported, what is, what that changes, and what the way back changes. */
type Row = [name: string, before: string, after: string, forth: string[], back: string[]];

const check = (rows: Row[]) =>
  test.each(rows)("%s", (_, before, after, forth, back) => {
    expect(lines(before, after)).toEqual(forth);
    expect(lines(after, before)).toEqual(back);
  });

describe("names", () => {
  check([
    ["of a function", "", "export function a(): void;", ["-- a: added"], ["T- a: removed"]],
    [
      "of a constant",
      "export const a: 1;",
      "export const b: 1;",
      ["T- a: removed", "-- b: added"],
      ["T- b: removed", "-- a: added"],
    ],
    [
      "from another package",
      "import { KeyCredential } from '@azure/core-auth';\nexport { KeyCredential }",
      "",
      ["T- KeyCredential: removed"],
      ["-- KeyCredential: added"],
    ],
  ]);
});

describe("functions", () => {
  check([
    [
      "that take less",
      "export function a(x: string | number): void;",
      "export function a(x: string): void;",
      ["T- a: now ... a(x: string): void, was ... a(x: string | number): void"],
      ["-- a: now ... a(x: string | number): void, was ... a(x: string): void"],
    ],
    [
      "that take more arguments",
      "export function a(x: string): void;",
      "export function a(x: string, y?: string): void;",
      ["-- a: now ... a(x: string, y?: string): ..., was ... a(x: string): ..."],
      ["T- a: now ... a(x: string): ..., was ... a(x: string, y?: string): ..."],
    ],
    [
      "that return more kinds",
      "export function a(): string;",
      "export function a(): string | undefined;",
      ["T- a: now ... string | undefined, was ... string"],
      ["-- a: now ... string, was ... string | undefined"],
    ],
  ]);
});

/** A function that takes options, and one that returns an answer. */
const around = (options: string, answer = "{ ok: boolean; }") =>
  `export interface Options ${options}\nexport interface Answer ${answer}\nexport function call(options: Options): Answer;`;

describe("what callers make", () => {
  const before = around("{ a: string; b?: number; }");
  check([
    [
      "an optional member",
      before,
      around("{ a: string; b?: number; c?: string; }"),
      ["-- Options, member c: added, optional"],
      ["T- Options, member c: removed"],
    ],
    [
      "a required member",
      before,
      around("{ a: string; b?: number; c: string; }"),
      ["T- Options, member c: added, required"],
      ["T- Options, member c: removed"],
    ],
    [
      "a member required",
      before,
      around("{ a: string; b: number; }"),
      ["T- Options, member b: now b: number, was b?: number"],
      ["-- Options, member b: now b?: number, was b: number"],
    ],
    [
      "a wider member",
      before,
      around("{ a: string | number; b?: number; }"),
      ["-- Options, member a: now ... string | number, was ... string"],
      ["T- Options, member a: now ... string, was ... string | number"],
    ],
    [
      "a callback, which the compiler would compare loosely",
      around("{ done(x: string): void; }"),
      around("{ done(x: string | number): void; }"),
      ["T- Options, member done: now done(x: string | number): void, was done(x: string): void"],
      ["-- Options, member done: now done(x: string): void, was done(x: string | number): void"],
    ],
    ["the order of members", before, around("{ b?: number; a: string; }"), [], []],
  ]);
});

describe("what callers are given", () => {
  const before = around("{ a: string; }", "{ ok: boolean; note?: string; }");
  check([
    [
      "a required member",
      before,
      around("{ a: string; }", "{ ok: boolean; note?: string; more: string; }"),
      ["-- Answer, member more: added, required"],
      ["T- Answer, member more: removed"],
    ],
    [
      "an optional member",
      before,
      around("{ a: string; }", "{ ok: boolean; }"),
      ["T- Answer, member note: removed"],
      ["-- Answer, member note: added, optional"],
    ],
    [
      "a wider member",
      before,
      around("{ a: string; }", "{ ok: boolean | string; note?: string; }"),
      ["T- Answer, member ok: now ... boolean | string, was ... boolean"],
      ["-- Answer, member ok: now ... boolean, was ... boolean | string"],
    ],
    [
      "a method that takes more",
      around("{ a: string; }", "{ next(x: string): void; }"),
      around("{ a: string; }", "{ next(x: string | number): void; }"),
      ["-- Answer, member next: now next(x: string | number): void, was next(x: string): void"],
      ["T- Answer, member next: now next(x: string): void, was next(x: string | number): void"],
    ],
  ]);

  test("a type of both kinds has to fit both ways", () => {
    const code = (member: string) => `export interface Both { ${member} }\nexport function pass(x: Both): Both;`;
    expect(lines(code("a: string;"), code("a: string | number;"))).toEqual([
      "T- Both, member a: now ... string | number, was ... string",
    ]);
    expect(lines(code("a: string | number;"), code("a: string;"))).toEqual([
      "T- Both, member a: now ... string, was ... string | number",
    ]);
  });

  test("so has one that no function names", () => {
    expect(lines("export type A = string;", "export type A = string | number;")).toEqual(["T- A: may be number too"]);
  });
});

describe("unions", () => {
  const code = (kinds: string) => `export type Kind = ${kinds};\nexport function take(kind: Kind): void;`;
  const given = (kinds: string) => `export type Kind = ${kinds};\nexport function give(): Kind;`;
  check([
    [
      "that callers make",
      code('"a"'),
      code('"a" | "b"'),
      ['-- Kind: may be "b" too'],
      ['T- Kind: cannot be "b" any more'],
    ],
    [
      "that callers are given",
      given('"a" | "b"'),
      given('"a" | "b" | "c"'),
      ['T- Kind: may be "c" too'],
      ['T- Kind: cannot be "c" any more'],
    ],
  ]);
});

describe("what the compiler would let pass", () => {
  const options = (members: string) => `export function a(options: { ${members} }): void;`;
  const routes = (parameters: string) =>
    `export interface Routes { "/a": (id: string) => { get(${parameters}): void; }; }\nexport function give(): Routes;`;
  check([
    [
      "a member of options that have no name",
      options("x?: string; y?: string;"),
      options("x?: string;"),
      ["T- a: now ... string; }): ..., was ... string; y?: string; }): ..."],
      ["-- a: now ... string; y?: string; }): ..., was ... string; }): ..."],
    ],
    [
      "an argument of a method",
      routes("x?: string, y?: string"),
      routes("x?: string"),
      ['T- Routes, member "/a": now ... get(x?: string): ..., was ... get(x?: string, y?: string): ...'],
      ['-- Routes, member "/a": now ... get(x?: string, y?: string): ..., was ... get(x?: string): ...'],
    ],
  ]);
});

describe("classes and type parameters", () => {
  const code = (member: string, constraint = "") =>
    `export class Box<T${constraint}> { constructor(value: T); ${member} }\nexport function box<T${constraint}>(value: T): Box<T>;`;
  check([
    [
      "a member",
      code("readonly value: T;"),
      code("readonly value: T; readonly size: number;"),
      ["-- Box, member size: added, required"],
      ["T- Box, member size: removed"],
    ],
    [
      "a member of another type",
      code("readonly value: T;"),
      code("readonly value: T | undefined;"),
      ["T- Box, member value: now ... T | undefined, was ... T"],
      ["-- Box, member value: now ... T, was ... T | undefined"],
    ],
  ]);

  test("a constraint", () => {
    expect(lines(code("readonly value: T;"), code("readonly value: T;", " extends string"))).toEqual([
      expect.stringMatching(/^T- Box: now /),
      expect.stringMatching(/^T- box: now /),
    ]);
  });
});

describe("what a type extends", () => {
  const code = (base: string) =>
    `export interface Base { a?: string; }\nexport interface Page extends Base { readonly [mark]?: string; }\nexport interface Answer extends ${base} { b: string; }\nexport function give(): Answer;`;
  check([
    [
      "more than before",
      code("Base"),
      code("Page"),
      ["-- Answer: now ... extends Page { ..., was ... extends Base { ..."],
      ["T- Answer: now ... extends Base { ..., was ... extends Page { ..."],
    ],
    [
      "a type that took over a member",
      "export interface Answer { a?: string; b: string; }\nexport function give(): Answer;",
      "export interface Base { a?: string; }\nexport interface Answer extends Base { b: string; }\nexport function give(): Answer;",
      ["-- Base: added", expect.stringMatching(/^-- Answer: now .* extends Base /) as unknown as string],
      ["T- Base: removed", expect.stringMatching(/^-- Answer: now .*was .* extends Base /) as unknown as string],
    ],
  ]);
});

describe("members picked from a shared interface", () => {
  const own = "export interface Query { a?: string; b?: number; }\nexport function send(x: Query): void;";
  const shared = (members: string, query: string) =>
    `export interface All { ${members} }\n${query}\nexport function send(x: Query): void;`;
  const all = "a?: string; b?: number; c?: string;";
  check([
    [
      "by an alias",
      own,
      shared(all, 'export type Query = Pick<All, "a" | "b">;'),
      ["-- All: added"],
      ["T- All: removed"],
    ],
    [
      "by an interface that adds to them",
      own,
      shared(all, 'export interface Query extends Pick<All, "a"> { b?: number; }'),
      ["-- All: added"],
      ["T- All: removed"],
    ],
    [
      "more of them, in another order",
      shared(all, 'export type Query = Pick<All, "a" | "b">;'),
      shared(all, 'export type Query = Pick<All, "b" | "c" | "a">;'),
      ["-- Query, member c: added, optional"],
      ["T- Query, member c: removed"],
    ],
    [
      "one that changed where it is declared",
      shared(all, 'export type Query = Pick<All, "b">;'),
      shared(all.replace("b?", "b"), 'export type Query = Pick<All, "b">;'),
      ["T- All, member b: now b: number, was b?: number", "T- Query, member b: now b: number, was b?: number"],
      ["T- All, member b: now b?: number, was b: number", "-- Query, member b: now b?: number, was b: number"],
    ],
  ]);
});

test("who takes the names of a type is not given its values", () => {
  const code = (status: string) =>
    `export interface Answer { status: ${status}; }\nexport interface Routes { "/a": Answer; }\n` +
    "export type Known = keyof Routes;\nexport function path<P extends Known>(path: P): Routes[P];";
  expect(lines(code("string"), code('"200"'))).toEqual([
    '-- Answer, member status: now status: "200", was status: string',
  ]);
});

test("who looks things up in a type is not given its values", () => {
  const code = (status: string, look: string) =>
    `export interface Answer { status: ${status}; }\nexport interface Routes { "/a": Answer; }\n` +
    `export type Known<T, P> = P extends keyof T ? P : never;\nexport type Look<T, P> = ${look};\n` +
    "export function path<P>(path: Look<Routes, P>): Routes[Known<Routes, P> & keyof Routes];";
  const change = 'Answer, member status: now status: "200", was status: string';
  const looks = (look: string) => lines(code("string", look), code('"200"', look));
  expect(looks("Known<T, P> extends never ? keyof T : P")).toEqual([`-- ${change}`]);
  expect(looks("P & T[P & keyof T]")).toEqual([`-- ${change}`]);
  expect(looks("P extends `/${infer Rest}` ? Look<T, Rest> : keyof T")).toEqual([`-- ${change}`]);
  expect(looks("Known<T, P> extends never ? T : P")).toEqual([`T- ${change}`]);
  expect(looks("P | { of: Known<P, T> }")).toEqual([`T- ${change}`]);
});

test("an open union may lose a value that it knew", () => {
  const code = (values: string) => `export type Open = ${values} | (string & {});\nexport function give(): Open;`;
  expect(lines(code('"a" | "b"'), code('"a"'))).toEqual(['-- Open: cannot be "b" any more']);
});

test("a symbol that is not exported marks a type as before", () => {
  const code = (value: string) =>
    `export interface Marked { readonly [mark]?: ${value}; }\nexport function give(): Marked;`;
  expect(lines(code('"a"'), code('"a"'))).toEqual([]);
  expect(lines(code('"a"'), code('"b"'))).toEqual([
    'T- Marked, member [mark]: now ... [mark]?: "b", was ... [mark]?: "a"',
  ]);
});

test("what names a type that is not exported is called breaking, because nobody can tell", () => {
  const warning = '// Warning: (ae-forgotten-export) The symbol "Hidden" needs to be exported by the entry point\n//\n';
  expect(lines("export function a(x: string): void;", `${warning}export function a(x: Hidden): void;`)).toEqual([
    "T- a: now ... a(x: Hidden): void, was ... a(x: string): void; Hidden is not exported, so nobody can tell whether it fits",
  ]);
});

test("a report without a block of TypeScript is refused", () => {
  expect(() => compareSurfaces("# Something else", report(""))).toThrow(
    "This is no API report: it has no block of TypeScript.",
  );
});
