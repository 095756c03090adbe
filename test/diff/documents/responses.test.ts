import { describe } from "@jest/globals";
import { check, list } from "./changes.js";

describe("responses", () => {
  const remove = (d: any) => d.paths["/books/{id}"].delete;
  const add = (d: any) => d.paths["/books"].post;
  check([
    [
      "another status of success",
      (d) => {
        remove(d).responses[204] = remove(d).responses[200];
        delete remove(d).responses[200];
      },
      ["T- status 204: instead of 200"],
      ["T- status 200: instead of 204"],
    ],
    [
      "another status, without the body",
      (d) => {
        add(d).responses[204] = { description: "" };
        delete add(d).responses[201];
      },
      ["TW status 204, body: removed", "T- status 204: instead of 201"],
      ["T- status 201: instead of 204", "-- status 201, body: added, Book"],
    ],
    [
      "a further status of success",
      (d) => (remove(d).responses[202] = { description: "" }),
      ["T- status 202: added, an answer"],
      ["T- status 202: removed"],
    ],
    [
      "a further status without the body",
      (d) => (add(d).responses[202] = { description: "" }),
      ["TW status 202: added, an answer"],
      ["T- status 202: removed"],
    ],
    [
      "a redirection",
      (d) => (remove(d).responses[303] = { description: "" }),
      ["TW status 303: added, an answer"],
      ["T- status 303: removed"],
    ],
    [
      "an error like the others",
      (d) =>
        (add(d).responses[409] = {
          description: "",
          "x-ms-error-response": true,
          schema: { $ref: "#/definitions/Failure" },
        }),
      ["-- status 409: added, an error"],
      ["T- status 409: removed"],
    ],
    [
      "an error with another body",
      (d) => (add(d).responses[409] = { description: "", "x-ms-error-response": true, schema: { type: "string" } }),
      ["T- status 409: added, an error"],
      ["T- status 409: removed"],
    ],
    [
      "no error any more",
      (d) => {
        remove(d).responses[404] = { description: "" };
      },
      ["T- status 404: added, an answer"],
      ["T- status 404: removed"],
    ],
    [
      "no other status",
      (d) => delete remove(d).responses.default,
      ["T- any other status: removed"],
      ["T- any other status: added, an error"],
    ],
    [
      "a header",
      (d) => (list(d).responses[200].headers["X-Count"] = { type: "integer" }),
      ["-- status 200, header x-count: added"],
      ["TW status 200, header x-count: removed"],
    ],
    [
      "a header of another type",
      (d) => (list(d).responses[200].headers.ETag.type = "integer"),
      ["-W status 200, header etag: integer now, was string"],
      ["-W status 200, header etag: string now, was integer"],
    ],
    [
      "a body",
      (d) => (remove(d).responses[200].schema = { $ref: "#/definitions/Book" }),
      ["-- status 200, body: added, Book"],
      ["TW status 200, body: removed"],
    ],
    [
      "a body of another type",
      (d) => (add(d).responses[201].schema = { type: "string" }),
      ["TW status 201, body: string now, was Book"],
      ["TW status 201, body: Book now, was string"],
    ],
    [
      "another media type",
      (d) => (d.produces = ["text/json"]),
      [
        "-W status 200, body: is not application/json any more",
        "-W any other status, body: is not application/json any more",
        "-W status 201, body: is not application/json any more",
      ],
      [
        "-W status 200, body: is not text/json any more",
        "-W any other status, body: is not text/json any more",
        "-W status 201, body: is not text/json any more",
      ],
    ],
  ]);
});
