import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import * as latest from "../../src/versions/2024-12-01.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT } from "../support/testClient.js";

const service = fakeService();
const options = { retryOptions: { maxRetries: 0 } };
const key = { key: FAKE_KEY };
const json = { "content-type": "application/json; charset=utf-8" };

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const later = Object.keys(read("package.json").exports).filter((entry) => /^\.\/\d/.test(entry));
const files = {
  "2020-10-01": "../../src/index.js",
  ...Object.fromEntries(later.map((entry) => [entry.slice(2), `../../src/versions/${entry.slice(2)}.js`])),
};

describe.each(Object.entries(files))("the entry point of %s", (version, file) => {
  // What is used here is the same in all versions.
  let entry: typeof latest;
  beforeAll(async () => {
    entry = await import(file);
  });

  test("makes a client that names this version in its requests", async () => {
    const received = service.answer({ status: 202 });
    const client = entry.createWebPubSubClient(ENDPOINT, key, options);
    const response = await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "hi" });
    expect([client.apiVersion, response.status]).toEqual([version, "202"]);
    expect(received[0]?.url).toBe(`${ENDPOINT}/api/hubs/chat/:send?api-version=${version}`);
  });

  test("makes one from a connection string", () => {
    const connectionString = `Endpoint=${ENDPOINT};AccessKey=${FAKE_KEY};Version=1.0;`;
    expect(entry.createWebPubSubClientFromConnectionString(connectionString).endpoint).toBe(ENDPOINT);
  });

  test("has a builder for each operation, and what all entry points have", () => {
    const names = Object.keys(entry);
    const methods = Object.values<object>(read(`swagger/${version}.json`).paths).flatMap(Object.keys);
    const operations = methods.filter((method) => method !== "parameters");
    expect(names.filter((name) => /^build\w+Request$/.test(name))).toHaveLength(operations.length);
    expect(names.filter((name) => !name.startsWith("build"))).toEqual([
      "ConnectionStringError",
      "HttpRequest",
      "RestError",
      "createRestError",
      "createWebPubSubClient",
      "createWebPubSubClientFromConnectionString",
      "getClientAccessToken",
      "isRestError",
      "isUnexpected",
      "odata",
      "paginate",
      "throwIfUnexpected",
    ]);
  });
});

describe("what later versions bring", () => {
  const client = latest.createWebPubSubClient(ENDPOINT, key, options);

  test("a filter goes out as it was written, and ids cannot change it", async () => {
    const received = service.answer({ status: 202 });
    const filter = latest.odata`userId eq ${"o'neill & co"} and ${"news"} in groups`;
    await client.path("/api/hubs/{hub}/:send", "chat").post({
      contentType: "text/plain",
      body: "hi",
      queryParameters: { filter, messageTtlSeconds: 60, excluded: ["a"] },
    });
    const query = new URL(received[0]?.url ?? "").searchParams;
    expect(Object.fromEntries(query)).toEqual({
      "api-version": "2024-12-01",
      excluded: "a",
      filter: "userId eq 'o''neill & co' and 'news' in groups",
      messageTtlSeconds: "60",
    });
  });

  test.each([-1, 301, 1.5])("a time to live of %p s is refused before it is sent", async (messageTtlSeconds) => {
    const send = client
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ contentType: "text/plain", body: "hi", queryParameters: { messageTtlSeconds } });
    await expect(send).rejects.toMatchObject({ code: "INVALID_ARGUMENT", argument: "messageTtlSeconds" });
  });

  const refused: [string, string | undefined, string][] = [
    ["none", undefined, "queryParameters.targetName"],
    ["an empty one", "", "targetName"],
    ["a blank one", " ", "targetName"],
    ["one that is too long", "g".repeat(1025), "targetName"],
  ];
  test.each(refused)(
    "a permission without a group is refused before it is sent: %s",
    async (_, targetName, argument) => {
      const received = service.answer({ status: 200 });
      const queryParameters = { targetName: targetName as string };
      const may = client.path(
        "/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}",
        "chat",
        "sendToGroup",
        "c",
      );
      for (const call of [
        may.head({ queryParameters }),
        may.put({ queryParameters }),
        may.delete({ queryParameters }),
      ]) {
        await expect(call).rejects.toMatchObject({ name: "TypeError", code: "INVALID_ARGUMENT", argument });
      }
      expect(received).toHaveLength(0);
      await may.put({ queryParameters, validate: false });
      expect(new URL(received[0]?.url ?? "").searchParams.get("targetName")).toBe(targetName ?? null);
    },
  );

  test("connections are closed with a reason, but for some", async () => {
    const received = service.answer({ status: 204 });
    const response = await client.sendRequest(
      latest.buildCloseGroupConnectionsRequest("chat", "g/1", {
        queryParameters: { reason: "good night", excluded: ["a", "b"] },
      }),
    );
    expect(latest.isUnexpected(response)).toBe(false);
    expect(received[0]?.url).toBe(
      `${ENDPOINT}/api/hubs/chat/groups/g%2F1/:closeConnections?excluded=a&excluded=b&reason=good%20night&api-version=2024-12-01`,
    );
  });

  test("connections join groups by a filter in the body", async () => {
    const received = service.answer({ status: 200 });
    await client
      .path("/api/hubs/{hub}/:addToGroups", "chat")
      .post({ body: { groups: ["a", "b"], filter: latest.odata`startswith(userId, ${"guest-"})` } });
    expect(received[0]?.headers.get("content-type")).toBe("application/json");
    expect(JSON.parse(new TextDecoder().decode(received[0]?.body))).toEqual({
      groups: ["a", "b"],
      filter: "startswith(userId, 'guest-')",
    });
  });

  test("an error has a typed body and header", async () => {
    const body = { code: "Error.Connection.NotExisted", message: "Connection `x` is not found.", target: "Connection" };
    service.answer({
      status: 404,
      body: JSON.stringify(body),
      headers: { ...json, "x-ms-error-code": body.code },
    });
    const response = await client
      .path("/api/hubs/{hub}/groups/{group}/connections/{connectionId}", "chat", "news", "x")
      .put();
    if (!latest.isUnexpected(response)) throw new Error("The answer was no error.");
    expect([response.body?.code, response.headers["x-ms-error-code"]]).toEqual([body.code, body.code]);
    expect(latest.createRestError(response)).toMatchObject({ statusCode: 404, code: body.code });
  });
});
