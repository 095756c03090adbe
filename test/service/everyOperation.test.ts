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

/** The arguments of every builder that any version has, for a connection of the user ada, and the statuses that it may get. */
const calls: Record<string, [arguments_: (connectionId: string) => unknown[], ...statuses: string[]]> = {
  GetHealthStatus: [() => [], "200"],
  GetServiceStatus: [() => [], "200"],
  SendToAll: [() => ["chat", text], "202"],
  SendToConnection: [(id) => ["chat", id, text], "202"],
  SendToGroup: [() => ["chat", "news", text], "202"],
  SendToUser: [() => ["chat", "ada", text], "202"],
  ConnectionExists: [(id) => ["chat", id], "200"],
  GroupExists: [() => ["chat", "news"], "200", "404"],
  UserExists: [() => ["chat", "ada"], "200"],
  UserExistsInGroup: [() => ["chat", "ada", "news"], "200", "404"],
  AddConnectionToGroup: [(id) => ["chat", "news", id], "200"],
  RemoveConnectionFromGroup: [(id) => ["chat", "news", id], "200", "204"],
  RemoveConnectionFromAllGroups: [(id) => ["chat", id], "204"],
  AddUserToGroup: [() => ["chat", "ada", "news"], "200"],
  RemoveUserFromGroup: [() => ["chat", "ada", "news"], "200", "204"],
  RemoveUserFromAllGroups: [() => ["chat", "ada"], "200", "204"],
  AddConnectionsToGroups: [() => ["chat", members], "200"],
  RemoveConnectionsFromGroups: [() => ["chat", members], "200"],
  ListConnectionsInGroup: [() => ["chat", "news"], "200"],
  GrantPermission: [(id) => ["chat", "sendToGroup", id, target], "200"],
  CheckPermission: [(id) => ["chat", "sendToGroup", id, target], "200", "404"],
  RevokePermission: [(id) => ["chat", "sendToGroup", id, target], "200", "204"],
  GenerateClientToken: [() => ["chat", { queryParameters: { userId: "ada", minutesToExpire: 5 } }], "200"],
  CloseClientConnection: [(id) => ["chat", id], "200"],
  CloseConnection: [(id) => ["chat", id], "204"],
  CloseAllConnections: [() => ["chat", none], "204"],
  CloseGroupConnections: [() => ["chat", "news", none], "204"],
  CloseUserConnections: [() => ["chat", "ada", none], "204"],
};

describe.each(Object.entries(entryPoints))("in version %s the service takes", (version, entry) => {
  const builders = Object.entries(entry).filter(([name]) => /^build\w+Request$/.test(name));
  let subscriber: Subscriber;
  beforeEach(async () => {
    subscriber = await connectSubscriber(v2020.createWebPubSubClientFromConnectionString(service.connectionString), {
      userId: "ada",
    });
  });
  afterEach(() => subscriber.stop());

  test.each(builders)("%s", async (name, build) => {
    const operation = name.slice("build".length, -"Request".length);
    const [arguments_, ...statuses] = calls[operation];
    // Tokens for clients are for callers of Microsoft Entra only.
    const credential =
      operation === "GenerateClientToken"
        ? service.tokenCredential
        : { key: /AccessKey=([^;]+)/.exec(service.connectionString)![1] };
    const client = (entry as typeof latest).createWebPubSubClient(service.endpoint, credential);
    const request = (build as unknown as (...values: unknown[]) => HttpRequest)(...arguments_(subscriber.connectionId));
    service.control.clearRequests();
    const response = (await client.sendRequest(request as never)) as {
      status: string;
      headers: Record<string, string>;
    };
    expect({ operation, status: response.status }).toEqual({
      operation,
      status: expect.stringMatching(`^(${statuses.join("|")})$`),
    });
    expect(entry.isUnexpected(response as never)).toBe(false);
    expect(service.control.requests[0]?.query.get("api-version")).toBe(version);
  });
});
