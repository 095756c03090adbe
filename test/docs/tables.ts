import { readFileSync } from "node:fs";

/** A row of a table that says how a call is written elsewhere, and how here. */
export interface Row {
  /** The code elsewhere; where there are several ways, each. */
  readonly from: readonly string[];
  /** The code here. */
  readonly to: string;
}

const text = readFileSync(new URL("../../docs/migration.md", import.meta.url), "utf8");

/** Pieces of code in a cell. */
const codeIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");

/** The rows of the first table below a heading of docs/migration.md. */
export function rowsBelow(heading: string): Row[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  const [, table] = /\n\n((?:\|.*\n)+)/.exec(section ?? "") ?? [];
  if (table === undefined) throw new Error(`docs/migration.md has no table below "${heading}".`);
  return table
    .split("\n")
    .slice(2, -1)
    .map((line) => {
      const [from = "", to = ""] = line.split(/(?<=`) \| (?=`)/);
      const [code] = codeIn(to);
      if (code === undefined) throw new Error(`No code: ${line}`);
      return { from: codeIn(from), to: code };
    });
}
