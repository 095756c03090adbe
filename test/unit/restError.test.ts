import { inspect } from "node:util";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { describe, expect, test } from "@jest/globals";
import { createRestError } from "../../src/restError.js";
import { FAKE_KEY } from "../support/fakeKey.js";

const url = "https://a.example/api/hubs/chat/groups/news/connections/c?api-version=2020-10-01&reason=private";
const request = createPipelineRequest({
  url,
  method: "PUT",
  headers: createHttpHeaders({ authorization: `Bearer ${FAKE_KEY}` }),
});
const response = (status: number, body?: unknown, headers: Record<string, string> = {}) => ({
  request,
  status: String(status),
  headers,
  body,
});
const failed = "PUT /api/hubs/chat/groups/news/connections/c failed with status";

const problem = {
  code: "Error.BadRequest",
  message: "Invalid syntax for 'x': Syntax error at position 1 in 'x'. (Parameter 'filter')",
  target: "filter",
  errors: { filter: ["Invalid syntax for 'x'"] },
  title: "One or more validation errors occurred.",
  status: 400,
};

describe("an error", () => {
  test.each<[string, ReturnType<typeof response>, string, string | undefined]>([
    ["of plain text", response(404, "Connection id not found"), `${failed} 404. Connection id not found.`, undefined],
    [
      "of a JSON text",
      response(404, '"Connection id not found"'),
      `${failed} 404. Connection id not found.`,
      undefined,
    ],
    [
      "of JSON with innererror",
      response(404, { code: "Error.Connection.NotExisted", message: "Connection `c` is not found.", innererror: null }),
      `${failed} 404 (Error.Connection.NotExisted). Connection \`c\` is not found.`,
      "Error.Connection.NotExisted",
    ],
    ["of JSON below error", response(400, { error: { code: "X", message: "No!" } }), `${failed} 400 (X). No!`, "X"],
    [
      "of problem+json",
      response(400, problem),
      `${failed} 400 (Error.BadRequest). ${problem.message}.`,
      "Error.BadRequest",
    ],
    [
      "of problem+json as a text",
      response(400, JSON.stringify(problem)),
      `${failed} 400 (Error.BadRequest). ${problem.message}.`,
      "Error.BadRequest",
    ],
    [
      "of problem+json without a message",
      response(400, { ...problem, code: undefined, message: undefined }),
      `${failed} 400. Invalid syntax for 'x'.`,
      undefined,
    ],
    ["of problem+json with a title alone", response(400, { title: "Bad." }), `${failed} 400. Bad.`, undefined],
    [
      "of an empty answer with a code in the header",
      response(404, undefined, { "x-ms-error-code": "Warning.User.NotExisted" }),
      `${failed} 404 (Warning.User.NotExisted).`,
      "Warning.User.NotExisted",
    ],
    ["of an empty answer", response(500), `${failed} 500.`, undefined],
    ["of something else", response(500, { hello: "world" }), `${failed} 500.`, undefined],
    ["of JSON that is none", response(500, "{ hello"), `${failed} 500. { hello.`, undefined],
  ])("%s says what failed and what the service said", (_, from, message, code) => {
    const error = createRestError(from);
    expect({ name: error.name, message: error.message, code: error.code, statusCode: error.statusCode }).toEqual({
      name: "RestError",
      message,
      code,
      statusCode: Number(from.status),
    });
  });

  test.each([
    [401, /access key belongs to this endpoint.*clock is right/],
    [403, /Web PubSub Service Owner/],
  ])("of status %i says what to check", (status, advice) => {
    expect(createRestError(response(status)).message).toMatch(advice);
  });

  test("shows no token and no query, however it is printed", () => {
    const error = createRestError(response(401));
    for (const text of [
      String(error),
      error.stack,
      inspect(error, { depth: 20, showHidden: true }),
      JSON.stringify(error),
    ]) {
      expect(text).not.toContain(FAKE_KEY);
      expect(text).not.toContain("private");
    }
  });

  test("can be made of a response without a request", () => {
    expect(createRestError({ status: "500", headers: {}, body: "" } as never).message).toBe(
      "The request failed with status 500.",
    );
  });
});
