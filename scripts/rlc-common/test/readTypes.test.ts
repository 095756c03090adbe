import { describe, expect, test } from "@jest/globals";
import { renderModels } from "../render/models.js";
import { readModel, readOperation } from "./read.js";
import { codeModel, enumSchema, objectSchema, operation, parameter, property, schema } from "./smallCodeModel.js";
import { smallModel } from "./smallModel.js";

/** Reads the types of a document with one plain operation. */
const readTypes = (schemas: object) => readModel(codeModel([operation()], schemas));

test("an enum of a form's field has a name, although AutoRest does not list it", () => {
  const kind = enumSchema("choice", "Kind", ["only"]);
  const own = enumSchema("sealed-choice", "ContentType", ["a/b"]);
  const http = {
    path: "/things/{id}",
    method: "post",
    uri: "{$host}",
    mediaTypes: ["multipart/form-data"],
    multipart: true,
  };
  const parameters = [
    parameter("body", "kind", kind),
    parameter("header", "content-type", own, { origin: "modelerfour:synthesized/content-type" } as object),
  ];
  const { inputTypes } = readModel(codeModel([operation({ requests: [{ parameters, protocol: { http } }] })]));
  expect(inputTypes.map(({ name }) => name)).toEqual(["Kind"]);
});

describe("types", () => {
  test("leave read-only properties out of what callers send", () => {
    const thing = objectSchema(
      "Thing",
      ["input", "output"],
      [property("id", schema("string"), { readOnly: true }), property("at", schema("date-time"))],
    );
    const { inputTypes, outputTypes } = readTypes({ objects: [thing] });
    expect(inputTypes).toMatchObject([
      { name: "Thing", declaration: { properties: [{ name: "at", type: { text: "Date | string" } }] } },
    ]);
    expect(outputTypes).toMatchObject([
      {
        name: "ThingOutput",
        declaration: {
          properties: [
            { name: "id", readOnly: true },
            { name: "at", type: { text: "string" } },
          ],
        },
      },
    ]);
  });

  test("mark what is deprecated, and leave write-only properties out of what the service returns", () => {
    const thing = objectSchema(
      "Thing",
      ["input", "output"],
      [
        property("old", schema("string"), { extensions: { "x-deprecated": true } }),
        property("secret", schema("string"), { extensions: { "x-write-only": true } }),
      ],
    );
    const { inputTypes, outputTypes } = readTypes({ objects: [thing] });
    expect(inputTypes[0]?.declaration).toMatchObject({
      properties: [{ name: "old", deprecated: true }, { name: "secret" }],
    });
    expect(outputTypes[0]?.declaration).toMatchObject({ properties: [{ name: "old", deprecated: true }] });
    const text = renderModels({ ...smallModel(), inputTypes });
    expect(text.match(/@deprecated[^\n]*\n(?:[^\n]*\n)?? *(\w+)\?/)?.[1]).toBe("old");
    expect(text.match(/@deprecated/g)).toHaveLength(1);
    const asked = readOperation({
      path: "/things",
      parameters: [parameter("query", "old", schema("string"), { extensions: { "x-deprecated": true } } as object)],
    });
    expect(asked.queryParameters).toMatchObject([{ name: "old", deprecated: true }]);
  });

  test("of several kinds become a union that the discriminator tells apart", () => {
    const fish: Record<string, unknown> = objectSchema("Fish", ["input"], [property("kind", schema("string"))], {
      discriminator: { property: property("kind", schema("string")) },
      discriminatorValue: "fish",
    });
    const shark = objectSchema("Shark", ["input"], [], {
      discriminatorValue: "shark",
      parents: { all: [fish], immediate: [fish] },
    });
    fish.children = { all: [shark], immediate: [shark] };
    const { inputTypes } = readTypes({ objects: [fish, shark] });
    expect(inputTypes.map(({ name, declaration }) => [name, declaration.kind])).toEqual([
      ["FishParent", "interface"],
      ["Fish", "alias"],
      ["Shark", "interface"],
    ]);
    expect(inputTypes[1].declaration).toMatchObject({ type: { text: '(FishParent & { kind: "fish" }) | Shark' } });
    expect(inputTypes[2].declaration).toMatchObject({
      extends: [{ text: "FishParent" }],
      properties: [{ name: "kind", type: { text: '"shark"' } }],
    });
  });

  test("that extend several with one property of two types have it once", () => {
    const extend = (name: string, all: object[], properties: object[]) =>
      objectSchema(name, ["input"], properties, { parents: { all, immediate: all } });
    const first = objectSchema(
      "First",
      ["input"],
      [property("status", schema("string")), property("a", schema("string"))],
    );
    const second = objectSchema(
      "Second",
      ["input"],
      [property("status", schema("integer")), property("a", schema("string"))],
    );
    const both = extend("Both", [first, second], []);
    const own = extend("Own", [first], [property("a", schema("boolean"))]);
    const { inputTypes } = readTypes({ objects: [first, second, both, own] });
    expect(inputTypes.slice(2)).toMatchObject([
      { declaration: { extends: [{ text: "First" }, { text: 'Omit<Second, "status">', uses: ["Second"] }] } },
      { declaration: { extends: [{ text: 'Omit<First, "a">' }] } },
    ]);
  });

  test("keep the value of an open enum open", () => {
    const { inputTypes } = readTypes({ choices: [enumSchema("choice", "color name", ["red", "blue"])] });
    expect(inputTypes).toMatchObject([
      { name: "ColorName", declaration: { type: { text: '"red" | "blue" | (string & {})' } } },
    ]);
  });

  test("do not take names that JavaScript has", () => {
    expect(readTypes({ objects: [objectSchema("Error", ["output"])] }).outputTypes[0].name).toBe("ErrorModelOutput");
  });

  test("get back the braces that the plugin escapes", () => {
    const thing = objectSchema("Thing", ["input"]);
    thing.language.default.description = "See \\\\{id\\} \\@here.";
    expect(readTypes({ objects: [thing] }).inputTypes[0].description).toBe("See {id} @here.");
  });
});
