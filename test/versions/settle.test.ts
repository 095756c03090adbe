import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { applyDirectives } from "../../scripts/diff/documents/applyDirectives.js";
import { addTag } from "../../scripts/versions/listVersion.js";
import { settle } from "../../scripts/versions/settle.js";
import { root } from "../../scripts/root.js";

const failure = (name: string) => ({ description: "", schema: { $ref: `#/definitions/${name}` } });
const page = (items: string) => ({
  type: "object",
  properties: { value: { type: "array", items: { $ref: `#/definitions/${items}` } }, nextLink: { type: "string" } },
});

/** A service whose errors are flat, and whose pages have a name of their own. */
const earlier = () => ({
  swagger: "2.0",
  info: { title: "WebPubSub", version: "2024-12-01" },
  paths: {
    "/a": {
      head: { responses: { 200: { description: "" }, default: { description: "" } } },
      get: {
        "x-ms-pageable": { nextLinkName: "nextLink" },
        responses: { 200: failure("Members"), default: failure("Problem") },
      },
    },
  },
  definitions: {
    Member: { type: "object" },
    Members: page("Member"),
    Problem: {
      type: "object",
      description: "It's: #1",
      properties: { code: { type: "string" }, inner: { $ref: "#/definitions/InnerProblem" } },
    },
    InnerProblem: { type: "object", properties: { code: { type: "string" } } },
  },
});

/** The same as a TypeSpec with the operations of Azure.Core gives it. */
const published = () => ({
  swagger: "2.0",
  info: { title: "A Service REST API", version: "2031-01-01" },
  paths: {
    "/a": {
      head: { responses: { 200: { description: "" }, default: failure("Core.ErrorResponse") } },
      get: {
        "x-ms-pageable": { nextLinkName: "nextLink" },
        responses: { 200: failure("PagedMember"), default: failure("Core.ErrorResponse") },
      },
    },
  },
  definitions: {
    Member: { type: "object" },
    PagedMember: page("Member"),
    "Core.ErrorResponse": { type: "object", properties: { error: { $ref: "#/definitions/Core.Error" } } },
    "Core.Error": { type: "object", properties: { code: { type: "string" } } },
  },
});

/** The document after the directives, as they stand in the Markdown. */
function settled(document: any, before: any) {
  const directives = settle(document, before)
    .map(({ where, transform, reason }) => {
      const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
      return `  - from: swagger-document\n    where: ${where}\n    transform: ${quoted(transform)}\n    reason: ${quoted(reason)}\n`;
    })
    .join("");
  applyDirectives(document, "2031-01-01", `\`\`\` yaml $(tag) == '2031-01-01'\ndirective:\n${directives}\`\`\`\n`);
  return document;
}

test("names, errors and pages that callers know stay, and HEAD has no body", () => {
  const document = settled(published(), earlier());
  expect(document.info.title).toBe("WebPubSub");
  expect(document.paths["/a"].head.responses.default).toEqual({ description: "" });
  expect(document.paths["/a"].get.responses.default).toEqual(failure("Problem"));
  expect(document.definitions.PagedMember["x-ms-client-name"]).toBe("Members");
  const { Problem, InnerProblem } = earlier().definitions;
  expect(document.definitions).toMatchObject({ Problem, InnerProblem });
  expect(Object.keys(document.definitions).sort()).toEqual(["InnerProblem", "Member", "PagedMember", "Problem"]);
});

test("an error that is wrapped in the version before stays wrapped", () => {
  const before = earlier();
  before.definitions.Problem.properties = { error: { $ref: "#/definitions/InnerProblem" } } as never;
  expect(settled(published(), before).paths["/a"].get.responses.default).toEqual(failure("Core.ErrorResponse"));
});

test("an error that something else holds too keeps its definition", () => {
  const document: any = published();
  document.definitions.Member = { type: "object", properties: { last: { $ref: "#/definitions/Core.Error" } } };
  const { definitions } = settled(document, earlier());
  expect(definitions["Core.Error"]).toBeDefined();
  expect(definitions["Core.ErrorResponse"]).toBeUndefined();
});

test("a page of other members gets another name", () => {
  const document: any = published();
  document.definitions.PagedMember.properties.count = { type: "integer" };
  expect(settled(document, earlier()).definitions.PagedMember["x-ms-client-name"]).toBeUndefined();
});

test("nothing is said of a document that is like those before it", () => {
  expect(settle(earlier(), earlier())).toEqual([]);
});

test("what add-version writes is what a comparison reads", () => {
  const markdown = readFileSync(path.join(root, "autorest.md"), "utf8");
  const document: any = JSON.parse(readFileSync(path.join(root, "swagger/2024-12-01.json"), "utf8"));
  document.info.title = "It's another: title #2";
  const added = addTag(markdown, "2031-01-01", document);
  applyDirectives(document, "2031-01-01", added);
  expect(document.info.title).toBe("WebPubSub");
});
