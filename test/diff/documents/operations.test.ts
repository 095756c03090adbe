import { describe, expect, test } from "@jest/globals";
import { compareDocuments } from "../../../scripts/diff/documents/compareDocuments.js";
import { check, lines, list } from "./changes.js";
import { libraryDocument } from "./library.js";

describe("operations", () => {
  check([
    [
      "added",
      (d) => (d.paths["/shelves"] = { get: { operationId: "Shelves_All", responses: {} } }),
      ["-- GET /shelves: added"],
      ["TW GET /shelves: removed"],
    ],
    [
      "added, with the name of another one",
      (d) => (d.paths["/shelves"] = { get: { operationId: "Shelves_List", responses: {} } }),
      ["T- GET /books: generated names say BooksList now, was List", "-- GET /shelves: added"],
      ["TW GET /shelves: removed", "T- GET /books: generated names say List now, was BooksList"],
    ],
    [
      "beside a new type of the name that its body has",
      (d) => {
        d.definitions.PutBody = { type: "object" };
        d.definitions.NewBook.properties.cover = { $ref: "#/definitions/PutBody" };
      },
      [
        "T- PUT /cover: generated names say CoversPut now, was Put",
        "-- type NewBook, property cover: added, optional",
        "-- type PutBody: added",
      ],
      [
        "T- PUT /cover: generated names say Put now, was CoversPut",
        "TW type NewBook, property cover: removed",
        "T- type PutBody: removed",
      ],
    ],
    [
      "renamed",
      (d) => (list(d).operationId = "Books_Find"),
      ["T- GET /books: the operation is called Books_Find now, was Books_List"],
      ["T- GET /books: the operation is called Books_List now, was Books_Find"],
    ],
    [
      "in another group",
      (d) => (list(d).operationId = "Library_List"),
      ["-- operation ids: the group is Library now, was Books; generated names stay"],
      ["-- operation ids: the group is Books now, was Library; generated names stay"],
    ],
    [
      "moved",
      (d) => {
        d.paths["/covers"] = d.paths["/cover"];
        delete d.paths["/cover"];
      },
      ["TW PUT /covers: was PUT /cover"],
      ["TW PUT /cover: was PUT /covers"],
    ],
    [
      "with another method",
      (d) => {
        d.paths["/cover"].post = d.paths["/cover"].put;
        delete d.paths["/cover"].put;
      },
      ["TW POST /cover: was PUT /cover"],
      ["TW PUT /cover: was POST /cover"],
    ],
    [
      "with another name for a path parameter",
      (d) => {
        d.paths["/books/{isbn}"] = d.paths["/books/{id}"];
        delete d.paths["/books/{id}"];
        d.paths["/books/{isbn}"].parameters[0].name = "isbn";
      },
      ["T- DELETE /books/{isbn}: was DELETE /books/{id}"],
      ["T- DELETE /books/{id}: was DELETE /books/{isbn}"],
    ],
    [
      "deprecated",
      (d) => (list(d).deprecated = true),
      ["-- GET /books: deprecated now"],
      ["-- GET /books: no longer deprecated"],
    ],
  ]);
});

describe("paging", () => {
  check([
    [
      "no pages",
      (d) => delete list(d)["x-ms-pageable"],
      ["T- pages: the answer does not come in pages any more"],
      ["-- pages: the answer comes in pages now"],
    ],
    [
      "another link",
      (d) => (list(d)["x-ms-pageable"].nextLinkName = "more"),
      ["-W pages: more leads to the next page now, was next"],
      ["-W pages: next leads to the next page now, was more"],
    ],
    [
      "another list",
      (d) => (list(d)["x-ms-pageable"].itemName = "books"),
      ["TW pages: the items are in books now, were in value"],
      ["TW pages: the items are in value now, were in books"],
    ],
  ]);
});

describe("the service", () => {
  check([
    [
      "another base path",
      (d) => (d.basePath = "/v2"),
      ["-W base path: /v2 now, was /"],
      ["-W base path: / now, was /v2"],
    ],
    ["without encryption", (d) => d.schemes.push("http"), [], ["-W scheme: http no longer"]],
  ]);
});

test("a document does not differ from itself", () => {
  expect(lines(libraryDocument(), libraryDocument())).toEqual([]);
});

test("words and examples do not count", () => {
  const after = libraryDocument();
  after.info.version = "2";
  list(after).description = "Lists books.";
  after.definitions.Book.properties.id.example = "7";
  expect(lines(libraryDocument(), after)).toEqual([]);
});

test("the format that an integer has anyway does not count where it is sent, with limits or without", () => {
  const limited = (parts: object) => {
    const document = libraryDocument();
    list(document).parameters.push({
      name: "seconds",
      in: "query",
      type: "integer",
      minimum: 0,
      maximum: 300,
      ...parts,
    });
    list(document).parameters.push({ name: "at", in: "query", type: "integer", ...parts });
    return document;
  };
  expect(lines(limited({}), limited({ format: "int32" }))).toEqual([]);
  expect(lines(limited({ format: "int32" }), limited({}))).toEqual([]);
  expect(lines(limited({ format: "int64" }), limited({ format: "int32" }))).toHaveLength(2);
});

test("the same change of several operations is one change that names them", () => {
  const after = libraryDocument();
  for (const operation of [list(after), after.paths["/books"].post, after.paths["/cover"].put])
    operation.parameters.push({ name: "top", in: "query", type: "integer" });
  expect(compareDocuments(libraryDocument(), after)).toEqual([
    {
      group: "Parameters",
      subject: "query parameter top",
      what: "added, optional",
      operations: ["Books_List", "Books_Add", "Covers_Put"],
      typescript: false,
      wire: false,
    },
  ]);
});

test("references are followed, and those that lead nowhere are named", () => {
  const document = (reference: string) => ({
    swagger: "2.0",
    paths: { "/": { get: { responses: { 200: { description: "", schema: { $ref: reference } } } } } },
    definitions: { "a/b": { type: "string" }, Loop: { $ref: "#/definitions/Loop" } },
  });
  const compare = (reference: string) => compareDocuments(document(reference), document(reference));
  expect(compare("#/definitions/a~1b")).toEqual([]);
  expect(() => compare("#/definitions/Missing")).toThrow(
    "<old>: the document could not be read. The reference #/definitions/Missing leads nowhere.",
  );
  expect(() => compare("other.json#/definitions/A")).toThrow(
    "<old>: the document could not be read. The reference other.json#/definitions/A leads out of the document. Bundle the document into one file first.",
  );
  expect(() => compare("#/definitions/Loop")).toThrow(
    "<old>: the document could not be read. The reference #/definitions/Loop leads back to itself.",
  );
});

test("many types that all name each other are compared in no time", () => {
  const document = (prefix: string, type: string) => {
    const names = Array.from({ length: 60 }, (_, index) => `${prefix}${index}`);
    const properties = Object.fromEntries(names.map((name) => [name.slice(1), { $ref: `#/definitions/${name}` }]));
    const definition = { type: "object", properties: { ...properties, text: { type } } };
    const schema = { $ref: `#/definitions/${prefix}0` };
    return {
      swagger: "2.0",
      paths: { "/": { get: { responses: { 200: { description: "", schema } } } } },
      definitions: Object.fromEntries(names.map((name) => [name, definition])),
    };
  };
  expect(lines(document("A", "string"), document("B", "integer"))).toContain(
    "TW status 200, body, property text: integer now, was string",
  );
});
