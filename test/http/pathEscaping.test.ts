import { createServer } from "node:http";
import type { Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { codePoint } from "../../scripts/codePoint.js";
import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClient } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { close, listen } from "../support/listen.js";

/** Answers with the path that arrived, split and decoded by rules that are not the client's. */
let server: Server;
let client: WebPubSubClient;
let path: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    path = (request.url ?? "").replace(/\?.*$/s, "").split("/").map(decodeURIComponent);
    response.end();
  });
  client = createWebPubSubClient(await listen(server), { key: FAKE_KEY });
});
afterAll(() => close(server));

/** Any text that has a form in UTF-8, with a liking for what has a meaning in URLs. */
const anyId = fc
  .oneof(
    fc.string({ unit: codePoint, minLength: 1 }),
    fc.stringMatching(/^[./%?#&:{}\\;=+ @]{1,8}$/),
    fc.string({ unit: "grapheme", minLength: 1 }),
  )
  .filter((id) => !/^\.{1,2}$/.test(id) && Buffer.from(id).toString() === id);

test("an id of any characters arrives unchanged and never changes the route", async () => {
  await fc.assert(
    fc.asyncProperty(anyId, anyId, async (userId, group) => {
      await client
        .path("/api/hubs/{hub}/users/{userId}/groups/{group}", "chat", userId, group)
        .head({ validate: false });
      expect(path).toEqual(["", "api", "hubs", "chat", "users", userId, "groups", group]);
    }),
    { numRuns: 300 },
  );
}, 30_000);

test("an excluded connection of any characters arrives unchanged", async () => {
  let query: string[] = [];
  server.prependListener(
    "request",
    ({ url }) => (query = new URL(url ?? "", "http://a.example").searchParams.getAll("excluded")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyId, { minLength: 1, maxLength: 4 }), async (excluded) => {
      await client
        .path("/api/hubs/{hub}/:send", "chat")
        .post({ contentType: "text/plain", body: "", queryParameters: { excluded } });
      expect(query).toEqual(excluded);
    }),
    { numRuns: 100 },
  );
}, 30_000);
