import { describe, expect, test } from "@jest/globals";
import { adaptEnums } from "../../scripts/autorest/document/adaptEnums.js";
import { adaptUnions } from "../../scripts/autorest/document/adaptUnions.js";
import { chooseServer } from "../../scripts/autorest/document/chooseServer.js";
import { dropFormats } from "../../scripts/autorest/document/dropFormats.js";
import { dropSecurity } from "../../scripts/autorest/document/dropSecurity.js";
import { inlineResponses } from "../../scripts/autorest/document/inlineResponses.js";
import { leaveXmlOut } from "../../scripts/autorest/document/leaveXmlOut.js";
import { nameBodies } from "../../scripts/autorest/document/nameBodies.js";
import { nameMediaTypes } from "../../scripts/autorest/document/nameMediaTypes.js";
import { nameParameters } from "../../scripts/autorest/document/nameParameters.js";
import { requireDiscriminators } from "../../scripts/autorest/document/requireDiscriminators.js";
import { nameOperations } from "../../scripts/autorest/document/nameOperations.js";
import { separateBodies } from "../../scripts/autorest/document/separateBodies.js";
import { unwrapReferences } from "../../scripts/autorest/document/unwrapReferences.js";

describe("a oneOf or anyOf", () => {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const kinds = () => ({
    Cat: { type: "object", properties: { kind: { type: "string" }, lives: { type: "integer" } } },
    Dog: { type: "object", properties: { kind: { type: "string", enum: ["dog"] } } },
  });
  const adapt = (schemas: Record<string, object>) => {
    const document: { components: { schemas: Record<string, any> } } = { components: { schemas } };
    return { places: adaptUnions(document), schemas: document.components.schemas };
  };

  test.each(["oneOf", "anyOf"])("with a discriminator becomes the parent of its members: %s", (keyword) => {
    const discriminator = { propertyName: "kind", mapping: { tom: "#/components/schemas/Cat" } };
    const pet = { [keyword]: [reference("Cat"), reference("Dog")], discriminator };
    const { places, schemas } = adapt({ Pet: pet, ...kinds() });
    expect(places).toEqual([]);
    expect(schemas["Pet"]).toEqual({
      type: "object",
      properties: { kind: { type: "string" } },
      required: ["kind"],
      discriminator: { propertyName: "kind" },
      "x-abstract": true,
    });
    expect(schemas["Cat"]).toEqual({
      type: "object",
      properties: { lives: { type: "integer" } },
      allOf: [reference("Pet")],
      "x-ms-discriminator-value": "tom",
    });
    expect(schemas["Dog"]).toMatchObject({ allOf: [reference("Pet")], "x-ms-discriminator-value": "dog" });
  });

  test("finds what tells its members apart in what they extend, too", () => {
    const kind = { type: "string", enum: ["tom"] };
    const Animal = { type: "object", properties: { kind: reference("Kind") } };
    const Cat = { allOf: [{ type: "object" }, reference("Animal")] };
    const pet = { oneOf: [reference("Cat"), reference("Dog")], discriminator: { propertyName: "kind" } };
    const { schemas } = adapt({ Pet: pet, ...kinds(), Cat, Animal, Kind: kind });
    expect(schemas["Cat"]["x-ms-discriminator-value"]).toBe("tom");
    expect(schemas["Dog"]["x-ms-discriminator-value"]).toBe("dog");
  });

  test("in its place goes by the names of its members, and by one name wherever it stands", () => {
    const union = () => ({ oneOf: [reference("Cat"), reference("Dog")], discriminator: { propertyName: "kind" } });
    const holder = { type: "object", properties: { first: union(), second: union() } };
    const { schemas } = adapt({ Holder: holder, ...kinds() });
    expect(schemas["Holder"].properties).toEqual({ first: reference("CatOrDog"), second: reference("CatOrDog") });
    expect(schemas["Cat"].allOf).toEqual([reference("CatOrDog")]);
  });

  test("whose members extend it already gives them no second parent", () => {
    const pet = { oneOf: [reference("Cat"), reference("Dog")], discriminator: { propertyName: "kind" } };
    const { Cat, Dog } = kinds();
    const { schemas } = adapt({ Pet: pet, Cat: { ...Cat, allOf: [reference("Pet")] }, Dog });
    expect(schemas["Cat"].allOf).toEqual([reference("Pet")]);
  });

  test.each<[string, object, object, string[]]>([
    ["of one member is that", { oneOf: [reference("Cat")] }, reference("Cat"), []],
    [
      "of one plain type is of that",
      { anyOf: [{ type: "string" }, { type: "string", enum: ["a"] }] },
      { type: "string" },
      [],
    ],
    [
      "of several types is any value, and named",
      { oneOf: [{ type: "string" }, { type: "integer" }] },
      {},
      ["components.schemas.Value"],
    ],
    [
      "of objects without a discriminator too",
      { anyOf: [reference("Cat"), reference("Dog")] },
      {},
      ["components.schemas.Value"],
    ],
    [
      "that only says what goes together leaves the properties",
      { type: "object", properties: { a: {}, b: {} }, oneOf: [{ required: ["a"] }, { required: ["b"] }] },
      { type: "object", properties: { a: {}, b: {} } },
      [],
    ],
    [
      "that is the name of a property is that",
      { properties: { oneOf: { type: "string" } } },
      { properties: { oneOf: { type: "string" } } },
      [],
    ],
    ["in an example is a value", { example: { oneOf: [1, 2] } }, { example: { oneOf: [1, 2] } }, []],
  ])("%s", (_, schema, expected, named) => {
    const { places, schemas } = adapt({ Value: schema, ...kinds() });
    expect(schemas["Value"]).toEqual(expected);
    expect(places).toEqual(named);
  });
});

describe("an enum", () => {
  const adapt = (schema: object, version: object = { swagger: "2.0" }) => {
    const document: any = { ...version, definitions: { Value: schema } };
    const free = adaptEnums(document);
    return { free, schema: document.definitions.Value };
  };
  const named = (value: string, name: string) => ({ value, name });

  test.each<[string, object, object]>([
    ["of texts", { type: "string", enum: ["a", "b"] }, { type: "string", enum: ["a", "b"] }],
    ["of both truth values", { enum: [true, false], "x-ms-enum": { name: "Both" } }, { type: "boolean" }],
    ["of truth values", { type: "boolean", enum: [true] }, { type: "boolean", enum: [true] }],
    ["with a value twice", { type: "string", enum: ["a", "b", "a"] }, { type: "string", enum: ["a", "b"] }],
    ["with null", { type: "string", enum: ["a", null] }, { type: "string", enum: ["a"], "x-nullable": true }],
    [
      "that is the name of a property",
      { properties: { enum: { type: "array", items: { type: "string" } } } },
      { properties: { enum: { type: "array", items: { type: "string" } } } },
    ],
    ["in an example", { example: { enum: [1, {}] } }, { example: { enum: [1, {}] } }],
    ["without a type, of texts", { enum: ["a"] }, { type: "string", enum: ["a"] }],
    ["without a type, of whole numbers", { enum: [1, 2] }, { type: "integer", enum: [1, 2] }],
    ["without a type, of other numbers", { enum: [1, 1.5] }, { type: "number", enum: [1, 1.5] }],
  ])("%s keeps what it says", (_, schema, expected) => {
    expect(adapt(schema)).toEqual({ free: [], schema: expected });
  });

  test.each<[string, object, object]>([
    ["objects", { type: "object", enum: [{ a: 1 }, { a: 2 }] }, { type: "object" }],
    ["texts, which is an object all the same", { type: "object", enum: ["a"] }, { type: "object" }],
    [
      "lists",
      { type: "array", items: { type: "string" }, enum: [["a"]] },
      { type: "array", items: { type: "string" } },
    ],
    ["several types", { enum: ["a", 1], "x-ms-enum": { name: "Mixed" } }, {}],
    ["nothing but null", { type: "string", enum: [null] }, { type: "string", "x-nullable": true }],
  ])("of %s may be any of its type, and is named", (_, schema, expected) => {
    expect(adapt(schema)).toEqual({ free: ["definitions.Value"], schema: expected });
  });

  test.each<[string, object, object | undefined]>([
    ["an empty text", { enum: ["", "on"] }, { modelAsString: true, values: [named("", "value1"), named("on", "on")] }],
    ["signs", { enum: ["<", "9"] }, { modelAsString: true, values: [named("<", "value1"), named("9", "9")] }],
    [
      "an empty text, which is closed",
      { enum: ["a", ""], "x-ms-enum": { name: "Closed", modelAsString: false } },
      { name: "Closed", modelAsString: false, values: [named("a", "a"), named("", "value2")] },
    ],
    ["names of its own", { enum: [""], "x-ms-enum": { values: [named("", "none")] } }, { values: [named("", "none")] }],
    ["numbers", { type: "integer", enum: [-1, 0] }, undefined],
  ])("with %s has a name for each value", (_, schema, expected) => {
    const { free, schema: adapted } = adapt({ type: "string", ...schema });
    expect(free).toEqual([]);
    expect(adapted["x-ms-enum"]).toEqual(expected);
  });

  test("of OpenAPI 3.0 with null is nullable", () => {
    const { schema } = adapt({ type: "integer", enum: [1, null] }, { openapi: "3.0.1" });
    expect(schema).toEqual({ type: "integer", enum: [1], nullable: true });
  });
});

test("operations without an id are named by method and path, and no two alike", () => {
  const get = () => ({ responses: {} });
  const document = {
    paths: {
      "/pets/{pet-id}/toys": { get: get(), put: { operationId: "getPets", responses: {} } },
      "/pets": { get: get(), parameters: [] as never },
      "/": { post: { operationId: "", responses: {} } },
    },
  };
  expect(nameOperations(document)).toEqual(["getPetsByPetIdToys", "getPets2", "post"]);
  expect(document.paths["/pets"].get).toEqual({ operationId: "getPets2", responses: {} });
  expect(nameOperations(document)).toEqual([]);
});

test("any media type is JSON, or bytes", () => {
  const document = {
    produces: ["*/*", "application/json"],
    paths: {
      a: { content: { "*/*": { schema: { type: "string", format: "binary" } } } },
      b: { content: { "*/*": { schema: { type: "object" } }, "text/plain": {} } },
    },
  };
  expect(nameMediaTypes(document as never)).toBe(3);
  expect(document).toEqual({
    produces: ["application/json"],
    paths: {
      a: { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
      b: { content: { "application/json": { schema: { type: "object" } }, "text/plain": {} } },
    },
  });
  expect(nameMediaTypes(document as never)).toBe(0);
});

test.each([
  ["Swagger 2.0", "kind"],
  ["OpenAPI 3.0", { propertyName: "kind" }],
])("what tells kinds apart is required: %s", (_, discriminator) => {
  const document = {
    A: { type: "object", discriminator },
    B: { discriminator, properties: { kind: { type: "integer" } } },
  };
  expect(requireDiscriminators(document as never)).toEqual(["kind", "kind"]);
  expect(document).toEqual({
    A: { type: "object", discriminator, properties: { kind: { type: "string" } }, required: ["kind"] },
    B: { discriminator, properties: { kind: { type: "integer" } }, required: ["kind"] },
  });
  expect(requireDiscriminators(document as never)).toEqual([]);
});

test("a format that says nothing is left out, and one that does stays", () => {
  const document = {
    flag: { type: "boolean", format: "yes-no" },
    list: { type: "array", format: "csv", items: { type: "string", format: "date" } },
    one: { type: "string", format: "code", enum: ["a"] },
    name: { type: "string", format: "string" },
    day: { type: "string", format: "date", enum: ["2024-01-01"] },
    file: { type: "object", format: "file" },
    format: { type: "string" },
  };
  dropFormats(document as never);
  expect(document).toEqual({
    flag: { type: "boolean" },
    list: { type: "array", items: { type: "string", format: "date" } },
    one: { type: "string", enum: ["a"] },
    name: { type: "string" },
    day: { type: "string", format: "date", enum: ["2024-01-01"] },
    file: { type: "object", format: "file" },
    format: { type: "string" },
  });
});

test.each([
  ["uint64", "int64"],
  ["int64", "int64"],
  ["int32", "int32"],
  ["uint32", undefined],
  ["uint16", undefined],
  ["int8", undefined],
  ["unixtime", "unixtime"],
])("an integer of the format %s has the format %s", (format, expected) => {
  const document = { size: { type: "integer", format } };
  dropFormats(document as never);
  expect(document.size.format).toBe(expected);
});

describe("an answer that a document keeps for several operations", () => {
  const shared = { Text: { description: "A text.", schema: { type: "string" } } };
  const inline = (operation: object, reference = "#/responses/Text") => {
    const responses = { 200: { $ref: reference }, 404: { description: "None." } };
    const get: { responses: Record<string, object> } = { ...operation, responses };
    const document = { swagger: "2.0", produces: ["application/json"], responses: shared, paths: { "/a": { get } } };
    return { count: inlineResponses(document as never), answer: get.responses["200"] };
  };

  test("is put into one that has types of its own", () => {
    expect(inline({ produces: ["text/plain"] })).toEqual({ count: 1, answer: shared.Text });
  });

  test.each([
    ["an operation has none of its own", {}, undefined],
    ["they are those of the document", { produces: ["application/json"] }, undefined],
    ["it is not there", { produces: ["text/plain"] }, "#/responses/Other"],
    ["it is what every object has", { produces: ["text/plain"] }, "#/responses/toString"],
    ["it is in another file", { produces: ["text/plain"] }, "other.json#/responses/Text"],
  ])("stays a reference where %s", (_, operation, reference = "#/responses/Text") => {
    expect(inline(operation, reference)).toEqual({ count: 0, answer: { $ref: reference } });
  });
});

describe("bodies of several media types", () => {
  const field = { name: "note", in: "formData", type: "string", required: true };
  const responses = { 204: { description: "Done." } };
  const nameOne = (operation: object, parts: object = {}) => {
    const put: Record<string, any> = { operationId: "Notes_Put", responses, ...operation };
    const document = { swagger: "2.0", paths: { "/notes": { put } }, ...parts };
    const untold = nameBodies(document as never);
    // AutoRest does it more than once.
    expect(nameBodies(document as never)).toEqual([]);
    return { untold, put };
  };

  test("beside a form of Swagger 2.0 are bytes, in a parameter of their own", () => {
    const { untold, put } = nameOne({
      consumes: ["multipart/form-data", "application/octet-stream"],
      parameters: [field],
    });
    expect(untold).toEqual([]);
    expect(put).toMatchObject({
      consumes: ["application/octet-stream"],
      parameters: [field, { in: "body", required: true, schema: { format: "binary" } }],
      "x-form-types": ["multipart/form-data"],
      "x-media-types": ["multipart/form-data", "application/octet-stream"],
    });
  });

  test("that Swagger 2.0 has no words for are named", () => {
    const { untold, put } = nameOne({ consumes: ["application/json", "application/xml"], parameters: [field] });
    expect(untold).toEqual(["Notes_Put (application/json, application/xml)"]);
    expect(put["x-form-types"]).toEqual(["application/x-www-form-urlencoded"]);
  });

  test("of the document as a whole say nothing of a form", () => {
    const { untold, put } = nameOne({ parameters: [field] }, { consumes: ["application/json", "text/plain"] });
    expect(untold).toEqual([]);
    expect(put["x-media-types"]).toEqual(["application/x-www-form-urlencoded"]);
  });

  test("with files are a form with parts, and no other", () => {
    const { put } = nameOne({
      consumes: ["application/x-www-form-urlencoded", "multipart/form-data"],
      parameters: [{ ...field, type: "file" }],
    });
    expect(put["x-form-types"]).toEqual(["multipart/form-data"]);
  });

  test("may stand in the path of the operation, and under parameters", () => {
    const put: Record<string, any> = { responses, consumes: ["application/json"] };
    const item = { parameters: [{ $ref: "#/parameters/Id" }, { $ref: "#/parameters/Note" }], put };
    const parameters = {
      Id: { name: "id", in: "path", type: "string" },
      Note: { name: "note", in: "body", schema: {} },
    };
    nameBodies({ swagger: "2.0", paths: { "/{id}": item }, parameters } as never);
    expect(item.parameters).toEqual([{ $ref: "#/parameters/Id" }]);
    expect(put["parameters"]).toEqual([{ $ref: "#/parameters/Note" }]);
  });

  const separateOne = (operation: object, components: object = {}) => {
    const post: Record<string, any> = { operationId: "Notes_Add", responses, ...operation };
    const document = { openapi: "3.0.3", paths: { "/notes": { post } }, components };
    const anyAnswers = separateBodies(document as never);
    const first = structuredClone(document);
    expect(separateBodies(document as never)).toEqual([]);
    expect(document).toEqual(first);
    return { anyAnswers, post };
  };

  test("have a schema each, which AutoRest can tell from the others", () => {
    const Note = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
    const schema = { $ref: "#/components/schemas/Note" };
    const form = "application/x-www-form-urlencoded";
    const content: Record<string, object> = { "application/json": { schema }, [form]: { schema }, "image/png": {} };
    const { post } = separateOne({ requestBody: { content } }, { schemas: { Note } });
    expect(post["x-media-types"]).toEqual(["application/json", form, "image/png"]);
    expect(content).toEqual({
      "application/json": { schema },
      [form]: { schema: { type: "object", properties: Note.properties, required: ["text"], "x-media-type": form } },
      "image/png": { schema: { type: "string", format: "binary", "x-media-type": "image/png" } },
    });
  });

  test("whose parts are in another file, or go round, are left as they are", () => {
    const round = { allOf: [{ $ref: "#/components/schemas/Round" }] };
    const schemas = { Round: round };
    for (const schema of [{ $ref: "other.yaml#/Note" }, round, { $ref: "#/components/schemas/None" }]) {
      const content = { "multipart/form-data": { schema }, "application/json": { schema: {} } };
      separateOne({ requestBody: { content } }, { schemas });
      expect(content["multipart/form-data"]).toEqual({ schema });
    }
  });

  test("in answers are named where each JSON type has a schema of its own", () => {
    const answer = (two: object) => ({
      200: { content: { "application/json": { schema: { type: "string" } }, "text/json": { schema: two } } },
    });
    expect(separateOne({ responses: answer({ type: "integer" }) }).anyAnswers).toEqual(["Notes_Add"]);
    expect(separateOne({ responses: answer({ type: "string" }) }).anyAnswers).toEqual([]);
  });
});

describe("a reference that stands in an allOf alone", () => {
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const schemas = { Mood: { type: "string", enum: ["a"] }, Band: { type: "object", properties: {} } };
  const unwrap = (node: object) => {
    const document: any = {
      components: { schemas: { ...schemas, Holder: { properties: { it: node } } } },
    };
    const count = unwrapReferences(document);
    return { count, it: document.components.schemas.Holder.properties.it };
  };

  test.each<[string, object, object]>([
    ["is a reference", { allOf: [to("Mood")] }, to("Mood")],
    ["and so is one to an object", { allOf: [to("Band")] }, to("Band")],
    [
      "keeps what AutoRest heeds beside it",
      { allOf: [to("Mood")], description: "How.", nullable: true, example: "a", default: "a" },
      { ...to("Mood"), description: "How.", nullable: true },
    ],
    ["beside what says nothing of its own", { allOf: [{ example: "a" }, to("Mood")], type: "string" }, to("Mood")],
  ])("%s", (_, node, expected) => {
    const copy = structuredClone(node);
    const document: any = { components: { schemas: { ...schemas, Holder: { properties: { it: copy } } } } };
    expect(unwrapReferences(document)).toBe(1);
    expect(document.components.schemas.Holder.properties.it).toEqual(expected);
  });

  test.each<[string, object]>([
    ["there are properties of its own", { allOf: [to("Band")], properties: { a: {} } }],
    ["it is a kind of it", { allOf: [to("Band")], "x-ms-discriminator-value": "a" }],
    ["there are two", { allOf: [to("Band"), to("Mood")] }],
    ["it leads to another file", { allOf: [{ $ref: "other.yaml#/Band" }] }],
    ["it leads nowhere", { allOf: [to("None")] }],
  ])("stays where %s", (_, node) => {
    const { it } = unwrap(structuredClone(node));
    expect(it).toEqual(node);
  });

  test("gives a name of its own what it refers to, unless that is an object", () => {
    const document: any = {
      components: { schemas: { ...schemas, A: { allOf: [to("Mood")], title: "An a." }, B: { allOf: [to("Band")] } } },
    };
    expect(unwrapReferences(document)).toBe(1);
    expect(document.components.schemas.A).toEqual({ title: "An a.", type: "string", enum: ["a"] });
    expect(document.components.schemas.B).toEqual({ allOf: [to("Band")] });
  });
});

describe("where the service is", () => {
  test.each([
    ["absolute", [{ url: "https://a/v1" }], "https://a/v1"],
    ["on this server", [{ url: "/v1/" }], "{endpoint}/v1"],
    ["nowhere", undefined, "{endpoint}"],
    [
      "the first that speaks https, where one has parameters",
      [{ url: "http://{a}" }, { url: "https://{a}" }],
      "https://{a}",
    ],
  ])("is one place, also when asked twice: %s", (_, servers, expected) => {
    const document: { servers?: { url: string }[] } = servers === undefined ? {} : { servers };
    chooseServer(document);
    chooseServer(document);
    expect(document.servers?.map(({ url }) => url)).toEqual([expected]);
  });

  test("is what the caller says where a Swagger document names no host", () => {
    const document: Record<string, unknown> = { swagger: "2.0" };
    chooseServer(document);
    expect(document["x-ms-parameterized-host"]).toMatchObject({ hostTemplate: "{endpoint}" });
    const named = { swagger: "2.0", host: "a.example" };
    chooseServer(named);
    expect(named).toEqual({ swagger: "2.0", host: "a.example" });
  });
});

test("how callers show who they are is taken out, everywhere, and keys are named", () => {
  const schemes = { key: { type: "apiKey", name: "x-key", in: "header" }, login: { type: "oauth2" } };
  const document = {
    security: [{ key: [] }],
    components: { securitySchemes: schemes, schemas: {} },
    paths: { "/a": { get: { security: [], operationId: "A" } } },
  };
  expect(dropSecurity(document)).toEqual(['"x-key" in the header']);
  expect(document).toEqual({ components: { schemas: {} }, paths: { "/a": { get: { operationId: "A" } } } });
});

test("XML is taken out beside JSON, and stays where it is alone", () => {
  const xml = { "application/xml": {} };
  const document: Record<string, any> = {
    produces: ["application/json", "text/xml"],
    paths: { consumes: ["application/xml"] },
    a: { content: { "application/problem+json": {}, ...xml } },
    b: { content: xml },
  };
  expect(leaveXmlOut(document)).toBe(2);
  expect(document).toEqual({
    produces: ["application/json"],
    paths: { consumes: ["application/xml"] },
    a: { content: { "application/problem+json": {} } },
    b: { content: xml },
  });
});

test("a parameter whose name every object has goes by another one", () => {
  const parameters = [
    { name: "constructor", in: "query" },
    { name: "toString", in: "header", "x-ms-client-name": "text" },
    { name: "filter", in: "query" },
    { name: "constructor" },
  ];
  nameParameters({ parameters });
  expect(parameters.map((one) => (one as Record<string, unknown>)["x-ms-client-name"])).toEqual([
    "constructorValue",
    "text",
    undefined,
    undefined,
  ]);
});
