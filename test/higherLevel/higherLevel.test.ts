import { readFileSync } from "node:fs";
import { AzureKeyCredential, WebPubSubServiceClient as Published } from "@azure/web-pubsub";
import type { WebPubSubGroup as PublishedGroup } from "@azure/web-pubsub";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { defaultAccessKey, startLocalService } from "web-pubsub-local";
import type { LocalService } from "web-pubsub-local";
import { connectSubscriber } from "../service/subscriber.js";
import type { Subscriber } from "../service/subscriber.js";
import { createWebPubSubClientFromConnectionString, isRestError } from "../../src/versions/2024-12-01.js";
import type { ClientAccessOptions, WebPubSubClient } from "../../src/versions/2024-12-01.js";
import { WebPubSubServiceClient } from "./webPubSubServiceClient.js";

/** What callers of the published client may call. That the adapter is assignable to it is a check by itself. */
type ServiceClient = Omit<Pick<Published, keyof Published>, "group"> & { group(name: string): Group };
type Group = Omit<PublishedGroup, "listConnections"> & {
  listConnections(...options: Parameters<PublishedGroup["listConnections"]>): Promise<Listing>;
};
/** The published client hands on the `null` that the service sends for a connection without a user, and its type hides it. */
type Member = { connectionId: string; userId?: string | null | undefined };
type Listing = AsyncIterable<Member> & { byPage(): AsyncIterable<Member[]> };

let service: LocalService;
let plain: WebPubSubClient;
beforeAll(async () => {
  service = await startLocalService();
  plain = createWebPubSubClientFromConnectionString(service.connectionString);
});
afterAll(() => service.close());

const subscribers: Subscriber[] = [];
afterEach(async () => {
  await plain.path("/api/hubs/{hub}/:closeConnections", "chat").post();
  for (const subscriber of subscribers.splice(0)) subscriber.stop();
});
async function connect(options: ClientAccessOptions = {}): Promise<Subscriber> {
  const subscriber = await connectSubscriber(plain, options);
  subscribers.push(subscriber);
  return subscriber;
}

const options = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };
const clients: [string, () => ServiceClient][] = [
  ["the published client", () => new Published(service.connectionString, "chat", options)],
  ["the adapter", () => new WebPubSubServiceClient(service.connectionString, "chat", options)],
  [
    "the published client by a key",
    () => new Published(service.endpoint, new AzureKeyCredential(defaultAccessKey), "chat", options),
  ],
  [
    "the adapter by a key",
    () => new WebPubSubServiceClient(service.endpoint, new AzureKeyCredential(defaultAccessKey), "chat", options),
  ],
];

describe.each(clients)("%s", (_, make) => {
  test("knows whom it speaks to", () => {
    const { hubName, endpoint, apiVersion } = make();
    const group: Group = make().group("news");
    // The published client keeps a slash that stands at the end.
    expect([hubName, endpoint.replace(/\/$/, ""), apiVersion]).toEqual(["chat", service.endpoint, "2024-12-01"]);
    expect([group.hubName, group.groupName, group.apiVersion]).toEqual(["chat", "news", "2024-12-01"]);
  });

  test("sends JSON, text and bytes to all, to a user, to a connection and to a group", async () => {
    const client = make();
    const ada = await connect({ userId: "ada", groups: ["news"] });
    const bob = await connect({ userId: "bob" });
    await client.sendToAll({ a: 1 }, { excludedConnections: [bob.connectionId] });
    await client.sendToAll("a JSON string", { filter: "userId eq 'ada'" });
    await client.sendToUser("ada", "text", { contentType: "text/plain" });
    await client.sendToConnection(ada.connectionId, Uint8Array.of(1, 2));
    await client.sendToConnection(ada.connectionId, new DataView(Uint8Array.of(0, 3, 4, 0).buffer, 1, 2));
    await client.group("news").sendToAll(["x"], { messageTtlSeconds: 60 });
    await ada.has(6);
    const bytes = (...values: number[]) => Uint8Array.from(values).buffer;
    expect(ada.received).toEqual([{ a: 1 }, "a JSON string", "text", bytes(1, 2), bytes(3, 4), ["x"]]);
    expect(bob.received).toEqual([]);
    // That a message may be given up is to be seen nowhere else.
    expect(service.control.requests.at(-1)?.query.get("messageTtlSeconds")).toBe("60");
  });

  test("refuses a text that is none", async () => {
    await expect(make().sendToAll({} as never, { contentType: "text/plain" })).rejects.toThrow(
      new TypeError("Message must be a string."),
    );
  });

  test("asks what exists, and changes who is in which group", async () => {
    const client = make();
    const group = client.group("news");
    const { connectionId } = await connect({ userId: "ada" });
    expect([await client.connectionExists(connectionId), await client.connectionExists("nobody")]).toEqual([
      true,
      false,
    ]);
    expect([await client.userExists("ada"), await client.userExists("bob")]).toEqual([true, false]);
    const inNews = () => client.groupExists("news");
    expect(await inNews()).toBe(false);
    const changes: [() => Promise<void>, boolean][] = [
      [() => group.addConnection(connectionId), true],
      [() => group.removeConnection(connectionId), false],
      [() => group.addUser("ada"), true],
      [() => group.removeUser("ada"), false],
      [() => client.addConnectionsToGroups(["news"], "userId eq 'ada'"), true],
      [() => client.removeConnectionsFromGroups(["news"], "userId eq 'ada'"), false],
      [() => group.addUser("ada"), true],
      [() => client.removeUserFromAllGroups("ada"), false],
      [() => group.addUser("ada"), true],
      [() => client.removeConnectionFromAllGroups(connectionId), false],
    ];
    for (const [change, expected] of changes) {
      await change();
      expect(await inNews()).toBe(expected);
    }
  });

  test("grants, checks and revokes a permission", async () => {
    const client = make();
    const { connectionId } = await connect();
    const target = { targetName: "news" };
    const has = () => client.hasPermission(connectionId, "sendToGroup", target);
    expect(await has()).toBe(false);
    await client.grantPermission(connectionId, "sendToGroup", target);
    expect(await has()).toBe(true);
    await client.revokePermission(connectionId, "sendToGroup", target);
    expect(await has()).toBe(false);
  });

  test("closes connections", async () => {
    const client = make();
    const reason = { reason: "late" };
    const ways: ((id: string) => Promise<void>)[] = [
      (id) => client.closeConnection(id, reason),
      () => client.closeUserConnections("ada", reason),
      () => client.group("news").closeAllConnections(reason),
      () => client.closeAllConnections(reason),
    ];
    for (const close of ways) {
      const { connectionId, disconnected } = await connect({ userId: "ada", groups: ["news"] });
      await close(connectionId);
      expect(await disconnected).toMatch(/\blate$/);
    }
  });

  test("lists the members of a group, one by one and page by page", async () => {
    const members = await Promise.all([1, 2, 3, 4, 5].map((n) => connect({ userId: `user${n}`, groups: ["news"] })));
    const ids = new Set(members.map(({ connectionId }) => connectionId));
    const group = make().group("news");
    const listed: string[] = [];
    for await (const { connectionId } of await group.listConnections({ maxPageSize: 2 })) listed.push(connectionId);
    expect(new Set(listed)).toEqual(ids);
    expect(listed).toHaveLength(5);
    const lengths: number[] = [];
    for await (const page of (await group.listConnections({ maxPageSize: 2 })).byPage()) lengths.push(page.length);
    expect(lengths).toEqual([2, 2, 1]);
    const top: unknown[] = [];
    for await (const member of await group.listConnections({ top: 3 })) top.push(member);
    expect(top).toHaveLength(3);
  });

  test.each([
    ["default", "client"],
    ["mqtt", "clients/mqtt"],
  ] as const)("makes the token and the address of a client for protocol %s", async (clientProtocol, folder) => {
    const access = await make().getClientAccessToken({
      userId: "ada",
      roles: ["webpubsub.joinLeaveGroup"],
      groups: ["news"],
      expirationTimeInMinutes: 5,
      clientProtocol,
    });
    const audience = `${service.endpoint}/${folder}/hubs/chat`;
    expect(access.baseUrl).toBe(audience.replace("http", "ws"));
    expect(access.url).toBe(`${access.baseUrl}?access_token=${access.token}`);
    const { iat = 0, exp, ...claims } = decodeJwt(access.token);
    expect(claims).toEqual({
      aud: audience,
      sub: "ada",
      role: ["webpubsub.joinLeaveGroup"],
      "webpubsub.group": ["news"],
    });
    expect(exp).toBe(iat + 300);
  });

  test("rejects with an error of the service that has its status and code", async () => {
    const error = await make()
      .group("news")
      .addConnection("nobody")
      .catch((reason: unknown) => reason);
    expect(isRestError(error)).toBe(true);
    expect(error).toMatchObject({ name: "RestError", statusCode: 404, code: "Error.Connection.NotExisted" });
    expect((error as Error).message).toContain("Connection `nobody` is not found.");
  });

  test("is given up when the caller's signal fires", async () => {
    const abortSignal = AbortSignal.abort();
    await expect(make().sendToAll("x", { abortSignal })).rejects.toMatchObject({ name: "AbortError" });
  });

  test("is given up when its time is over", async () => {
    // Held back for an hour; or the time is over before it has arrived.
    const callOff = service.control.intercept({ delay: 3_600_000 });
    await expect(make().userExists("ada", { requestOptions: { timeout: 50 } })).rejects.toThrow();
    callOff();
  });

  test("hands on headers, and the raw answer", async () => {
    const statuses: number[] = [];
    const requestOptions = { customHeaders: { "x-fake": "1" } };
    await make().userExists("ada", { requestOptions, onResponse: ({ status }) => void statuses.push(status) });
    expect(statuses).toEqual([404]);
    expect(service.control.requests.at(-1)?.headers["x-fake"]).toBe("1");
  });
});

// The pages of the published client do not say where the list goes on.
test("the adapter goes on from a page", async () => {
  await Promise.all([1, 2, 3].map((n) => connect({ userId: `user${n}`, groups: ["news"] })));
  const group = new WebPubSubServiceClient(service.connectionString, "chat").group("news");
  const pages = async () => (await group.listConnections({ maxPageSize: 2 })).byPage;
  const all: string[][] = [];
  let continuationToken: string | undefined;
  for await (const page of (await pages())()) {
    all.push(page.map(({ connectionId }) => connectionId));
    continuationToken ??= page.continuationToken;
  }
  for await (const page of (await pages())({ continuationToken })) {
    expect(page.map(({ connectionId }) => connectionId)).toEqual(all[1]);
  }
  expect(all.map(({ length }) => length)).toEqual([2, 1]);
});

test("the adapter needs no cast, no assertion and no more than 250 lines", () => {
  const text = readFileSync(new URL("webPubSubServiceClient.ts", import.meta.url), "utf8");
  expect(text.split("\n").length - 1).toBeLessThanOrEqual(250);
  const code = text.replace(/^import [^]*? from ".*";$/gm, "").replace(/\/\*\*[^]*?\*\//g, "");
  expect(code.match(/\bas (?!const\b)|<any>|\bany\b|[\w)\]]!(?!=)|@ts-/g)).toBeNull();
});
