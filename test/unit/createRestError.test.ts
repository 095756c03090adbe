import { inspect } from "node:util";
import {
  createHttpHeaders,
  createPipelineRequest,
  isRestError as isCoreRestError,
  RestError as CoreRestError,
} from "@azure/core-rest-pipeline";
import { describe, expect, test } from "@jest/globals";
import { isRestError, RestError } from "../../src/common.js";
import { createRestError } from "../../src/createRestError.js";
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

  const page = `<!DOCTYPE html><html><head><title>502 Bad Gateway</title>
    <style>body { color: red }</style><script>if (a < b) alert("no");</script></head>
    <!-- <b>not shown</b> --><body><center><h1>The gateway&nbsp;had no answer</h1></center>${"<p class='x'>More.</p>\n".repeat(9_000)}</body></html>`;

  test("of 200 KB of HTML says what failed, and a few words of the page", () => {
    expect(page.length).toBeGreaterThan(200_000);
    const { message } = createRestError(response(502, page, { "content-type": "text/html" }));
    const start = `${failed} 502. 502 Bad Gateway The gateway had no answer More. More.`;
    expect(message.slice(0, start.length)).toBe(start);
    expect(message).toMatch(/ More\. More\.(?: Mo?r?e?)?\.\.\.$/);
    expect(message.length).toBeLessThan(300);
  });

  test.each([
    ["a text", "x".repeat(200_000)],
    ["a JSON message", { message: "x".repeat(200_000) }],
    ["a JSON text", JSON.stringify("x".repeat(200_000))],
    ["the detail of a problem", { detail: "x".repeat(200_000) }],
    ["a code", { code: "x".repeat(200_000) }],
    ["signs that begin a tag", "<".repeat(200_000) + "x".repeat(200_000)],
    ["lines", "<pre>" + "x \n".repeat(100_000)],
  ])("of %s without end is short, and made at once", (_, body) => {
    const before = performance.now();
    const { message, code = "" } = createRestError(response(400, body));
    expect(message.length).toBeLessThan(300);
    expect(code.length).toBeLessThan(300);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  test("of a page without words says what failed", () => {
    expect(createRestError(response(502, "<html><body><img src='x'></body></html>")).message).toBe(`${failed} 502.`);
  });

  test("is cut between characters", () => {
    const { message } = createRestError(response(400, `${"x".repeat(199)}👋👋`));
    expect(message).toBe(`${failed} 400. ${"x".repeat(199)}...`);
  });

  test("leaves a message as it is that has signs of markup in it", () => {
    expect(createRestError(response(400, "a < b, and <c> is none.")).message).toBe(
      `${failed} 400. a < b, and <c> is none.`,
    );
  });

  const jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJmYWtlIn0.fake-signature";
  test.each([
    ["a bearer token", "Refused: Authorization: Bearer fake.token-1/2+3== is old.", "fake.token"],
    ["one in small letters", "authorization: bearer fake~token", "fake~token"],
    ["a token in an address", "GET /client/hubs/chat?access_token=fake-token&x=1 failed", "fake-token"],
    ["a token in JSON", '{ "access_token": "fake-token", ', "fake-token"],
    ["the key of a connection string", "Endpoint=https://a.example;AccessKey=fake+key/1=;", "fake+key"],
    ["a JSON Web Token", `The token ${jwt} has expired.`, "eyJ"],
    ["the beginning of one", `${"<i>".repeat(21_840)}${jwt}`, "eyJ"],
    ["the request's own token, whatever it looks like", `Seen: ${FAKE_KEY}!`, FAKE_KEY],
  ])("does not repeat %s", (_, said, secret) => {
    for (const body of [said, { message: said }, { error: { code: said, message: said } }, `<p>${said}</p>`]) {
      const { message, code } = createRestError(response(400, body));
      expect(`${message} ${code}`).not.toContain(secret);
      expect(message).toContain("REDACTED");
    }
    expect(createRestError(response(400, undefined, { "x-ms-error-code": said })).message).not.toContain(secret);
  });

  test("can be made of a response without a request", () => {
    expect(createRestError({ status: "500", headers: {}, body: "" } as never).message).toBe(
      "The request failed with status 500.",
    );
  });
});

test("it is known as the documents say: by our class and either function, and not by the core library's class", () => {
  for (const error of [createRestError(response(404)), new CoreRestError("of a policy")])
    expect([error instanceof RestError, isRestError(error), isCoreRestError(error)]).toEqual([true, true, true]);
  expect(createRestError(response(404)) instanceof CoreRestError).toBe(false);
});
