import type { ApiVersion } from "../src/http/apiVersions.js";

/**
 * Where it is known from: R recorded traffic of the live service, in the SDKs' own test recordings; D Microsoft's
 * documentation; E the service team's emulator (`Azure/azure-webpubsub`, tools/emulator) and nothing else.
 */
export type Evidence = "R" | "D" | "E";

/** What a REST request is answered with. Of the answer, only what is named here is known. */
export interface RestFact {
  readonly evidence: Evidence;
  readonly fact: string;
  /** The versions that it was seen with; the latest where absent. */
  readonly versions?: readonly ApiVersion[];
  /** `{connection}` stands for the id of a client that is there: `ada`, in the group `news`. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** Headers of the answer; null where there must be none. */
  readonly answerHeaders?: Readonly<Record<string, string | null>>;
  /** The body, as it is written or with these members; an expression where only a part is known. */
  readonly answer?: string | RegExp | Readonly<Record<string, unknown>>;
}

const jsonBody = { "content-type": "application/json" };
const json = "application/json; charset=utf-8";
const problem = "application/problem+json; charset=utf-8";
const supported = { "api-supported-versions": "2021-10-01, 2022-11-01, 2023-07-01, 2024-01-01, 2024-12-01" };
const invalidGroup = "Invalid group name. Valid group name should be in between 1 and 1024 characters long.";
const released = ["2021-10-01", "2022-11-01", "2023-07-01", "2024-01-01", "2024-12-01"] as const;
const unknownConnection = "PUT /groups/news/connections/xxxx";
const notExisted = (inner: string): string =>
  `{"code":"Error.Connection.NotExisted","message":"Connection \`xxxx\` is not found.","target":"Connection","details":null,"${inner}":null}`;

/** Requests to `/api/hubs/chat`, and what the service says to them. */
export const restFacts: readonly RestFact[] = [
  {
    evidence: "R",
    fact: "plain text about a connection that is not there",
    versions: ["2020-10-01"],
    request: unknownConnection,
    status: 404,
    answerHeaders: { "content-type": "text/plain; charset=utf-8", "api-supported-versions": null },
    answer: "Connection id not found",
  },
  {
    evidence: "R",
    fact: "innererror in error bodies",
    versions: ["2021-10-01", "2022-11-01"],
    request: unknownConnection,
    status: 404,
    answerHeaders: { "content-type": json, "x-ms-error-code": "Error.Connection.NotExisted", ...supported },
    answer: notExisted("innererror"),
  },
  {
    evidence: "R",
    fact: "inner in error bodies",
    versions: ["2023-07-01", "2024-01-01", "2024-12-01"],
    request: unknownConnection,
    status: 404,
    answerHeaders: { "content-type": json, "x-ms-error-code": "Error.Connection.NotExisted", ...supported },
    answer: notExisted("inner"),
  },
  {
    evidence: "R",
    fact: "the length of a body that HEAD does not get (120 for a name of three)",
    versions: ["2021-10-01", "2022-11-01"],
    request: "HEAD /users/foo",
    status: 404,
    answerHeaders: { "content-length": "120", "x-ms-error-code": "Warning.User.NotExisted", ...supported },
  },
  {
    evidence: "R",
    fact: "HEAD of what is there says nothing of a body",
    versions: ["2020-10-01", ...released],
    request: "HEAD /users/ada",
    status: 200,
    answerHeaders: { "content-length": null, "content-type": null },
  },
  {
    evidence: "R",
    fact: "a user who is not connected cannot be put into a group",
    versions: ["2021-10-01", "2024-12-01"],
    request: "PUT /users/nobody/groups/news",
    status: 404,
    answerHeaders: { "x-ms-error-code": "Warning.User.NotExisted", ...supported },
    answer: { code: "Warning.User.NotExisted", target: "User" },
  },
  {
    evidence: "R",
    fact: "such a user could be put into a group at first",
    versions: ["2020-10-01"],
    request: "PUT /users/nobody/groups/news",
    status: 200,
    answerHeaders: { "content-length": "0" },
  },
  {
    evidence: "R",
    fact: "a permission without a target",
    versions: released,
    request: "PUT /permissions/sendToGroup/connections/{connection}",
    status: 400,
    answerHeaders: { "content-type": json, "x-ms-error-code": "Error.BadRequest", ...supported },
    answer: { message: invalidGroup, target: "Request", details: null },
  },
  {
    evidence: "E",
    fact: "a permission whose target is blank",
    request: "HEAD /permissions/joinLeaveGroup/connections/{connection}?targetName=%20",
    status: 400,
    answerHeaders: { "content-type": json },
  },
  {
    evidence: "R",
    fact: "a permission with a target",
    versions: ["2021-10-01"],
    request: "PUT /permissions/sendToGroup/connections/{connection}?targetName=news",
    status: 200,
    answerHeaders: supported,
  },
  {
    evidence: "R",
    fact: "tokens for clients that the resource has not",
    versions: ["2024-01-01", "2024-12-01"],
    request: "POST /:generateToken?clientType=socketio",
    status: 400,
    answerHeaders: { "content-type": json, ...supported },
    answer: {
      message: "The value 'socketio' is not valid.",
      errors: { clientType: ["The value 'socketio' is not valid."] },
    },
  },
  {
    evidence: "R",
    fact: "no groups to join",
    versions: ["2023-07-01", "2024-12-01"],
    request: "POST /:addToGroups",
    headers: jsonBody,
    body: '{"groups":[]}',
    status: 400,
    answerHeaders: { "content-type": problem, "api-supported-versions": null },
    answer: { message: invalidGroup, target: "Groups" },
  },
  {
    evidence: "R",
    fact: "a filter that is none",
    versions: ["2022-11-01", "2023-07-01"],
    request: "POST /:send?filter=invalid%20filter",
    body: "x",
    status: 400,
    answerHeaders: { "content-type": problem, "api-supported-versions": null },
    answer: {
      message:
        "Invalid syntax for 'invalid filter': Syntax error at position 14 in 'invalid filter'. (Parameter 'filter')",
      target: "filter",
    },
  },
  {
    evidence: "E",
    fact: "a body that is no JSON",
    request: "POST /:send",
    headers: jsonBody,
    body: "{",
    status: 400,
    answerHeaders: { "content-type": json },
    answer: { message: "The request body is not a valid JSON.", target: "Request" },
  },
  {
    evidence: "R",
    fact: "members without a user are listed with null",
    request: "GET /groups/anonymous/connections",
    status: 200,
    answerHeaders: { "content-type": json, ...supported },
    answer: /^\{"value":\[\{"connectionId":"[^"]+","userId":null\}/,
  },
  {
    evidence: "R",
    fact: "the order in links to the next page",
    request: "GET /groups/anonymous/connections?api-version=2024-12-01&maxpagesize=1&top=2",
    versions: [],
    status: 200,
    answer:
      /"nextLink":"[^"?]+\/api\/hubs\/chat\/groups\/anonymous\/connections\?top=1&maxpagesize=1&continuationToken=[^"&]+&api-version=2024-12-01"/,
  },
  {
    evidence: "R",
    fact: "what was removed, or was not there",
    versions: released,
    request: "DELETE /users/nobody/groups/news",
    status: 204,
    answerHeaders: supported,
  },
  {
    evidence: "R",
    fact: "what was removed, or was not there, at first",
    versions: ["2020-10-01"],
    request: "DELETE /groups/news/connections/xxxx",
    status: 200,
    answer: "Ok",
  },
  {
    evidence: "R",
    fact: "a message to nobody",
    versions: ["2020-10-01", ...released],
    request: "POST /connections/test_connection/:send",
    body: "x",
    status: 202,
    answerHeaders: { "content-length": "0" },
  },
  {
    evidence: "D",
    fact: "%2F in a user's id is not a slash",
    request: "HEAD /users/tenant%2Fbob",
    status: 404,
    answer: "",
  },
  {
    evidence: "D",
    fact: "%2f in a group's name is not a slash, whatever its case",
    request: "HEAD /groups/tenant%2fnews",
    status: 404,
  },
  {
    evidence: "D",
    fact: "%252F names what has these three characters, and other escapes mean what they say",
    request: "HEAD /users/literal%252F%3A%20x",
    status: 200,
  },
  { evidence: "E", fact: "a slash at the end", request: "HEAD /users/ada/", status: 200 },
  { evidence: "E", fact: "a slash at the end, before a query", request: "POST /:send/?x=1", body: "x", status: 202 },
  { evidence: "E", fact: "a blank user id", request: "HEAD /users/%20", status: 400 },
  {
    evidence: "E",
    fact: "a blank connection id",
    request: "PUT /groups/news/connections/%09",
    status: 400,
    answer: { target: "connectionId" },
  },
  {
    evidence: "E",
    fact: "a charset with one quote",
    request: "POST /:send",
    headers: { "content-type": 'text/plain; charset="' },
    body: "x",
    status: 415,
  },
  {
    evidence: "E",
    fact: "a charset in quotes",
    request: "POST /:send",
    headers: { "content-type": 'text/plain; charset="utf-8"' },
    body: "x",
    status: 202,
  },
];
