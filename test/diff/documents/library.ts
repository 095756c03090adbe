/** A made-up document that has a little of everything, as a new object each time. */
export function libraryDocument(): any {
  return {
    swagger: "2.0",
    info: { title: "Library", version: "1" },
    schemes: ["https"],
    produces: ["application/json"],
    consumes: ["application/json"],
    parameters: {
      Version: { name: "api-version", in: "query", type: "string", required: true },
    },
    paths: {
      "/books": {
        get: {
          operationId: "Books_List",
          parameters: [
            { $ref: "#/parameters/Version" },
            { name: "language", in: "query", type: "string", default: "en", maxLength: 8 },
            { name: "tag", in: "query", type: "array", items: { type: "string" }, collectionFormat: "multi" },
            { name: "order", in: "query", type: "string", enum: ["title", "year"], "x-ms-enum": closed("Order") },
            { name: "shelf", in: "query", type: "string", enum: ["a", "b"], "x-ms-enum": open("Shelf") },
            { name: "X-Trace", in: "header", type: "string" },
          ],
          responses: {
            200: {
              description: "",
              schema: { $ref: "#/definitions/BookPage" },
              headers: { ETag: { type: "string" } },
            },
            default: { description: "", schema: { $ref: "#/definitions/Failure" } },
          },
          "x-ms-pageable": { nextLinkName: "next" },
        },
        post: {
          operationId: "Books_Add",
          parameters: [{ name: "book", in: "body", required: true, schema: { $ref: "#/definitions/NewBook" } }],
          responses: {
            201: { description: "", schema: { $ref: "#/definitions/Book" } },
            default: { description: "", schema: { $ref: "#/definitions/Failure" } },
          },
        },
      },
      "/books/{id}": {
        parameters: [{ name: "id", in: "path", required: true, type: "string" }],
        delete: { operationId: "Books_Remove", responses: { 200: { description: "" }, default: { description: "" } } },
      },
      "/cover": {
        put: {
          operationId: "Covers_Put",
          consumes: ["image/png", "image/jpeg"],
          parameters: [{ name: "cover", in: "body", schema: { type: "string", format: "binary" } }],
          responses: { 204: { description: "" } },
        },
      },
    },
    definitions: {
      BookPage: {
        type: "object",
        properties: {
          value: { type: "array", items: { $ref: "#/definitions/Book" } },
          next: { type: "string" },
        },
      },
      Book: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string" },
          pages: { type: "integer", format: "int32" },
          kind: { type: "string", enum: ["novel", "atlas"], "x-ms-enum": closed("Kind") },
          labels: { type: "object", additionalProperties: { type: "string" } },
          sequel: { $ref: "#/definitions/Book" },
        },
      },
      NewBook: {
        type: "object",
        required: ["title"],
        properties: {
          title: { type: "string" },
          printed: { type: "string" },
          pages: { type: "integer" },
          author: { type: "object", properties: { name: { type: "string" } } },
        },
      },
      Failure: { type: "object", properties: { code: { type: "string" }, inner: { $ref: "#/definitions/Failure" } } },
    },
  };
}

/** An enum whose values the document all knows. */
export const closed = (name: string) => ({ name, modelAsString: false });

/** An enum that may get further values. */
export const open = (name: string) => ({ name, modelAsString: true });
