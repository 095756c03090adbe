import { inspect } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { buildUserExistsRequest, createRestError, isUnexpected } from "../../src/index.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const text = { contentType: "text/plain", body: "x" } as const;

describe("a response", () => {
  test.each([
    [202, false],
    [200, true],
    [204, true],
    [400, true],
    [401, true],
    [404, true],
    [500, true],
  ])("of a send with status %i is unexpected: %p", async (status, unexpected) => {
    service.answer({ status });
    const response = await testClient().path("/api/hubs/{hub}/:send", "h").post(text);
    expect(response.status).toBe(String(status));
    expect(isUnexpected(response)).toBe(unexpected);
  });

  test.each([
    [200, false],
    [404, false],
    [401, true],
  ])("of an existence check with status %i is unexpected: %p", async (status, unexpected) => {
    service.answer({ status });
    const client = testClient();
    expect(isUnexpected(await client.path("/api/hubs/{hub}/users/{userId}", "h", "u").head())).toBe(unexpected);
    expect(isUnexpected(await client.sendRequest(buildUserExistsRequest("h", "u")))).toBe(unexpected);
  });

  test.each([
    [200, false],
    [299, false],
    [304, true],
    [404, true],
  ])("of a path that no document speaks of with status %i is unexpected: %p", async (status, unexpected) => {
    service.answer({ status });
    expect(isUnexpected(await testClient().pathUnchecked("/anything").get())).toBe(unexpected);
  });

  test("keeps the text of an error of this API version", async () => {
    service.answer({
      status: 404,
      body: "Connection id not found",
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
    const response = await testClient()
      .path("/api/hubs/{hub}/groups/{group}/connections/{connectionId}", "h", "g", "c")
      .put();
    expect(response.body).toBe("Connection id not found");
    expect(response.headers["content-type"]).toBe("text/plain; charset=utf-8");
  });

  test("becomes an error that carries status and code", async () => {
    service.answer({
      status: 400,
      body: '{"error":{"code":"Error.BadRequest","message":"no"}}',
      headers: { "content-type": "application/json", "x-ms-request-id": "7" },
    });
    const response = await testClient().path("/api/hubs/{hub}/:send", "h").post(text);
    const error = createRestError(response);
    expect(error).toMatchObject({ name: "RestError", statusCode: 400, code: "Error.BadRequest" });
    expect([error.response?.status, error.response?.headers.get("X-Ms-Request-Id")]).toEqual([400, "7"]);
    expect(inspect(error)).not.toMatch(/abortSignal|deadline/);
  });

  test("is a value whatever its status and its body", async () => {
    const headers = { "content-type": "application/json" };
    service.answer({ status: 502, body: "<html>Bad gateway</html>", headers });
    const response = await testClient().path("/api/hubs/{hub}/:send", "h").post(text);
    expect([response.status, response.body, isUnexpected(response)]).toEqual(["502", "<html>Bad gateway</html>", true]);
    expect(createRestError(response)).toMatchObject({ statusCode: 502 });
  });

  test("of success with a broken body is an error, which does not repeat the body", async () => {
    const headers = { "content-type": "application/json" };
    service.answer({ status: 200, body: '{"token":"fake-token', headers });
    const call = testClient().sendRequest({ method: "GET", url: "/anything" });
    const error = await call.catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "RestError",
      code: "PARSE_ERROR",
      statusCode: 200,
      message: "GET /anything was answered with status 200 and a body that is not the JSON that it says it is.",
    });
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain("fake-token");
  });

  test("carries no mark that a comparison or a copy would show", async () => {
    service.answer({ status: 202 });
    const response = await testClient().path("/api/hubs/{hub}/:send", "h").post(text);
    expect(Object.keys(response).sort()).toEqual(["body", "headers", "request", "status"]);
    expect(Object.getOwnPropertySymbols({ ...response })).toEqual([]);
  });

  test("can be read as a stream", async () => {
    service.answer({ status: 404, body: "Connection id not found" });
    const response = await testClient()
      .path("/api/hubs/{hub}/groups/{group}/connections/{connectionId}", "h", "g", "c")
      .put()
      .asNodeStream();
    let body = "";
    for await (const chunk of response.body!) body += chunk;
    expect(body).toBe("Connection id not found");
    expect(isUnexpected(response)).toBe(false);
  });
});

test.each([
  ["Text/Plain", "123", "123"],
  ["text/plain ; charset=utf-8", "123", "123"],
  ["Application/JSON; charset=utf-8", "123", 123],
])("an answer of the media type %j is read by it, in any letter case", async (type, body, expected) => {
  service.answer({ status: 200, body, headers: { "content-type": type } });
  expect((await testClient().pathUnchecked("/api/x").get()).body).toBe(expected);
});

test("a body that is not the JSON that it says it is, in capitals, is an error", async () => {
  service.answer({ status: 200, body: "{", headers: { "content-type": "Application/JSON" } });
  await expect(testClient().pathUnchecked("/api/x").get()).rejects.toMatchObject({ code: "PARSE_ERROR" });
});

describe("an answer that sends elsewhere", () => {
  const send = () => testClient().path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });

  test.each([307, 308])("is followed below the same origin, with a body and a token of its own: %i", async (status) => {
    const received = service.answer({ status, headers: { location: "/elsewhere?a=1" } }, { status: 202 });
    expect((await send()).status).toBe("202");
    expect(received.map(({ method, url }) => [method, url])).toEqual([
      ["POST", `${ENDPOINT}/api/hubs/h/:send?api-version=2020-10-01`],
      ["POST", `${ENDPOINT}/elsewhere?a=1`],
    ]);
    expect(Buffer.from(received[1].body).toString()).toBe("x");
    expect(decodeJwt(received[1].headers.get("authorization")!.slice("Bearer ".length)).aud).toBe(received[1].url);
  });

  test.each([
    ["to another origin", "https://elsewhere.example/x"],
    ["to no address", "http://[elsewhere"],
  ])("is returned where it leads %s", async (_, location) => {
    const received = service.answer({ status: 307, headers: { location } });
    expect((await send()).status).toBe("307");
    expect(received).toHaveLength(1);
  });

  test.each([301, 302])("is returned where a POST might become a GET: %i", async (status) => {
    const received = service.answer({ status, headers: { location: "/elsewhere" } });
    expect((await send()).status).toBe(String(status));
    expect(received).toHaveLength(1);
  });

  test("is followed by GET, without the body, where it says so", async () => {
    const received = service.answer({ status: 303, headers: { location: "/done" } }, { status: 200 });
    expect((await send()).status).toBe("200");
    expect(received[1]).toMatchObject({ method: "GET", url: `${ENDPOINT}/done`, body: new Uint8Array() });
  });
});
