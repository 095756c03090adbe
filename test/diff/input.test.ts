import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { applyDirectives } from "../../scripts/diff/documents/applyDirectives.js";
import { libraryDocument } from "./documents/library.js";
import { runDiff } from "./runDiff.js";

const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-diff-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string) => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const library = write("library.json", JSON.stringify(libraryDocument()));

describe("the documents may be files", () => {
  test("which are compared", () => {
    const changed = libraryDocument();
    changed.paths["/books"].get.operationId = "Books_Find";
    const file = write("größer 2.json", `\uFEFF${JSON.stringify(changed)}`);
    const { status, stdout } = runDiff([library, file]);
    expect(status).toBe(2);
    expect(stdout).toContain("breaks      fits    GET /books: the operation is called Books_Find now");
  });

  test("of which the wire alone breaks", () => {
    const file = write("base.json", JSON.stringify({ ...libraryDocument(), basePath: "/v2" }));
    expect(runDiff([library, file]).status).toBe(4);
  });

  test("without any operation", () => {
    const file = write("empty.json", JSON.stringify({ swagger: "2.0", info: {}, paths: {} }));
    expect(runDiff([file, file]).stdout).toMatch(/Nothing changed for callers\.\n$/);
    expect(runDiff([library, file]).status).toBe(6);
  });
});

describe("nothing is compared, and the message says why:", () => {
  test.each([
    ["no argument", [], "Expected two documents, <old> and <new>; got 0."],
    ["one argument", [library], "Expected two documents, <old> and <new>; got 1."],
    ["three arguments", [library, library, library], "Expected two documents, <old> and <new>; got 3."],
    ["an unknown option", ["--colour", library, library], "Unknown option '--colour'"],
    [
      "an unknown version",
      ["2021-10-01", "2031-01-01"],
      "<new>: expected an API version or the path of a Swagger 2.0 document, and 2031-01-01 is neither. The versions are 2020-10-01, 2021-10-01,",
    ],
    ["a missing file", ["missing.json", library], "<old>: expected an API version or the path"],
    ["a folder", [folder, library], " is not a file."],
    ["no JSON", [write("a.yaml", "swagger: '2.0'"), library], "A document in YAML has to be turned into JSON first."],
    ["an empty file", [library, write("nothing.json", "")], "nothing.json is not JSON"],
    [
      "OpenAPI 3",
      [library, write("three.json", JSON.stringify({ openapi: "3.0.3", paths: {} }))],
      'expected a Swagger 2.0 document ("swagger": "2.0")',
    ],
    ["null", [library, write("null.json", "null")], "is something else."],
    [
      "an empty path",
      [library, write("path.json", JSON.stringify({ swagger: "2.0", paths: { "/a": null } }))],
      "The path /a is described by no object.",
    ],
    ["no paths", [library, write("paths.json", JSON.stringify({ swagger: "2.0" }))], 'has no object called "paths".'],
    [
      "a reference out of the document",
      [
        library,
        write(
          "out.json",
          JSON.stringify({
            swagger: "2.0",
            paths: { "/": { get: { parameters: [{ $ref: "b.json#/parameters/A" }] } } },
          }),
        ),
      ],
      "The reference b.json#/parameters/A leads out of the document.",
    ],
  ])("%s", (_, args, message) => {
    const { status, stdout, stderr } = runDiff(args);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("Nothing was compared.");
    expect(stderr).toContain(message);
    expect(stderr).toContain("Usage: npm run diff-version -- <old> <new>");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test.each(["--help", "-h"])("%s explains the marks and the exit codes", (option) => {
  const { status, stdout } = runDiff([option]);
  expect(status).toBe(0);
  expect(stdout).toContain("Exit code: 0 nothing breaks, 1 not compared");
  expect(stdout).toMatch(/^ {2}TypeScript {2}code that compiles .*\n {2}wire {8}a program that is built already/m);
});

describe("directives of autorest.md", () => {
  const markdown = (directive: string) => `\`\`\` yaml $(tag) == 'a'\ndirective:\n${directive}\n\`\`\`\n`;

  test("are applied to the document of their tag, and to no other", () => {
    const text = markdown(
      "  - from: swagger-document\n    where: $.parameters.A\n    transform: $.minLength = 1; $.maxLength = 9;\n    reason: None.",
    );
    const document = { parameters: { A: {} } };
    applyDirectives(document, "b", text);
    expect(document).toEqual({ parameters: { A: {} } });
    applyDirectives(document, "a", text);
    expect(document).toEqual({ parameters: { A: { minLength: 1, maxLength: 9 } } });
  });

  test("of another form are not passed over in silence", () => {
    const text = markdown(
      "  - from: swagger-document\n    where: $.paths..parameters[0]\n    transform: $.minLength = 1;",
    );
    expect(() => applyDirectives({}, "a", text)).toThrow(
      "autorest.md: the directive of tag a at $.paths..parameters[0] has a form that a comparison cannot follow.",
    );
  });
});
