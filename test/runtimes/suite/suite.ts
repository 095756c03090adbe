/**
 * What must work on every runtime, in standard JavaScript. What has arrived at the service is looked at afterwards by the
 * runner, in scene.ts.
 */
import * as preview from "web-pubsub-rest";
import {
  createRestError,
  createWebPubSubClient,
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  isUnexpected,
  odata,
  paginate,
} from "web-pubsub-rest/2024-12-01";
import { expectEqual, rejection, runChecks } from "./check.js";
import { hub, messages } from "./setting.js";
import type { Report, Setting } from "./setting.js";

const sendPath = "/api/hubs/{hub}/:send";
const toGroup = "/api/hubs/{hub}/groups/{group}/:send";

/** Runs the suite in this runtime. */
export async function runSuite(setting: Setting): Promise<Report> {
  const client = createWebPubSubClientFromConnectionString(setting.connectionString);
  const chat = client.path(sendPath, hub);
  const headUser = (path = client) => path.path("/api/hubs/{hub}/users/{userId}", hub, "nobody").head();
  let clientUrl = "";

  const outcomes = await runChecks({
    "imports two API versions by name": async () => {
      const old = preview.createWebPubSubClient(setting.endpoint, { key: "fake" });
      expectEqual([old.apiVersion, client.apiVersion], ["2020-10-01", "2024-12-01"]);
    },
    "signs a token and makes a client URL": async () => {
      const access = await getClientAccessToken(client, hub, { userId: "visitor", roles: ["webpubsub.sendToGroup"] });
      expectEqual(access.token.split(".").length, 3);
      expectEqual(access.url, `${access.baseUrl}?access_token=${access.token}`);
      clientUrl = access.url;
    },
    "connects with that URL, where there is a WebSocket": async () => {
      if (typeof WebSocket === "function") expectEqual(await firstEvent(clientUrl), "connected");
    },
    "sends JSON": async () => {
      expectEqual((await chat.post({ contentType: "application/json", body: messages.json })).status, "202");
    },
    "sends text": async () => {
      expectEqual((await chat.post({ contentType: "text/plain", body: messages.text })).status, "202");
    },
    "sends bytes": async () => {
      const body = Uint8Array.from(messages.bytes);
      expectEqual((await chat.post({ contentType: "application/octet-stream", body })).status, "202");
    },
    "sends a Blob": async () => {
      const body = new Blob([Uint8Array.from(messages.bytes)]);
      expectEqual((await chat.post({ contentType: "application/octet-stream", body })).status, "202");
    },
    "sends a stream": async () => {
      const body = streamOf(messages.streamed);
      expectEqual((await chat.post({ contentType: "application/octet-stream", body })).status, "202");
    },
    "sends what a function opens": async () => {
      const body = () => streamOf(messages.streamed);
      expectEqual((await chat.post({ contentType: "application/octet-stream", body })).status, "202");
    },
    "sends to those whom a filter names": async () => {
      const queryParameters = { filter: odata`userId eq ${"o'neill"}` };
      const answer = await chat.post({ contentType: "text/plain", body: messages.filtered, queryParameters });
      expectEqual(answer.status, "202");
    },
    "reads an answer without a body": async () => {
      const answer = await headUser();
      expectEqual([answer.status, isUnexpected(answer)], ["404", false]);
    },
    "reads an error": async () => {
      const answer = await chat.post({
        contentType: "text/plain",
        body: "x",
        queryParameters: { filter: "userId eq" },
      });
      if (!isUnexpected(answer)) throw new Error(`expected an error, got ${String(answer.status)}`);
      const { statusCode, name } = createRestError(answer);
      expectEqual([answer.status, statusCode, name], ["400", 400, "RestError"]);
    },
    "is refused with a wrong key": async () => {
      const stranger = createWebPubSubClient(setting.endpoint, { key: "a-fake-key-that-opens-nothing" });
      expectEqual((await stranger.path(sendPath, hub).post({ contentType: "text/plain", body: "x" })).status, "401");
    },
    "authenticates with a token credential": async () => {
      const token = { token: setting.entraToken, expiresOnTimestamp: Date.now() + 3_600_000 };
      const guest = createWebPubSubClient(setting.endpoint, { getToken: () => Promise.resolve(token) });
      const answer = await guest.path(sendPath, hub).post({ contentType: "text/plain", body: messages.entra });
      expectEqual(answer.status, "202");
    },
    "pages a list": async () => {
      const queryParameters = { maxpagesize: 2 };
      const list = client.path("/api/hubs/{hub}/groups/{group}/connections", hub, "members").get({ queryParameters });
      const ids = new Set<string | undefined>();
      for await (const { connectionId } of paginate(client, list)) ids.add(connectionId);
      expectEqual(ids.size, setting.members);
    },
    "aborts a call, on a connection that has been used": async () => {
      const controller = new AbortController();
      const options = { contentType: "text/plain", body: "x", abortSignal: controller.signal } as const;
      const call = client.path(toGroup, hub, "slow-abort").post(options);
      setTimeout(() => controller.abort(), 300);
      expectEqual((await rejection(call)).name, "AbortError");
    },
    "sends nothing with a signal that is aborted already": async () => {
      const options = { contentType: "text/plain", body: "x", abortSignal: AbortSignal.abort() } as const;
      expectEqual((await rejection(client.path(toGroup, hub, "never").post(options))).name, "AbortError");
    },
    "times out": async () => {
      const options = { contentType: "text/plain", body: "x", timeoutInMs: 300 } as const;
      expectEqual((await rejection(client.path(toGroup, hub, "slow-timeout").post(options))).code, "TIMEOUT");
    },
    "tries again after 503": async () => {
      const answer = await client.path(toGroup, hub, "busy").post({ contentType: "text/plain", body: "x" });
      expectEqual(answer.status, "202");
    },
    "tries again where nobody listens": async () => {
      let attempts = 0;
      const policy: CountPolicy = {
        name: "count",
        sendRequest: (request, next) => ((attempts += 1), next(request)),
      };
      const lost = createWebPubSubClient(
        setting.deadEndpoint,
        { key: "fake" },
        {
          retryOptions: { maxRetries: 2, retryDelayInMs: 1, maxRetryDelayInMs: 2 },
          additionalPolicies: [{ policy, position: "perRetry" }],
        },
      );
      await rejection(headUser(lost));
      expectEqual(attempts, 3);
    },
    "asks again when the connection of a question is lost": async () => {
      const answer = await client.path("/api/hubs/{hub}/groups/{group}", hub, "broken-once").head();
      expectEqual(answer.status, "404");
    },
    "does not repeat a send whose connection is lost": async () => {
      await rejection(client.path(toGroup, hub, "broken").post({ contentType: "text/plain", body: "x" }));
    },
    "refuses a wrong argument": async () => {
      const call = client.path(sendPath, "no hub").post({ contentType: "text/plain", body: "x" });
      expectEqual((await rejection(call)).code, "INVALID_ARGUMENT");
    },
    "sends side by side": async () => {
      const bodies = Array.from({ length: setting.parallelSends }, (_, number) => ({ number }));
      const together = client.path(toGroup, hub, "crowd");
      const answers = await Promise.all(bodies.map((body) => together.post({ contentType: "application/json", body })));
      expectEqual(new Set(answers.map(({ status }) => status)).size, 1);
    },
  });
  const runtime = (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent ?? "";
  return { outcomes, clientUrl, runtime };
}

type CountPolicy = NonNullable<
  NonNullable<Parameters<typeof createWebPubSubClient>[2]>["additionalPolicies"]
>[number]["policy"];

/** A stream of the bytes of a text, in parts. */
function streamOf(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (const [from, to] of [[0, 3], [3, 9], [9]]) controller.enqueue(bytes.slice(from, to));
      controller.close();
    },
  });
}

/** The event that the service sends first over the JSON subprotocol. */
async function firstEvent(url: string): Promise<string> {
  const socket = new WebSocket(url, "json.webpubsub.azure.v1");
  try {
    return await new Promise((resolve, reject) => {
      socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data)).event));
      socket.addEventListener("error", () => reject(new Error("the WebSocket was refused")));
    });
  } finally {
    socket.close();
  }
}
