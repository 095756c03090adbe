import { describe, expect, test } from "@jest/globals";
import { check, lines, list, parameter, without } from "./changes.js";
import { closed, libraryDocument, open } from "./library.js";

describe("parameters", () => {
  check([
    [
      "added, optional",
      (d) => list(d).parameters.push({ name: "top", in: "query", type: "integer" }),
      ["-- query parameter top: added, optional"],
      ["TW query parameter top: removed"],
    ],
    [
      "added, required",
      (d) => list(d).parameters.push({ name: "top", in: "query", type: "integer", required: true }),
      ["TW query parameter top: added, required"],
      ["TW query parameter top: removed"],
    ],
    [
      "added, filled in",
      (d) =>
        list(d).parameters.push({
          name: "fixed",
          in: "query",
          type: "string",
          enum: ["yes"],
          "x-ms-enum": closed("Fixed"),
          required: true,
        }),
      ["-W query parameter fixed: added, required, filled in by generated clients"],
      ["-W query parameter fixed: removed"],
    ],
    [
      "required",
      (d) => (parameter(d, "language").required = true),
      ["TW query parameter language: required now, was optional"],
      ["-- query parameter language: optional now, was required"],
    ],
    [
      "of another type",
      (d) => {
        parameter(d, "X-Trace").type = "integer";
      },
      ["TW header parameter X-Trace: integer now, was string"],
      ["TW header parameter X-Trace: string now, was integer"],
    ],
    [
      "with another default",
      (d) => (parameter(d, "language").default = "de"),
      ['-W query parameter language: default "de" now, was "en"'],
      ['-W query parameter language: default "en" now, was "de"'],
    ],
    [
      "without its default",
      (d) => delete parameter(d, "language").default,
      ['-W query parameter language: no default any more, was "en"'],
      ['-- query parameter language: default "en" now'],
    ],
    [
      "with a narrower limit",
      (d) => (parameter(d, "language").maxLength = 2),
      ["-W query parameter language: maximum length 2 now, was 8"],
      ["-- query parameter language: maximum length 8 now, was 2"],
    ],
    [
      "with a pattern",
      (d) => (parameter(d, "language").pattern = "^[a-z]+$"),
      ["-W query parameter language: pattern ^[a-z]+$ now"],
      ["-- query parameter language: no pattern any more, was ^[a-z]+$"],
    ],
    [
      "with another list style",
      (d) => delete parameter(d, "tag").collectionFormat,
      ["-W query parameter tag: list written as csv now, was multi"],
      ["-W query parameter tag: list written as multi now, was csv"],
    ],
    [
      "a list without repetition",
      (d) => (parameter(d, "tag").uniqueItems = true),
      ["-W query parameter tag: not an item twice any more"],
      ["-- query parameter tag: an item twice too"],
    ],
    [
      "elsewhere",
      (d) => (parameter(d, "language").in = "header"),
      ["TW query parameter language: in the header now"],
      ["TW header parameter language: in the query now"],
    ],
    [
      "a header in other letters",
      (d) => (parameter(d, "X-Trace").name = "x-trace"),
      ["T- header parameter x-trace: written x-trace now, was X-Trace"],
      ["T- header parameter X-Trace: written X-Trace now, was x-trace"],
    ],
    [
      "the version itself",
      (d) => {
        d.parameters.Version.required = false;
        d.parameters.Version.default = "1";
      },
      [],
      [],
    ],
    [
      "taken over from the path",
      (d) => {
        d.paths["/books"].parameters = [parameter(d, "language")];
        without(d, "language");
        d.paths["/books"].post.parameters.push({ ...d.paths["/books"].parameters[0] });
      },
      ["-- query parameter language: added, optional"],
      ["TW query parameter language: removed"],
    ],
  ]);
});

describe("enums that are sent", () => {
  check([
    [
      "closed, with another value",
      (d) => parameter(d, "order").enum.push("author"),
      ['-- type Order: may be "author" too'],
      ['TW type Order: cannot be "author" any more'],
    ],
    [
      "open, with another value",
      (d) => parameter(d, "shelf").enum.push("c"),
      ['-- type Shelf: may be "c" too'],
      ['-W type Shelf: cannot be "c" any more'],
    ],
    [
      "opened",
      (d) => (parameter(d, "order")["x-ms-enum"] = open("Order")),
      ["-- type Order: may have values that the document does not know"],
      ["TW type Order: has no other values any more"],
    ],
    [
      "with another name",
      (d) => (parameter(d, "order")["x-ms-enum"] = closed("Sorting")),
      ["T- type Order: is called Sorting now"],
      ["T- type Sorting: is called Order now"],
    ],
    [
      "for what could be any text",
      (d) => Object.assign(parameter(d, "language"), { enum: ["en", "de"], "x-ms-enum": closed("Language") }),
      ['TW query parameter language: one of "en", "de" now', "-- type Language: added"],
      ['-- query parameter language: not only "en", "de" any more', "T- type Language: removed"],
    ],
  ]);
});

describe("forms", () => {
  const fill = (d: any, mediaType: string, ...fields: string[]) => {
    const operation = d.paths["/cover"].put;
    operation.consumes = [mediaType];
    operation.parameters = fields.map((name) => ({ name, in: "formData", type: "string", required: true }));
    return d;
  };
  const before = fill(libraryDocument(), "multipart/form-data", "a");

  test("with another field", () => {
    const after = fill(libraryDocument(), "multipart/form-data", "a", "b");
    expect(lines(before, after)).toEqual(["TW form field b: added, required"]);
    expect(lines(after, before)).toEqual(["TW form field b: removed"]);
  });

  test("written in another way", () => {
    expect(lines(before, fill(libraryDocument(), "application/x-www-form-urlencoded", "a"))).toEqual([
      "TW request body: cannot be multipart/form-data any more",
      "T- request body: may be application/x-www-form-urlencoded too",
    ]);
  });
});

describe("request bodies", () => {
  const add = (d: any) => d.paths["/books"].post;
  const cover = (d: any) => d.paths["/cover"].put;
  check([
    [
      "removed",
      (d) => (add(d).parameters = []),
      ["TW request body: removed", "T- type NewBook: removed"],
      ["TW request body: added, required, NewBook as application/json", "-- type NewBook: added"],
    ],
    [
      "added, optional",
      (d) => list(d).parameters.push({ name: "body", in: "body", schema: { type: "object" } }),
      ["-- request body: added, optional, free-form object as application/json"],
      ["TW request body: removed"],
    ],
    [
      "required",
      (d) => (cover(d).parameters[0].required = true),
      ["TW request body: required now, was optional"],
      ["-- request body: optional now, was required"],
    ],
    [
      "of a second media type",
      (d) => (add(d).consumes = ["application/json", "text/json"]),
      ["T- request body: may be text/json too"],
      ["TW request body: cannot be text/json any more"],
    ],
    [
      "of a third media type",
      (d) => cover(d).consumes.push("image/gif"),
      ["-- request body: may be image/gif too"],
      ["TW request body: cannot be image/gif any more"],
    ],
    [
      "of another type, in JSON",
      (d) => (add(d).parameters[0].schema = { type: "array", items: { $ref: "#/definitions/NewBook" } }),
      ["TW request body: list of NewBook now, was NewBook"],
      ["TW request body: NewBook now, was list of NewBook"],
    ],
    [
      "of another type",
      (d) => (cover(d).parameters[0].schema = { type: "string" }),
      ["-W request body: string now, was bytes"],
      ["-W request body: bytes now, was string"],
    ],
  ]);
});
