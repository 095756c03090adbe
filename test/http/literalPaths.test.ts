import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { codePoint } from "../../scripts/codePoint.js";
import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClient } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { close, listen } from "../support/listen.js";

/** Keeps the request lines that arrive. */
let server: Server;
let client: WebPubSubClient;
let arrived: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    arrived.push(`${request.method} ${(request.url ?? "").split("?", 1)[0]}`);
    response.end();
  });
  client = createWebPubSubClient(await listen(server), { key: FAKE_KEY });
});
beforeEach(() => {
  arrived = [];
});
afterAll(() => close(server));

const text = { contentType: "text/plain", body: "hello" } as const;

test("a path may have its values in it", async () => {
  await client.path("/api/hubs/chat/:send").post(text);
  await client.path("/api/hubs/chat/groups/news/connections/c1").put();
  await client.path("/api/hubs/chat/permissions/sendToGroup/connections/c1").head();
  expect(arrived).toEqual([
    "POST /api/hubs/chat/:send",
    "PUT /api/hubs/chat/groups/news/connections/c1",
    "HEAD /api/hubs/chat/permissions/sendToGroup/connections/c1",
  ]);
});

test("its parts go out as they are, and what no URL holds is escaped", async () => {
  await client.path("/api/hubs/chat/groups/a%2Fb%20c;d=~/:send").post(text);
  await client.path("/api/hubs/chat/groups/café 'x'/:send").post(text);
  expect(arrived).toEqual([
    "POST /api/hubs/chat/groups/a%2Fb%20c;d=~/:send",
    "POST /api/hubs/chat/groups/caf%C3%A9%20%27x%27/:send",
  ]);
});

const contract = new URL("../swagger/contracts/2020-10-01.json", import.meta.url);
const { operations } = JSON.parse(readFileSync(contract, "utf8")) as {
  operations: Record<string, { consumes?: string[]; body?: object }>;
};

test("every operation of the contract is found by its literals, whatever the values", async () => {
  const value = fc.string({ unit: codePoint, minLength: 1, maxLength: 8 }).filter((id) => !/^\.{1,2}$/.test(id));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(operations)), value, async (operation, id) => {
      arrived = [];
      const [method, path] = operation.split(" ") as [string, string];
      const literal = path.replace(/\{[^}]+\}/g, encodeURIComponent(id));
      const methods = client.path(literal as "/api/hubs/chat/users/ada");
      const call = methods[method.toLowerCase() as "head"] as (options: object) => PromiseLike<unknown>;
      const { body, consumes: [contentType] = [] } = operations[operation] ?? {};
      await call({ validate: false, ...(body && { contentType, body: "1" }) });
      expect(arrived).toEqual([`${method} ${literal.replaceAll("'", "%27")}`]);
    }),
    { numRuns: 200 },
  );
});

describe("a literal is refused", () => {
  test.each([
    ["with a value that the document does not allow", "/api/hubs/9lives/:send", /"hub" must be a text that matches/],
    ["with an escaped one", "/api/hubs/a%20b/:send", /"hub" must be a text that matches/],
    ["with half an escape", "/api/hubs/a%4/:send", /"hub" must be percent-encoded UTF-8\. Received a string/],
    ["with an escape that is no UTF-8", "/api/hubs/%ff/:send", /"hub" must be percent-encoded UTF-8/],
  ])("%s, and the call rejects", async (_, path, message) => {
    const call = client.path(path as "/api/hubs/chat/:send").post(text);
    await expect(call).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringMatching(message) });
    expect(arrived).toEqual([]);
  });

  test.each(["..", ".", "%2E%2e"])("with the value %p, which would change the path", async (value) => {
    const call = client.path(`/api/hubs/chat/groups/${value}/:send` as "/api/hubs/chat/groups/a/:send").post(text);
    await expect(call).rejects.toThrow(
      /"group" must be a non-empty path part other than "\." and "\.\."\. Received a string/,
    );
  });

  test.each([
    ["with a part too many", "/api/hubs/a/b/:send"],
    ["with a value left out", "/api/hubs//:send"],
    ["with a query", "/api/hubs/chat/:send?filter=a"],
    ["with a fragment", "/api/hubs/chat/:send#a"],
    ["with some of its braces", "/api/hubs/{hub}/groups/news/:send"],
    ["in another letter case", "/API/hubs/chat/:send"],
    ["with a slash behind it", "/api/hubs/chat/:send/"],
  ])("%s, and the nearest paths are named", (_, path) => {
    expect(() => client.path(path as "/api/hubs/chat/:send")).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        argument: "path",
        message: expect.stringContaining(":send,"),
      }),
    );
  });

  test.each(["?filter=a", "#a"])("with %p, and is told of queries and of escapes", (end) => {
    expect(() => client.path(`/api/hubs/chat/groups/news${end}` as "/api/hubs/chat/groups/news")).toThrow(
      /must be a path of the API without a query, and with \? and # in values escaped\. The nearest are \/api\/hubs\/\{hub\}\/groups\/\{group\}, /,
    );
  });

  test("with values behind it", () => {
    expect(() => client.path("/api/hubs/chat/:send", ...(["chat"] as unknown as []))).toThrow(
      'path: "path arguments" must be left out where the path has its values in it. Received a string.',
    );
  });
});
