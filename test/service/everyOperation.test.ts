import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { startLocalService } from "web-pubsub-local";
import type { LocalService } from "web-pubsub-local";
import * as v2020 from "../../src/index.js";
import type { HttpRequest } from "../../src/index.js";
import * as v2021 from "../../src/versions/2021-10-01.js";
import * as v2022 from "../../src/versions/2022-11-01.js";
import * as v2023 from "../../src/versions/2023-07-01.js";
import * as v2024 from "../../src/versions/2024-01-01.js";
import * as latest from "../../src/versions/2024-12-01.js";
import { connectSubscriber } from "./subscriber.js";
import type { Subscriber } from "./subscriber.js";

let service: LocalService;
beforeAll(async () => void (service = await startLocalService()));
afterAll(() => service.close());

const entryPoints = {
  "2020-10-01": v2020,
  "2021-10-01": v2021,
  "2022-11-01": v2022,
  "2023-07-01": v2023,
  "2024-01-01": v2024,
  "2024-12-01": latest,
};
const text = { contentType: "text/plain", body: "hello" } as const;
const target = { queryParameters: { targetName: "news" } };
const none = { queryParameters: { excluded: ["nobody"], reason: "over" } };
const members = { body: { groups: ["a", "b"], filter: "userId eq 'ada'" } };

/** The arguments of every builder that any version has, for a connection of the user ada. */
const calls: Record<string, (connectionId: string) => unknown[]> = {
  GetHealthStatus: () => [],
  GetServiceStatus: () => [],
  SendToAll: () => ["chat", text],
  SendToConnection: (id) => ["chat", id, text],
  SendToGroup: () => ["chat", "news", text],
  SendToUser: () => ["chat", "ada", text],
  ConnectionExists: (id) => ["chat", id],
  GroupExists: () => ["chat", "news"],
  UserExists: () => ["chat", "ada"],
  UserExistsInGroup: () => ["chat", "ada", "news"],
  AddConnectionToGroup: (id) => ["chat", "news", id],
  RemoveConnectionFromGroup: (id) => ["chat", "news", id],
  RemoveConnectionFromAllGroups: (id) => ["chat", id],
  AddUserToGroup: () => ["chat", "ada", "news"],
  RemoveUserFromGroup: () => ["chat", "ada", "news"],
  RemoveUserFromAllGroups: () => ["chat", "ada"],
  AddConnectionsToGroups: () => ["chat", members],
  RemoveConnectionsFromGroups: () => ["chat", members],
  ListConnectionsInGroup: () => ["chat", "news"],
  GrantPermission: (id) => ["chat", "sendToGroup", id, target],
  CheckPermission: (id) => ["chat", "sendToGroup", id, target],
  RevokePermission: (id) => ["chat", "sendToGroup", id, target],
  GenerateClientToken: () => ["chat", { queryParameters: { userId: "ada", minutesToExpire: 5 } }],
  CloseClientConnection: (id) => ["chat", id],
  CloseConnection: (id) => ["chat", id],
  CloseAllConnections: () => ["chat", none],
  CloseGroupConnections: () => ["chat", "news", none],
  CloseUserConnections: () => ["chat", "ada", none],
};

/** The operations of a version's contract, with the status that each has where it succeeds. */
function contractOf(version: string): ReadonlyMap<string, string> {
  const file = new URL(`../swagger/contracts/${version}.json`, import.meta.url);
  const { operations } = JSON.parse(readFileSync(file, "utf8")) as {
    operations: Record<string, { operationId: string; responses: object }>;
  };
  return new Map(
    Object.values(operations).map(({ operationId, responses }) => [
      operationId.split("_")[1],
      Object.keys(responses).find((status) => status < "300") ?? "none",
    ]),
  );
}

describe.each(Object.entries(entryPoints))("in version %s the service takes", (version, entry) => {
  const statuses = contractOf(version);
  const builders = Object.entries(entry).filter(([name]) => /^build\w+Request$/.test(name));
  let subscriber: Subscriber;
  beforeEach(async () => {
    subscriber = await connectSubscriber(v2020.createWebPubSubClientFromConnectionString(service.connectionString), {
      userId: "ada",
      groups: ["news"],
      roles: ["webpubsub.sendToGroup.news"],
    });
  });
  afterEach(() => subscriber.stop());

  test("what each operation of its contract has a builder for", () => {
    const operations = builders.map(([name]) => name.slice("build".length, -"Request".length));
    expect(operations.sort()).toEqual([...statuses.keys()].sort());
  });

  test.each(builders)("%s", async (name, build) => {
    const operation = name.slice("build".length, -"Request".length);
    // Tokens for clients are for callers of Microsoft Entra only.
    const credential =
      operation === "GenerateClientToken"
        ? service.tokenCredential
        : { key: /AccessKey=([^;]+)/.exec(service.connectionString)![1] };
    const client = (entry as typeof latest).createWebPubSubClient(service.endpoint, credential);
    const request = (build as unknown as (...values: unknown[]) => HttpRequest)(
      ...calls[operation](subscriber.connectionId),
    );
    service.control.clearRequests();
    const response = (await client.sendRequest(request as never)) as { status: string };
    expect(response.status).toBe(statuses.get(operation));
    expect(entry.isUnexpected(response as never)).toBe(false);
    expect(service.control.requests[0]?.query.get("api-version")).toBe(version);
  });
});
