import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { findDeadLinks } from "../../scripts/reference/findDeadLinks.js";
import { entryModules } from "../../scripts/reference/options.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-reference-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The dead links of a page, beside which lies `others/there.html` with the heading `known`. */
function deadLinksOf(body: string): string[] {
  mkdirSync(path.join(folder, "others"), { recursive: true });
  writeFileSync(path.join(folder, "others/there.html"), '<h1 id="known">There</h1>');
  writeFileSync(path.join(folder, "page.html"), `<p id="here">${body}</p>`);
  return findDeadLinks(folder).dead;
}

describe("a link of the reference is", () => {
  test.each([
    '<a href="others/there.html">a page</a>',
    '<a href="others/there.html#known">a heading of a page</a>',
    '<a class="x" href="#here">a place on the same page</a>',
    '<a href="https://example.com/nowhere">the web</a>',
    '<img src="others/there.html?v=1">',
  ])("alive: %s", (link) => expect(deadLinksOf(link)).toEqual([]));

  test.each([
    ['<a href="others/gone.html">no page</a>', "others/gone.html"],
    ['<a href="others/there.html#gone">no heading</a>', "others/there.html#gone"],
    ['<a href="#gone">no place</a>', "#gone"],
    ['<a href="others">a folder without an index</a>', "others"],
    ['<img src="gone.png">', "gone.png"],
  ])("dead: %s", (link, target) =>
    expect(deadLinksOf(link)).toEqual([`page.html links to ${target}, which is not there.`]),
  );
});

test("the newest version is described in full, and every entry point has a module", () => {
  expect(entryModules().map(({ specifier }) => specifier)).toEqual([
    "web-pubsub-rest/2024-12-01",
    "web-pubsub-rest/2024-01-01",
    "web-pubsub-rest/2023-07-01",
    "web-pubsub-rest/2022-11-01",
    "web-pubsub-rest/2021-10-01",
    "web-pubsub-rest",
    "web-pubsub-rest/undici",
  ]);
});
