import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as published from "@azure/web-pubsub";
import { startLocalService } from "web-pubsub-local";
import type { LocalService } from "web-pubsub-local";
import * as ours from "../../src/versions/2024-12-01.js";
import { connectSubscriber } from "../service/subscriber.js";
import type { Subscriber } from "../service/subscriber.js";
import { compile } from "../types/compile.js";
import { rowsBelow } from "./tables.js";

const fromPublished = rowsBelow("From the published JavaScript SDK");
const fromRequests = rowsBelow("From requests made by hand");
const fromPython = rowsBelow("From the Python SDK");

let service: LocalService;
let subscriber: Subscriber;
beforeAll(async () => void (service = await startLocalService()));
afterAll(() => service.close());
beforeEach(async () => {
  const client = ours.createWebPubSubClientFromConnectionString(service.connectionString);
  subscriber = await connectSubscriber(client, { userId: "ada", roles: ["webpubsub.joinLeaveGroup"] });
  service.control.clearRequests();
});
afterEach(() => subscriber.stop());

test("the code of each table compiles, that of the published client included", () => {
  const codes = [
    ...fromPublished.flatMap(({ from, to }) => [...from, to]),
    ...[...fromRequests, ...fromPython].map(({ to }) => to),
  ];
  const lines = codes.map((code) => `  async () => await ${code},`);
  const program = `
    import { WebPubSubServiceClient } from "@azure/web-pubsub";
    import type { WebPubSubServiceClientOptions } from "@azure/web-pubsub";
    import { createWebPubSubClient, createWebPubSubClientFromConnectionString, getClientAccessToken, paginate } from "web-pubsub-rest/2024-12-01";
    import type { TokenCredential, WebPubSubClient, WebPubSubClientOptions } from "web-pubsub-rest/2024-12-01";
    export const options = (published: Required<WebPubSubServiceClientOptions>): Required<Pick<WebPubSubClientOptions, keyof typeof published>> => published;
    declare const connectionString: string, endpoint: string, connectionId: string;
    declare const credential: TokenCredential;
    declare const service: WebPubSubServiceClient;
    declare const client: WebPubSubClient;
    export const calls = [\n${lines.join("\n")}\n];`;
  expect(compile({ "calls.mts": program }, { types: ["node"] })).toBe("");
});

/** Runs code of a table, and goes through what is a list. */
async function run(code: string, client: ours.WebPubSubClient, key = keyOf(service)): Promise<unknown> {
  const given: Record<string, unknown> = {
    ...published,
    ...ours,
    client,
    connectionString: service.connectionString.replace("http:", "https:"),
    endpoint: service.endpoint,
    credential: new published.AzureKeyCredential(key),
    connectionId: subscriber.connectionId,
    service: new published.WebPubSubServiceClient(service.connectionString, "chat", { allowInsecureConnection: true }),
  };
  const call = new Function(...Object.keys(given), `return ${code};`) as (...values: unknown[]) => unknown;
  const result = await call(...Object.values(given));
  if (typeof result === "object" && result !== null && Symbol.asyncIterator in result) {
    const items = [];
    for await (const item of result as AsyncIterable<unknown>) items.push(item);
    return items;
  }
  return result;
}

const keyOf = ({ connectionString }: LocalService): string => /AccessKey=([^;]+)/.exec(connectionString)?.[1] ?? "";

/** The requests that code of a table makes, without what no two clients have in common. */
async function requestsOf(code: string, client: ours.WebPubSubClient) {
  service.control.clearRequests();
  const result = await run(code, client);
  const requests = service.control.requests.map(({ method, path, query, headers, body }) => ({
    method,
    path,
    query: [...query]
      .filter(([, value]) => value !== "")
      .map(String)
      .sort(),
    type: body === undefined || body.length === 0 ? undefined : headers["content-type"]?.replace(/;.*/, ""),
    body: Buffer.from(body ?? []).toString("latin1"),
  }));
  return { result, requests };
}

describe("what the tables call the same is the same request:", () => {
  const withRequests = fromPublished.filter(({ from: [code] }) => !/^new |getClientAccessToken/.test(code ?? ""));

  test.each(withRequests.map(({ from, to }) => [from[0] ?? "", to]))("%s", async (from, to) => {
    const client = ours.createWebPubSubClientFromConnectionString(service.connectionString);
    const { requests: expected } = await requestsOf(from, client);
    if (/^service\.close|closeAllConnections|removeConnection/.test(from)) {
      subscriber.stop();
      subscriber = await connectSubscriber(client, { userId: "ada" });
    }
    const { requests } = await requestsOf(to, client);
    const withoutId = (value: unknown) => JSON.parse(JSON.stringify(value).replace(/(?<=connections\/)[\w-]+/g, "id"));
    expect(withoutId(requests)).toEqual(withoutId(expected));
    expect(requests).toHaveLength(1);
  });

  const tokens = fromPublished.filter(({ from: [code] }) => /getClientAccessToken/.test(code ?? ""));

  test.each(tokens.map(({ from, to }) => [from[0] ?? "", to]))("%s", async (from, to) => {
    const client = ours.createWebPubSubClientFromConnectionString(service.connectionString);
    const [expected, made] = [await run(from, client), await run(to, client)] as ours.ClientAccessToken[];
    expect(claimsOf(made)).toEqual(claimsOf(expected));
    expect(made?.baseUrl).toBe(expected?.baseUrl);
  });
});

/** What a token says, with its duration in place of its times. */
function claimsOf(made: ours.ClientAccessToken | undefined) {
  const {
    iat,
    exp,
    nbf: _,
    ...claims
  } = JSON.parse(Buffer.from(made?.token.split(".")[1] ?? "", "base64url").toString());
  return { ...claims, seconds: exp - iat };
}

test("each of the published client's calls is in its table", () => {
  const client = new published.WebPubSubServiceClient(service.connectionString, "chat");
  const namesOf = (object: object): string[] =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(object)).filter((name) => name !== "constructor");
  const calls = [
    ...namesOf(client)
      .filter((name) => name !== "group")
      .map((name) => `service.${name}(`),
    ...namesOf(client.group("news")).map((name) => `service.group("news").${name}(`),
  ];
  const codes = fromPublished.flatMap(({ from }) => from);
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.filter((call) => !codes.some((code) => code.startsWith(call)))).toEqual([]);
});

describe("what is sent by hand is sent by the call beside it:", () => {
  test.each(fromRequests.map(({ from, to }) => [from[0] ?? "", to]))("%s", async (request, to) => {
    const credential = request.includes(":generateToken") ? service.tokenCredential : { key: keyOf(service) };
    const { requests } = await requestsOf(to, ours.createWebPubSubClient(service.endpoint, credential));
    const [method, path] = request.replace("{connectionId}", subscriber.connectionId).split(" ");
    expect(requests).toMatchObject([{ method, path }]);
  });

  test("nothing of the API is missing", () => {
    const { paths } = JSON.parse(readFileSync(new URL("../../swagger/2024-12-01.json", import.meta.url), "utf8"));
    const operations = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const filled = fromRequests.map(({ from: [request = ""] }) =>
      request
        .replace("/hubs/chat", "/hubs/{hub}")
        .replace("/groups/news", "/groups/{group}")
        .replace("/users/ada", "/users/{userId}")
        .replace("/sendToGroup/", "/{permission}/"),
    );
    expect(filled.sort()).toEqual(operations.sort());
  });
});

describe("what stands beside a call of Python works:", () => {
  const calls = fromPython.filter(({ to }) => !to.startsWith("create"));

  test.each(calls.map(({ from, to }) => [from.join(", "), to]))("%s", async (from, to) => {
    const credential = from.includes("generate_client_token") ? service.tokenCredential : { key: keyOf(service) };
    const { result, requests } = await requestsOf(to, ours.createWebPubSubClient(service.endpoint, credential));
    if (to.startsWith("getClientAccessToken")) expect(result).toHaveProperty("url");
    else expect(requests).toHaveLength(1);
    const { status } = result as { status?: string };
    if (status !== undefined)
      expect(Number(status)).toBeLessThan(from.includes("exists") || from.includes("has_") ? 405 : 300);
  });

  test("no call is missing", () => {
    // The public methods of WebPubSubServiceClient in the api.md of azure-messaging-webpubsubservice, November 2026.
    const methods = `from_connection_string add_connection_to_group add_connections_to_groups add_user_to_group
      check_permission close_all_connections close_connection close_group_connections close_user_connections
      connection_exists generate_client_token get_client_access_token get_service_status grant_permission group_exists
      has_permission list_connections list_connections_in_group remove_connection_from_all_groups
      remove_connection_from_group remove_connections_from_groups remove_user_from_all_groups remove_user_from_group
      revoke_permission send_request send_to_all send_to_connection send_to_group send_to_user user_exists`.split(
      /\s+/,
    );
    const named = fromPython.flatMap(({ from }) => from.map((code) => /\.(\w+)\(/.exec(code)?.[1]));
    expect([...new Set(named)].filter((name) => name !== undefined).sort()).toEqual(methods.sort());
  });
});
