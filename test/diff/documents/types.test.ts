import { describe, expect, test } from "@jest/globals";
import { check, lines } from "./changes.js";
import { libraryDocument } from "./library.js";

describe("types that are sent", () => {
  const sent = (d: any) => d.definitions.NewBook;
  check([
    [
      "an optional property",
      (d) => (sent(d).properties.isbn = { type: "string" }),
      ["-- type NewBook, property isbn: added, optional"],
      ["TW type NewBook, property isbn: removed"],
    ],
    [
      "a required property",
      (d) => {
        sent(d).properties.isbn = { type: "string" };
        sent(d).required.push("isbn");
      },
      ["TW type NewBook, property isbn: added, required"],
      ["TW type NewBook, property isbn: removed"],
    ],
    [
      "a property required",
      (d) => sent(d).required.push("pages"),
      ["TW type NewBook, property pages: required now, was optional"],
      ["-- type NewBook, property pages: optional now, was required"],
    ],
    [
      "a read-only property",
      (d) => (sent(d).properties.pages.readOnly = true),
      ["TW type NewBook, property pages: removed"],
      ["-- type NewBook, property pages: added, optional"],
    ],
    [
      "null",
      (d) => (sent(d).properties.pages["x-nullable"] = true),
      ["-- type NewBook, property pages: may be null now"],
      ["TW type NewBook, property pages: cannot be null any more"],
    ],
    [
      "a wider number",
      (d) => (sent(d).properties.pages.type = "number"),
      ["-- type NewBook, property pages: number now, was integer"],
      ["-W type NewBook, property pages: integer now, was number"],
    ],
    [
      "a date",
      (d) => (sent(d).properties.printed.format = "date-time"),
      ["-W type NewBook, property printed: format date-time now"],
      ["T- type NewBook, property printed: no format any more, was date-time"],
    ],
    [
      "anything",
      (d) => (sent(d).properties.pages = {}),
      ["-- type NewBook, property pages: any now, was integer"],
      ["TW type NewBook, property pages: integer now, was any"],
    ],
    [
      "inside of a property",
      (d) => (sent(d).properties.author.properties.born = { type: "integer" }),
      ["-- type NewBook, property author, property born: added, optional"],
      ["TW type NewBook, property author, property born: removed"],
    ],
    [
      "from a parent",
      (d) => {
        d.definitions.Titled = { type: "object", required: ["title"], properties: { title: { type: "string" } } };
        delete sent(d).properties.title;
        sent(d).allOf = [{ $ref: "#/definitions/Titled" }];
        sent(d).required = [];
      },
      ["-- type Titled: added"],
      ["T- type Titled: removed"],
    ],
    [
      "further properties",
      (d) => (sent(d).additionalProperties = true),
      ["T- type NewBook: takes further properties now"],
      ["TW type NewBook: no further properties any more"],
    ],
    [
      "further properties refused",
      (d) => (sent(d).additionalProperties = false),
      ["-W type NewBook: further properties are refused now"],
      [],
    ],
  ]);
});

describe("kinds of a type, told apart by a discriminator", () => {
  const withKinds = (d: any, ...names: string[]) => {
    d.definitions.NewBook.discriminator = "shape";
    for (const name of names)
      d.definitions[name] = {
        type: "object",
        allOf: [{ $ref: "#/definitions/NewBook" }],
        properties: { [name]: { type: "string" } },
      };
    return d;
  };

  test("one more fits, one fewer breaks those who send it", () => {
    const [one, two] = [withKinds(libraryDocument(), "Roll"), withKinds(libraryDocument(), "Roll", "Codex")];
    expect(lines(one, two)).toEqual(["-- type Codex: added"]);
    expect(lines(two, one)).toEqual(["TW type Codex: removed"]);
  });
});

describe("types that are returned", () => {
  const book = (d: any) => d.definitions.Book;
  check([
    [
      "a property",
      (d) => (book(d).properties.isbn = { type: "string" }),
      ["-- type Book, property isbn: added, optional"],
      ["TW type Book, property isbn: removed"],
    ],
    [
      "a property optional",
      (d) => (book(d).required = []),
      ["TW type Book, property id: optional now, was required"],
      ["-- type Book, property id: required now, was optional"],
    ],
    [
      "null",
      (d) => (book(d).properties.id["x-nullable"] = true),
      ["TW type Book, property id: may be null now"],
      ["-- type Book, property id: cannot be null any more"],
    ],
    [
      "a wider number",
      (d) => (book(d).properties.pages.format = "int64"),
      ["-W type Book, property pages: format int64 now, was int32"],
      ["-- type Book, property pages: format int32 now, was int64"],
    ],
    ["the format that an integer has anyway", (d) => delete book(d).properties.pages.format, [], []],
    [
      "a value of a closed enum",
      (d) => book(d).properties.kind.enum.push("comic"),
      ['TW type Kind: may be "comic" too'],
      ['T- type Kind: cannot be "comic" any more'],
    ],
    [
      "values of a map",
      (d) => (book(d).properties.labels.additionalProperties.type = "integer"),
      ["TW type Book, property labels, values: integer now, was string"],
      ["TW type Book, property labels, values: string now, was integer"],
    ],
    [
      "another name",
      (d) => {
        d.definitions.Volume = JSON.parse(JSON.stringify(book(d)).replaceAll('/Book"', '/Volume"'));
        delete d.definitions.Book;
        d.definitions.BookPage.properties.value.items.$ref = "#/definitions/Volume";
        d.paths["/books"].post.responses[201].schema.$ref = "#/definitions/Volume";
      },
      ["T- type Book: is called Volume now"],
      ["T- type Volume: is called Book now"],
    ],
    [
      "sent as well",
      (d) => (d.paths["/books"].post.parameters[0].schema.$ref = "#/definitions/Failure"),
      [
        "TW request body, property title: removed",
        "TW request body, property printed: removed",
        "TW request body, property pages: removed",
        "TW request body, property author: removed",
        "-- request body, property code: added, optional",
        "-- request body, property inner: added, optional",
        "T- type NewBook: removed",
        "-- type Failure: sent to the service",
      ],
      [
        "TW request body, property code: removed",
        "TW request body, property inner: removed",
        "TW request body, property title: added, required",
        "-- request body, property printed: added, optional",
        "-- request body, property pages: added, optional",
        "-- request body, property author: added, optional",
        "T- type Failure: no longer sent to the service",
        "-- type NewBook: added",
      ],
    ],
  ]);
});
