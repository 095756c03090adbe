import { describe, expect, test } from "@jest/globals";
import { call, connect, entra, service, withVersion } from "./support.js";

const problem = (target: string, message: unknown) => ({
  code: "Error.BadRequest",
  message,
  target,
  errors: { [target]: [message] },
  type: null,
  title: "One or more validation errors occurred.",
  status: 400,
  detail: null,
  instance: null,
  extensions: {},
});

describe("since 2021-10-01 an error", () => {
  test.each([
    ["2022-11-01", "innererror"],
    ["2024-12-01", "inner"],
  ])("about something that is missing is JSON with a code, as the service wrote it for %s", async (version, inner) => {
    const path = withVersion("/api/hubs/chat/groups/news/connections/xxxx", version);
    const { status, text, headers } = await call(await service(), "PUT", path);
    expect(status).toBe(404);
    expect(text).toBe(
      `{"code":"Error.Connection.NotExisted","message":"Connection \`xxxx\` is not found.","target":"Connection","details":null,"${inner}":null}`,
    );
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("x-ms-error-code")).toBe("Error.Connection.NotExisted");
  });

  test.each([
    ["HEAD", "connections/c", "Warning.Connection.NotExisted"],
    ["HEAD", "users/u", "Warning.User.NotExisted"],
    ["HEAD", "groups/g", "Warning.Group.NotExisted"],
    ["HEAD", "permissions/sendToGroup/connections/c?targetName=g", "Info.Connection.NotExisted"],
    ["PUT", "permissions/sendToGroup/connections/c?targetName=g", "Info.Connection.NotExisted"],
    ["PUT", "users/u/groups/g", "Warning.User.NotExisted"],
  ])("of %s %s has the code %s", async (method, path, code) => {
    const { status, headers } = await call(await service(), method, `/api/hubs/chat/${path}`);
    expect([status, headers.get("x-ms-error-code")]).toEqual([404, code]);
  });

  test("to HEAD has the length of a body that is not sent, as the service wrote it in 2022", async () => {
    const { text, headers } = await call(
      await service(),
      "HEAD",
      withVersion("/api/hubs/chat/users/xxxx", "2022-11-01"),
    );
    // The recording says 120; its user had two or three characters.
    expect([text, headers.get("content-length")]).toEqual(["", "121"]);
  });

  test.each([
    ["hub", "POST", "/api/hubs/1chat/:send"],
    ["group", "POST", "/api/hubs/chat/groups/%20/:send"],
    ["group", "POST", "/api/hubs/chat/groups/a%0A/:send"],
    ["permission", "PUT", "/api/hubs/chat/permissions/shout/connections/c?targetName=g"],
    ["minutesToExpire", "POST", "/api/hubs/chat/:generateToken?minutesToExpire=0"],
    ["group", "POST", "/api/hubs/chat/:generateToken?group=a&group=%20"],
    ["group", "POST", "/api/hubs/chat/:generateToken?group=a%0Ab"],
    ["messageTtlSeconds", "POST", "/api/hubs/chat/:send?messageTtlSeconds=301"],
    ["userId", "POST", "/api/hubs/chat/users/%20/:send"],
    ["connectionId", "HEAD", "/api/hubs/chat/connections/%09%20"],
    ["messageTtlSeconds", "POST", "/api/hubs/chat/users/u/:send?messageTtlSeconds=-1"],
    ["messageTtlSeconds", "POST", "/api/hubs/chat/groups/g/:send?messageTtlSeconds=1&messageTtlSeconds=1"],
    ["path", "HEAD", "/api/hubs/chat/users/%E0%A4"],
  ])("of validation names %s: %s %s", async (target, method, path) => {
    const local = await service();
    const { status, text, headers } = await call(local, method, path, { headers: await entra(local) });
    expect([status, headers.get("x-ms-error-code")]).toEqual([400, "Error.BadRequest"]);
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(headers.get("api-supported-versions")).toBeNull();
    if (method === "HEAD") return;
    const body = JSON.parse(text);
    expect(body).toEqual(problem(target, expect.any(String)));
    expect(body.errors).toEqual({ [target]: [body.message] });
  });

  test.each([
    ["clientType", "socketio", "POST", ":generateToken"],
    ["clientType", "constructor", "POST", ":generateToken"],
    ["messageTtlSeconds", "1.5", "POST", ":send"],
    ["messageTtlSeconds", "", "POST", "connections/c/:send"],
    ["top", "1e2", "GET", "groups/g/connections"],
  ])("of a value that means nothing names it, and is plain JSON: %s=%s", async (target, value, method, operation) => {
    const local = await service();
    const path = `/api/hubs/chat/${operation}?${target}=${value}`;
    const { status, text, headers } = await call(local, method, path, { headers: await entra(local) });
    expect([status, headers.get("content-type")]).toEqual([400, "application/json; charset=utf-8"]);
    expect(headers.get("api-supported-versions")).toContain("2024-12-01");
    expect(JSON.parse(text)).toEqual(problem(target, `The value '${value}' is not valid.`));
  });

  test.each([
    [400, "The request body is not a valid JSON.", ":send", "application/json", "{"],
    [400, "The request body is not a valid JSON.", ":addToGroups", "application/json", "groups"],
    [400, "The request body is not a valid JSON.", ":send", "application/json", Uint8Array.of(0x22, 0xff, 0x22)],
    [415, "The charset of the content type is not known.", ":send", "application/json; charset=klingon", "1"],
    [415, expect.stringContaining("Content types are"), ":send", "application/xml", "<a/>"],
    [415, "The charset of the content type is not known.", ":send", "text/plain; charset=klingon", "x"],
    [415, "The content type is application/json.", ":addToGroups", "text/plain", "{}"],
    [400, "A message may have at most 1048576 bytes.", ":send", "text/plain", new Uint8Array(1_048_577)],
    [400, "A message may have at most 1048576 bytes.", ":addToGroups", "application/json", new Uint8Array(1_048_577)],
  ])("about a body is %i with its reason: %s", async (expected, message, operation, type, body) => {
    const init = { headers: { "content-type": type }, body };
    const { status, text, headers } = await call(await service(), "POST", `/api/hubs/chat/${operation}`, init);
    expect(status).toBe(expected);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    const target = expected === 400 ? "Request" : null;
    expect(JSON.parse(text)).toMatchObject({ message, target, details: null, inner: null });
  });

  test.each([
    ["body", "[]"],
    ["body", "null"],
    ["Groups", "{}"],
    ["Groups", '{"groups":[]}'],
    ["Groups", '{"groups":"news"}'],
    ["Groups", '{"groups":["news"," "]}'],
    ["Groups", '{"groups":["a\\nb"]}'],
    ["Filter", '{"groups":["news"],"filter":1}'],
  ])("about %s in a body names it: %s", async (target, body) => {
    const init = { headers: { "content-type": "application/json" }, body };
    const { status, text } = await call(await service(), "POST", "/api/hubs/chat/:addToGroups", init);
    expect([status, JSON.parse(text)]).toEqual([400, problem(target, expect.any(String))]);
  });

  test.each([
    [404, "GET", "/api/hubs/chat/nothing"],
    [404, "GET", "/nothing"],
    [404, "POST", "/"],
    [405, "GET", "/api/hubs/chat/users/ada"],
    [400, "GET", "/client/hubs/chat"],
  ])("%i about %s %s says so", async (expected, method, path) => {
    const { status, text, headers } = await call(await service(), method, path);
    expect(status).toBe(expected);
    expect(JSON.parse(text).code).toBe(headers.get("x-ms-error-code"));
  });

  test("without a token is nothing but a status", async () => {
    const { endpoint } = await service();
    const response = await fetch(`${endpoint}/api/hubs/chat/users/ada/groups`, { method: "DELETE" });
    expect([response.status, await response.text(), response.headers.get("content-length")]).toEqual([401, "", "0"]);
  });
});

test("since 2021-10-01 what was carried out and says nothing has no body, nor 204 a length of one", async () => {
  const local = await service();
  const { connectionId } = await connect(local);
  const path = `/api/hubs/chat/groups/news/connections/${connectionId}`;
  const put = await call(local, "PUT", path);
  expect([put.status, put.text, put.headers.get("content-length")]).toEqual([200, "", "0"]);
  const removed = await call(local, "DELETE", path);
  expect([removed.status, removed.text, removed.headers.get("content-length")]).toEqual([204, "", null]);
});
