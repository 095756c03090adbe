import { expect, test } from "@jest/globals";
import { compareDocuments } from "../../../scripts/diff/documents/compareDocuments.js";
import { libraryDocument } from "./library.js";

/** Changes as lines: T breaks TypeScript callers, W breaks the wire. */
export const lines = (before: any, after: any) =>
  compareDocuments(before, after).map(
    ({ subject, what, typescript, wire }) => `${typescript ? "T" : "-"}${wire ? "W" : "-"} ${subject}: ${what}`,
  );

/** The operation that most rows change. */
export const list = (document: any) => document.paths["/books"].get;
/** One of its parameters. */
export const parameter = (document: any, name: string) => list(document).parameters.find((p: any) => p.name === name);
/** Takes one of them away. */
export const without = (document: any, name: string) =>
  list(document).parameters.splice(list(document).parameters.indexOf(parameter(document, name)), 1);

/** What is done to the document, what that changes, and what undoing it changes. */
type Row = [name: string, change: (document: any) => void, forth: string[], back: string[]];

/** Runs each row in both directions. */
export const check = (rows: Row[]) =>
  test.each(rows)("%s", (_, change, forth, back) => {
    const after = libraryDocument();
    change(after);
    expect(lines(libraryDocument(), after)).toEqual(forth);
    expect(lines(after, libraryDocument())).toEqual(back);
  });
