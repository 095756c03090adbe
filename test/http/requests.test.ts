import { inspect } from "node:util";
import { describe, expect, test } from "@jest/globals";
import * as api from "../../src/index.js";
import type { HttpRequest, WebPubSubClient } from "../../src/index.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const text = { contentType: "text/plain", body: "x" } as const;
const target = { queryParameters: { targetName: "news" } };
const because = { queryParameters: { reason: "a b" } };
const hub = "/api/hubs/{hub}" as const;
const grant = `${hub}/permissions/{permission}/connections/{connectionId}` as const;
const member = `${hub}/groups/{group}/connections/{connectionId}` as const;
const userInGroup = `${hub}/users/{userId}/groups/{group}` as const;

type Call = (client: WebPubSubClient) => PromiseLike<{ status: string }>;

/** Every operation: what goes out, the path call that sends it, and the built request that does. */
const operations: [string, Call, HttpRequest][] = [
  ["HEAD /api/health", (c) => c.path("/api/health").head(), api.buildGetHealthStatusRequest()],
  ["POST /api/hubs/h/:send", (c) => c.path(`${hub}/:send`, "h").post(text), api.buildSendToAllRequest("h", text)],
  [
    "HEAD /api/hubs/h/connections/c",
    (c) => c.path(`${hub}/connections/{connectionId}`, "h", "c").head(),
    api.buildConnectionExistsRequest("h", "c"),
  ],
  [
    "DELETE /api/hubs/h/connections/c?reason=a%20b",
    (c) => c.path(`${hub}/connections/{connectionId}`, "h", "c").delete(because),
    api.buildCloseClientConnectionRequest("h", "c", because),
  ],
  [
    "POST /api/hubs/h/connections/c/:send",
    (c) => c.path(`${hub}/connections/{connectionId}/:send`, "h", "c").post(text),
    api.buildSendToConnectionRequest("h", "c", text),
  ],
  [
    "HEAD /api/hubs/h/groups/g",
    (c) => c.path(`${hub}/groups/{group}`, "h", "g").head(),
    api.buildGroupExistsRequest("h", "g"),
  ],
  [
    "POST /api/hubs/h/groups/g/:send",
    (c) => c.path(`${hub}/groups/{group}/:send`, "h", "g").post(text),
    api.buildSendToGroupRequest("h", "g", text),
  ],
  [
    "PUT /api/hubs/h/groups/g/connections/c",
    (c) => c.path(member, "h", "g", "c").put(),
    api.buildAddConnectionToGroupRequest("h", "g", "c"),
  ],
  [
    "DELETE /api/hubs/h/groups/g/connections/c",
    (c) => c.path(member, "h", "g", "c").delete(),
    api.buildRemoveConnectionFromGroupRequest("h", "g", "c"),
  ],
  [
    "HEAD /api/hubs/h/users/u",
    (c) => c.path(`${hub}/users/{userId}`, "h", "u").head(),
    api.buildUserExistsRequest("h", "u"),
  ],
  [
    "POST /api/hubs/h/users/u/:send",
    (c) => c.path(`${hub}/users/{userId}/:send`, "h", "u").post(text),
    api.buildSendToUserRequest("h", "u", text),
  ],
  [
    "HEAD /api/hubs/h/users/u/groups/g",
    (c) => c.path(userInGroup, "h", "u", "g").head(),
    api.buildUserExistsInGroupRequest("h", "u", "g"),
  ],
  [
    "PUT /api/hubs/h/users/u/groups/g",
    (c) => c.path(userInGroup, "h", "u", "g").put(),
    api.buildAddUserToGroupRequest("h", "u", "g"),
  ],
  [
    "DELETE /api/hubs/h/users/u/groups/g",
    (c) => c.path(userInGroup, "h", "u", "g").delete(),
    api.buildRemoveUserFromGroupRequest("h", "u", "g"),
  ],
  [
    "DELETE /api/hubs/h/users/u/groups",
    (c) => c.path(`${hub}/users/{userId}/groups`, "h", "u").delete(),
    api.buildRemoveUserFromAllGroupsRequest("h", "u"),
  ],
  [
    "PUT /api/hubs/h/permissions/sendToGroup/connections/c?targetName=news",
    (c) => c.path(grant, "h", "sendToGroup", "c").put(target),
    api.buildGrantPermissionRequest("h", "sendToGroup", "c", target),
  ],
  [
    "DELETE /api/hubs/h/permissions/joinLeaveGroup/connections/c",
    (c) => c.path(grant, "h", "joinLeaveGroup", "c").delete(),
    api.buildRevokePermissionRequest("h", "joinLeaveGroup", "c"),
  ],
  [
    "HEAD /api/hubs/h/permissions/joinLeaveGroup/connections/c",
    (c) => c.path(grant, "h", "joinLeaveGroup", "c").head(),
    api.buildCheckPermissionRequest("h", "joinLeaveGroup", "c"),
  ],
];

describe.each(operations)("%s", (expected, call, request) => {
  const [method, url] = expected.split(" ") as [string, string];
  const full = `${url}${url.includes("?") ? "&" : "?"}api-version=2020-10-01`;

  test("goes out the same by path call and by built request", async () => {
    const received = service.answer({ status: 200 });
    const client = testClient();
    await call(client);
    await client.sendRequest(request);
    expect(received.map((one) => `${one.method} ${one.url}`)).toEqual([
      `${method} ${ENDPOINT}${full}`,
      `${method} ${ENDPOINT}${full}`,
    ]);
  });

  test("prints as method and address alone", () => {
    expect(inspect(request)).toBe(`<HttpRequest [${method}], url: '${full}'>`);
  });
});

test("there is a builder for each of the 18 operations", () => {
  const builders = Object.keys(api).filter((name) => name.startsWith("build"));
  expect(builders).toHaveLength(operations.length);
});

test("a built request may be sent many times and by many clients, a stream included", async () => {
  const received = service.answer({ status: 202 });
  const stream = () => new Blob(["again"]).stream();
  const request = api.buildSendToAllRequest("h", { contentType: "text/plain", body: stream });
  await testClient().sendRequest(request);
  await testClient().sendRequest(request);
  expect(received.map(({ body }) => Buffer.from(body).toString())).toEqual(["again", "again"]);
});

describe("a path part", () => {
  const send = (id: string) => testClient().path("/api/hubs/{hub}/users/{userId}", "h", id).head();

  test.each([
    ["a/b", "a%2Fb"],
    ["a?b#c", "a%3Fb%23c"],
    ["100%", "100%25"],
    ["%2F", "%252F"],
    ["ü 👋", "%C3%BC%20%F0%9F%91%8B"],
    ["{userId}", "%7BuserId%7D"],
    ["$&", "%24%26"],
    ["...", "..."],
    [":send", "%3Asend"],
    ["C:\\temp", "C%3A%5Ctemp"],
  ])("%j arrives as %s", async (id, escaped) => {
    const received = service.answer({ status: 200 });
    await send(id);
    expect(received[0].url).toBe(`${ENDPOINT}/api/hubs/h/users/${escaped}?api-version=2020-10-01`);
  });

  test.each([
    ["", /"userId" must be a non-empty path part other than "\." and "\.\."\. Received an empty string\./],
    [".", /"userId" must be a non-empty path part/],
    ["..", /"userId" must be a non-empty path part/],
    ["\ud800", /"userId" must be a text without lone surrogates/],
    [undefined, /"userId" must be a string\. Received undefined\./],
    [7, /"userId" must be a string\. Received a number\./],
  ])("%j is refused before anything is sent", async (id, message) => {
    const received = service.answer({ status: 200 });
    await expect(send(id as string)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(message),
    });
    expect(received).toHaveLength(0);
  });
});

describe("a wrong argument", () => {
  test("is named when a permission is unknown", () => {
    expect(() => api.buildGrantPermissionRequest("h", "shout" as "sendToGroup", "c")).toThrow(
      'grantPermission: "permission" must be one of "joinLeaveGroup", "sendToGroup". Received a string.',
    );
  });

  test("is named when a list is a text", () => {
    expect(() => api.buildSendToAllRequest("h", { ...text, queryParameters: { excluded: "c" as never } })).toThrow(
      'sendToAll: "excluded" must be an array. Received a string.',
    );
  });

  test("is named when a list has something else in it", () => {
    expect(() => api.buildSendToAllRequest("h", { ...text, queryParameters: { excluded: ["a", 1 as never] } })).toThrow(
      'sendToAll: "excluded[1]" must be a string. Received a number.',
    );
  });

  test("is named when it stands beside the place where it belongs", async () => {
    const misplaced = { ...text, excluded: ["c"] };
    const message = 'sendToAll: "excluded" must be given in "queryParameters". Received an array.';
    expect(() => api.buildSendToAllRequest("h", misplaced)).toThrow(message);
    await expect(testClient().path("/api/hubs/{hub}/:send", "h").post(misplaced)).rejects.toThrow(message);
  });

  test.each<[given: unknown, nearest: string]>([
    ["/api/heatlh", "/api/health"],
    ["/api/hubs/{hub}/:sned", "/api/hubs/{hub}/:send"],
    ["/api/hubs/chat/:sned", "/api/hubs/{hub}/:send"],
    ["/api/hubs/chat/groups/news/:sned", "/api/hubs/{hub}/groups/{group}/:send"],
    ["/api/hubs/{hub}/user/{userId}", "/api/hubs/{hub}/users/{userId}"],
    ["api/hubs/{hub}/groups/{group}/:send", "/api/hubs/{hub}/groups/{group}/:send"],
    ["toString", "/api/health"],
    [["/api/health"], "/api/health"],
    [undefined, "/api/health"],
    [Object.create(null), "/api/health"],
  ])("is named when the path is %p, with the nearest ones, %p first", (given, nearest) => {
    let message = "";
    try {
      testClient().path(given as "/api/health");
    } catch (error) {
      expect(error).toMatchObject({ code: "INVALID_ARGUMENT", argument: "path" });
      ({ message } = error as Error);
    }
    expect(message).toMatch(
      /^path: "path" must be a path of the API, its parameters in braces or filled in; pathUnchecked takes others\./,
    );
    expect(/The nearest are (\S+), \S+, \S+\. Received/.exec(message)?.[1]).toBe(nearest);
  });

  test("is found soon when the path is long", () => {
    const before = performance.now();
    expect(() => testClient().path("/x".repeat(1e6) as "/api/health")).toThrow(/The nearest are/);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test("is named when a path gets too many parameters", async () => {
    const call = testClient()
      .path("/api/health", ...(["surplus"] as unknown as []))
      .head();
    await expect(call).rejects.toThrow(/"path arguments" must be 0 in number\. Received \d\.$/);
  });

  test.each([
    [undefined],
    [null],
    ["/api/health"],
    [{ method: "GET", url: "https://elsewhere.example/" }],
    [{ method: "GET", url: "//elsewhere.example/" }],
  ])("is named when sendRequest gets %j", async (request) => {
    await expect(testClient().sendRequest(request as never)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      argument: "request",
    });
  });
});

test("pathUnchecked sends no credentials elsewhere", () => {
  for (const path of ["https://elsewhere.example/", `${ENDPOINT}.elsewhere.example/`, "HTTPS://elsewhere.example/"])
    expect(() => testClient().pathUnchecked(path)).toThrow('"path" must be a path below the endpoint');
  expect(testClient().pathUnchecked(`${ENDPOINT}/api/health`)).toHaveProperty("head");
});

test.each(["/api/health#", "/api/health#part", "/api/health?a=b#part", `${ENDPOINT}/api/health#part`])(
  "pathUnchecked refuses a path with a fragment, which nobody would be sent: %s",
  (path) => {
    const refused = expect.objectContaining({
      code: "INVALID_ARGUMENT",
      argument: "path",
      message: expect.stringContaining("a path without a fragment"),
    });
    expect(() => testClient().pathUnchecked(path)).toThrow(refused);
  },
);

test("a query name with an apostrophe is signed as it is sent", async () => {
  const received = service.answer({ status: 200 }, { status: 200 });
  const queryParameters = { "it's": "o'neill" };
  await testClient()
    .path("/api/health")
    .head({ queryParameters } as never);
  await testClient().pathUnchecked("/api/health").head({ queryParameters });
  for (const { url, headers } of received) {
    expect(url).toMatch(/[?&]it%27s=o%27neill$/);
    const [, payload = ""] = headers.get("authorization")?.split(".") ?? [];
    expect(JSON.parse(Buffer.from(payload, "base64url").toString()).aud).toBe(url);
  }
});

test.each([
  ["/api/{a}", ["x", "y"]],
  ["/api", ["x"]],
] as const)("pathUnchecked takes no more arguments than %s has", (path, args) => {
  expect(() => (testClient().pathUnchecked as (...all: string[]) => unknown)(path, ...args)).toThrow(
    /^pathUnchecked: "path arguments" must be \d in number\. Received \d\.$/,
  );
});

test("pathUnchecked reaches any path below the endpoint", async () => {
  const received = service.answer({ status: 200, body: '{"a":1}', headers: { "content-type": "application/json" } });
  const response = await testClient()
    .pathUnchecked("/api/{anything}", "x y")
    .get({ queryParameters: { "api-version": "2024-12-01" } });
  expect(received[0].url).toBe(`${ENDPOINT}/api/x%20y?api-version=2024-12-01`);
  expect(response.body).toEqual({ a: 1 });
});
