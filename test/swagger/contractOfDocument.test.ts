import { expect, test } from "@jest/globals";
import type { ApiDocument } from "../../scripts/apiDocument.js";
import { contractOfDocument } from "../../scripts/versions/contractOfDocument.js";

const contractOf = (paths: NonNullable<ApiDocument["paths"]>, rest: object = {}) =>
  contractOfDocument({ swagger: "2.0", info: { version: "2031-01-01" }, paths, ...rest }).operations;

test("parameters and media types may stand beside the operation", () => {
  const item = {
    parameters: [{ $ref: "#/parameters/the~1place" }],
    put: { operationId: "A_Put", parameters: [{ in: "body", schema: { type: "string" } }], responses: {} },
    get: { operationId: "A_Get", responses: { 200: { $ref: "#/responses/Done" } } },
    "x-note": "no method",
  };
  const place = { in: "path", name: "place", type: "string", required: true };
  const done = { schema: { type: "string", format: "date-time" }, headers: { etag: { type: "string" } } };
  const rest = { consumes: ["text/plain"], parameters: { "the/place": place }, responses: { Done: done } };
  expect(contractOf({ "/a/{place}": item }, rest)).toEqual({
    "PUT /a/{place}": {
      operationId: "A_Put",
      parameters: [place],
      consumes: ["text/plain"],
      body: { required: false, schema: { type: "string" } },
      responses: {},
    },
    "GET /a/{place}": {
      operationId: "A_Get",
      parameters: [place],
      responses: { 200: { body: { type: "string", format: "date-time" }, headers: ["etag"] } },
    },
  });
});

test("schemas are followed until they come back to themselves", () => {
  const definitions = {
    Base: { properties: { id: { type: "string" } }, required: ["id"] },
    Node: {
      type: "object",
      allOf: [{ $ref: "#/definitions/Base" }],
      properties: { next: { $ref: "#/definitions/Node" } },
      additionalProperties: { type: "integer" },
    },
  };
  const get = { operationId: "A_Get", responses: { 200: { schema: { $ref: "#/definitions/Node" } } } };
  expect(contractOf({ "/a": { get } }, { definitions })["GET /a"]?.responses[200]?.body).toEqual({
    object: { next: { recursive: true } },
    required: [],
    allOf: [{ object: { id: { type: "string" } }, required: ["id"] }],
    others: { type: "integer" },
  });
});
