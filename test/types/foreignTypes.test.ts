import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";

const folder = new URL("../api/", import.meta.url);

// Otherwise a library that hands on a value of such a type has to depend on the other package to name it (error TS2742).
test.each(readdirSync(folder))("what shows in %s of other packages is exported as well", (report) => {
  const text = readFileSync(new URL(report, folder), "utf8");
  const imports = [...text.matchAll(/^import (?:type )?\{ (\w+) \} from '[^']+';$/gm)].map(([, name]) => name);
  const exports = new Set([...text.matchAll(/^export \{ (\w+) \}$/gm)].map(([, name]) => name));
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((name) => !exports.has(name as string))).toEqual([]);
});
