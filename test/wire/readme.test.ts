import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../../scripts/root.js";

const rows = readFileSync(path.join(root, "test/wire/README.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| (?!What |---)/.test(line))
  .map((line) => line.split(" | "));
/** Each test that the table names: its file, and words of its title. */
const named = rows.flatMap(([, , tests = ""]) => [...tests.matchAll(/`([\w/.-]+\.ts)`: (.*?)(?:<br>| \|$)/g)]);

test("every row of the table has a test", () => {
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.filter(([, , tests = ""]) => !tests.startsWith("`")).map(([first]) => first)).toEqual([]);
});

test.each(named.map(([, file = "", title = ""]) => [file, title]))("%s has the test %j", (file, title) => {
  // Without comments, in which a test may be that is run no more.
  const code = readFileSync(path.join(root, file), "utf8").replace(/\/\*[^]*?\*\/|^ *\/\/.*$/gm, "");
  // A title may be told in a template, or in quotes that it holds itself.
  expect(code.replaceAll("\\", "")).toContain(title);
});
