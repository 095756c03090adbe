import { expect, test } from "@jest/globals";
import { parseYaml } from "../../scripts/autorest/document/parseYaml.js";

/** A document of two members: a description, and what follows it. */
const documentWith = (description: string) => `first:\n  description: ${description}\n  next: 1\nlast: [2]\n`;

const read = (text: string) => {
  const { document, error, lines } = parseYaml(text);
  return { value: document.toJS(), error: error && [error.message, lines.linePos(error.pos[0])] };
};

test.each([
  ["as far in as its key", `"It goes on\n  here."`],
  ["not in at all", `"It goes on\nhere."`],
  ["in single quotes", `'It goes on\n  here.'`],
  ["further in", `"It goes on\n    here."`],
])("a quoted text may go on in a line that stands %s", (_, description) => {
  const { value, error } = read(documentWith(description));
  expect(error).toBeUndefined();
  expect(value).toEqual({ first: { description: "It goes on here.", next: 1 }, last: [2] });
});

test("several such texts, with quotes and empty lines in them, are read, and lines keep their numbers", () => {
  const text = `a: "x\n\ny"\nb:\n  c: 'it''s\n  z'\n  d: 1\n`;
  const { document, lines } = parseYaml(text);
  expect(document.toJS()).toEqual({ a: "x\ny", b: { c: "it's z", d: 1 } });
  expect(lines.lineStarts).toHaveLength(text.split("\n").length);
});

test.each([
  ["a quote that nothing closes", `a: "open\nb: 1\n`, ['Missing closing "quote', { line: 3, col: 1 }]],
  ["something else", `a: [1\nb: 2\n`, [expect.any(String), expect.any(Object)]],
  ["something else after such a text", `a: "x\ny"\nb: [1\nc: 2\n`, ['Missing closing "quote', { line: 1, col: 6 }]],
])("%s is an error with the place in the text as it is", (_, text, expected) => {
  expect(read(text).error).toEqual(expected);
});
