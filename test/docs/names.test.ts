import { existsSync, readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";

const root = new URL("../../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), "utf8");

/** What stands between backticks in the text of a document, outside of its code. */
const quotedIn = (name: string): string[] =>
  [...read(name).matchAll(/^```[\s\S]*?^```|`([^`\n]+)`/gm)].flatMap(([, quoted]) => quoted ?? []);

test("docs/sending.md has each code that an error of ours is made with", () => {
  const codes = ["src", "generated/runtime"]
    .flatMap((folder) =>
      readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => [...read(name).matchAll(/[{,] code: "([A-Z_]+)"/g)])
    .map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(9);
  const quoted = quotedIn("docs/sending.md");
  expect(codes.filter((code) => !quoted.includes(code ?? ""))).toEqual([]);
});

test.each(["CONTRIBUTING.md", "README.md"])("the files and folders that %s names are there", (name) => {
  const folders = ["docs", "generated", "samples", "scripts", "src", "swagger", "test"];
  const beginning = new RegExp(`^(?:${folders.join("|")})/`);
  const named = quotedIn(name).filter((quoted) => beginning.test(quoted) && !/[\s<*]/.test(quoted));
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((place) => !existsSync(new URL(place, root)))).toEqual([]);
});
