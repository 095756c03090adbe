import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { startLocalService } from "web-pubsub-local";
import type { LocalService } from "web-pubsub-local";
import {
  createWebPubSubClient,
  createWebPubSubClientFromConnectionString,
  isUnexpected,
  odata,
  paginate,
} from "../../src/versions/2024-12-01.js";
import type { ClientAccessOptions, WebPubSubClient } from "../../src/versions/2024-12-01.js";
import { connectSubscriber } from "./subscriber.js";
import type { Subscriber } from "./subscriber.js";

let service: LocalService;
let client: WebPubSubClient;
beforeAll(async () => {
  service = await startLocalService();
  client = createWebPubSubClientFromConnectionString(service.connectionString);
});
afterAll(() => service.close());

const subscribers: Subscriber[] = [];
afterEach(async () => {
  await client.path("/api/hubs/{hub}/:closeConnections", "chat").post();
  for (const subscriber of subscribers.splice(0)) subscriber.stop();
});

/** Connects a subscriber that leaves when the test ends. */
async function subscribe(options: ClientAccessOptions, by: WebPubSubClient = client): Promise<Subscriber> {
  const subscriber = await connectSubscriber(by, options);
  subscribers.push(subscriber);
  return subscriber;
}

const send = (body: string, queryParameters = {}) =>
  client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body, queryParameters });

describe("what is sent", () => {
  test("reaches those that a filter is true for, whatever characters their ids have", async () => {
    const [first, second] = [
      await subscribe({ userId: "o'neill" }),
      await subscribe({ userId: "ada", groups: ["vip"] }),
    ];
    await send("to one", { filter: odata`userId eq ${"o'neill"}` });
    await send("to the other", { filter: odata`${"vip"} in groups and userId ne ${"o'neill"}` });
    await send("to both");
    await Promise.all([first.has(2), second.has(2)]);
    expect([first.received, second.received]).toEqual([
      ["to one", "to both"],
      ["to the other", "to both"],
    ]);
  });

  test("with a broken filter is answered with an error that says where it is broken", async () => {
    const response = await send("to nobody", { filter: "userId eq" });
    if (!isUnexpected(response)) throw new Error("The answer was no error.");
    expect([response.status, response.headers["x-ms-error-code"]]).toEqual(["400", "Error.BadRequest"]);
    const { target, details, errors } = response.body ?? {};
    expect([target, details]).toEqual(["filter", undefined]);
    expect(errors?.["filter"]).toEqual([expect.stringMatching(/\(Parameter 'filter'\)$/)]);
  });
});

test("an error says null for what there is none of", async () => {
  const path = "/api/hubs/{hub}/groups/{group}/connections/{connectionId}";
  const response = await client.path(path, "chat", "news", "nobody").put();
  if (!isUnexpected(response)) throw new Error("The answer was no error.");
  const { code, target, details, inner } = response.body ?? {};
  expect({ code, target, details, inner }).toEqual({
    code: "Error.Connection.NotExisted",
    target: "Connection",
    details: null,
    inner: null,
  });
});

describe("connections", () => {
  test("join and leave groups by a filter, and are listed over all pages", async () => {
    const guests = await Promise.all(["guest-1", "guest-2", "guest-3"].map((userId) => subscribe({ userId })));
    await subscribe({ userId: "ada" });
    const groups = { body: { groups: ["lobby"], filter: odata`startswith(userId, ${"guest-"})` } };
    const members = async () => {
      const list = client
        .path("/api/hubs/{hub}/groups/{group}/connections", "chat", "lobby")
        .get({ queryParameters: { maxpagesize: 2 } });
      const pages: string[][] = [];
      for await (const page of paginate(client, list).byPage())
        pages.push(page.map(({ connectionId }) => connectionId));
      return pages;
    };
    await client.path("/api/hubs/{hub}/:addToGroups", "chat").post(groups);
    const pages = await members();
    expect(pages.map(({ length }) => length)).toEqual([2, 1]);
    expect(pages.flat().sort()).toEqual(guests.map(({ connectionId }) => connectionId).sort());
    await client.path("/api/hubs/{hub}/:removeFromGroups", "chat").post(groups);
    expect((await members()).flat()).toEqual([]);
  });

  test("are closed with a reason, but for those excluded", async () => {
    const [first, second] = [await subscribe({ userId: "ada" }), await subscribe({ userId: "ada" })];
    await client
      .path("/api/hubs/{hub}/users/{userId}/:closeConnections", "chat", "ada")
      .post({ queryParameters: { excluded: [second.connectionId], reason: "good night" } });
    expect(await first.disconnected).toContain("good night");
    await send("still here");
    await second.has(1);
  });
});

describe("a token credential", () => {
  test("has the service make a token, with which a client connects", async () => {
    const entra = createWebPubSubClient(service.endpoint, service.tokenCredential);
    const subscriber = await subscribe({ userId: "ada", groups: ["news & more"] }, entra);
    const response = await entra
      .path("/api/hubs/{hub}/groups/{group}/:send", "chat", "news & more")
      .post({ contentType: "application/json", body: { hello: "ada" } });
    expect(response.status).toBe("202");
    await subscriber.has(1);
    expect(subscriber.received).toEqual([{ hello: "ada" }]);
  });
});
