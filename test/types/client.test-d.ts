/** Compiled, never run: what the compiler must accept, and what it must refuse. The package is imported by its name. */
import {
  ConnectionStringError,
  HttpRequest,
  buildSendToAllRequest,
  buildUserExistsRequest,
  createRestError,
  createWebPubSubClient,
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  isUnexpected,
} from "web-pubsub-rest";
import type {
  ConnectionStringErrorCode,
  FilledPath,
  KnownPath,
  Routes,
  SendToAll202Response,
  SendToAllDefaultResponse,
  SendToAllParameters,
  SendToAllResponse,
  UserExistsResponse,
  WebPubSubClient,
  WebPubSubPermission,
} from "web-pubsub-rest";

/** Compiles only where A and B are the same type; `any` is the same as nothing else. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => undefined;

const client = createWebPubSubClient("https://a.example", { key: "fake" });
same<typeof client, WebPubSubClient>(true);
same<WebPubSubClient, ReturnType<typeof createWebPubSubClientFromConnectionString>>(true);

// Making a client.
createWebPubSubClient("https://a.example", { getToken: async () => ({ token: "fake", expiresOnTimestamp: 0 }) });
createWebPubSubClient(
  "https://a.example",
  { key: "fake" },
  { retryOptions: { maxRetries: 0 }, credentials: { scopes: ["s"] } },
);
createWebPubSubClient(
  "https://a.example",
  { key: "fake" },
  { retryOptions: { retrySends: true }, timeoutInMs: 100, validate: false, reverseProxyEndpoint: "https://b.example" },
);
// @ts-expect-error an option of another type
createWebPubSubClient("https://a.example", { key: "fake" }, { timeoutInMs: "100" });
// @ts-expect-error a bare key is no credential
createWebPubSubClient("https://a.example", "fake");
// @ts-expect-error the API version belongs to the entry point
createWebPubSubClient("https://a.example", { key: "fake" }, { apiVersion: "2021-10-01" });
// @ts-expect-error the client is not `any`
client.noSuchMember;
// @ts-expect-error the endpoint is read-only
client.endpoint = "https://b.example";

// Paths.
same<KnownPath extends string ? true : false, true>(true);
same<
  Parameters<typeof client.path<"/api/hubs/{hub}/groups/{group}">>,
  [path: "/api/hubs/{hub}/groups/{group}", hub: string, group: string]
>(true);
// @ts-expect-error an unknown path
client.path("/api/heatlh");
// @ts-expect-error a missing path parameter
client.path("/api/hubs/{hub}/:send");
// @ts-expect-error a surplus path parameter
client.path("/api/health", "chat");
// @ts-expect-error a path parameter of another type
client.path("/api/hubs/{hub}/:send", 7);
// @ts-expect-error a method that the path does not have
client.path("/api/hubs/{hub}/:send", "chat").get();

// Paths with their values in them.
const news = client.path("/api/hubs/chat/groups/news");
same<typeof news, ReturnType<Routes["/api/hubs/{hub}/groups/{group}"]>>(true);
same<FilledPath<Routes, "/api/hubs/chat/users/ada/groups/news">, "/api/hubs/{hub}/users/{userId}/groups/{group}">(true);
client.path("/api/hubs/chat/:send").post({ contentType: "text/plain", body: "hello" });
// @ts-expect-error a body of another type
client.path("/api/hubs/chat/:send").post({ contentType: "text/plain", body: 7 });
// @ts-expect-error a method that the path does not have
client.path("/api/hubs/chat/:send").get();
// @ts-expect-error values behind a path that has them
client.path("/api/hubs/chat/:send", "chat");
// @ts-expect-error a literal that is none
client.path("/api/hubs/chat/:sned");
// @ts-expect-error a part too many, which would meet a pattern
client.path("/api/hubs/chat/more/:send");
// @ts-expect-error some of its braces
client.path("/api/hubs/{hub}/groups/news/:send");
declare const anyHub: string;
// @ts-expect-error a template with a variable, whose slashes nobody knows
client.path(`/api/hubs/${anyHub}/:send`);
const constant = "chat";
client.path(`/api/hubs/${constant}/:send`).post({ contentType: "text/plain", body: "hello" });

// Paths that a library passes on.
const pass = <Path extends KnownPath>(path: Path, ...values: Parameters<Routes[Path]>): ReturnType<Routes[Path]> =>
  client.path(path, ...values);
same<ReturnType<typeof pass<"/api/health">>, ReturnType<Routes["/api/health"]>>(true);
type SendPath = Extract<KnownPath, `${string}/:send`>;
const passSend = <Path extends SendPath>(path: Path, ...values: Parameters<Routes[Path]>) =>
  client.path(path, ...values).post({ contentType: "text/plain", body: "hello" });
void passSend;
export const annotated = (): Promise<SendToAllResponse> =>
  client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "hello" });
declare const either: "/api/hubs/{hub}/groups/{group}" | "/api/hubs/{hub}/users/{userId}";
client.path(either, "chat", "one").head();

const permission: WebPubSubPermission = "sendToGroup";
client.path("/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}", "chat", permission, "c").put();
// In 2020-10-01 a permission without a target is for all groups.
client
  .path("/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}", "chat", permission, "c")
  .put({ queryParameters: { targetName: "news" } });
// @ts-expect-error an unknown permission
client.path("/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}", "chat", "shout", "c").put();

// Bodies.
const send = (options: SendToAllParameters): PromiseLike<SendToAllResponse> =>
  client.path("/api/hubs/{hub}/:send", "chat").post(options);
interface Chat {
  from: string;
  text?: string;
}
const chat: Chat = { from: "ada" };
send({ contentType: "application/json", body: chat });
send({ contentType: "application/json", body: null });
send({ contentType: "application/json", body: "text" });
send({ contentType: "text/plain", body: "text" });
send({ contentType: "text/plain", body: new ReadableStream<Uint8Array>() });
send({ contentType: "application/octet-stream", body: new Uint8Array() });
send({ contentType: "application/octet-stream", body: new ArrayBuffer(1) });
send({ contentType: "application/octet-stream", body: new Blob([]) });
send({ contentType: "application/octet-stream", body: () => new ReadableStream<Uint8Array>() });
send({
  contentType: "text/plain",
  body: "text",
  queryParameters: { excluded: ["a"] as const, "api-version": "2024-12-01" },
});
send({ contentType: "text/plain", body: "text", queryParameters: { excluded: undefined }, headers: undefined });
send({ contentType: "text/plain; charset=utf-8", body: "text" });
send({ contentType: "application/json;charset=utf-8", body: chat });
send({ contentType: "text/plain", body: new ReadableStream<string>() });
send({ contentType: "application/octet-stream", body: () => new ReadableStream<string>() });
// @ts-expect-error the content type is missing
send({ body: "text" });
// @ts-expect-error the body is missing
send({ contentType: "application/json" });
// @ts-expect-error nothing is not JSON
send({ contentType: "application/json", body: undefined });
// @ts-expect-error an object is not text
send({ contentType: "text/plain", body: chat });
// @ts-expect-error an object is not text, whatever its charset
send({ contentType: "text/plain; charset=utf-8", body: chat });
// @ts-expect-error bytes are no text
send({ contentType: "text/plain", body: new Uint8Array() });
// @ts-expect-error an object is not bytes
send({ contentType: "application/octet-stream", body: chat });
// @ts-expect-error a text is not bytes
send({ contentType: "application/octet-stream", body: "text" });
// @ts-expect-error an unknown content type
send({ contentType: "application/xml", body: "<a/>" });
// @ts-expect-error one text is not a list
send({ contentType: "text/plain", body: "text", queryParameters: { excluded: "a" } });
// @ts-expect-error an unknown query parameter
send({ contentType: "text/plain", body: "text", queryParameters: { exclude: ["a"] } });
// @ts-expect-error a send without options
client.path("/api/hubs/{hub}/:send", "chat").post();
client.path("/api/health").head({ abortSignal: new AbortController().signal, timeoutInMs: 100 });

// What may be left out may be undefined.
declare const nothing: undefined;
client.path("/api/health").head({
  abortSignal: nothing,
  allowInsecureConnection: nothing,
  onDownloadProgress: nothing,
  onResponse: nothing,
  onUploadProgress: nothing,
  timeoutInMs: nothing,
  tracingOptions: nothing,
});
createWebPubSubClient(
  "https://a.example",
  { key: "fake" },
  {
    additionalPolicies: nothing,
    agent: nothing,
    allowInsecureConnection: nothing,
    credentials: { scopes: nothing, apiKeyHeaderName: nothing },
    httpClient: nothing,
    loggingOptions: {
      additionalAllowedHeaderNames: nothing,
      additionalAllowedQueryParameters: nothing,
      logger: nothing,
    },
    pipeline: nothing,
    proxyOptions: { host: "http://proxy.example", port: 8080, username: nothing, password: nothing },
    redirectOptions: { maxRetries: nothing },
    retryOptions: { maxRetries: nothing, maxRetryDelayInMs: nothing, retryDelayInMs: nothing, retrySends: nothing },
    telemetryOptions: { clientRequestIdHeaderName: nothing },
    timeoutInMs: nothing,
    tlsOptions: { ca: nothing, pfx: nothing },
    userAgentOptions: { userAgentPrefix: nothing },
  },
);
// @ts-expect-error a proxy without a host
createWebPubSubClient("https://a.example", { key: "fake" }, { proxyOptions: { host: nothing, port: 8080 } });
export const emptyRequest = new HttpRequest({ method: "GET", url: "/", headers: nothing, body: nothing });

// Built requests.
const request = buildSendToAllRequest("chat", { contentType: "text/plain", body: "text" });
same<typeof request, HttpRequest<SendToAllResponse>>(true);
// @ts-expect-error options are required
buildSendToAllRequest("chat");
// @ts-expect-error how to send does not belong to what is sent
buildSendToAllRequest("chat", { contentType: "text/plain", body: "text", timeoutInMs: 100 });

// Responses.
async function responses(): Promise<void> {
  const sent = await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "text" });
  same<typeof sent, SendToAllResponse>(true);
  if (isUnexpected(sent)) {
    same<typeof sent, SendToAllDefaultResponse>(true);
    throw createRestError(sent);
  }
  same<typeof sent, SendToAll202Response>(true);
  same<typeof sent.status, "202">(true);

  const exists = await client.sendRequest(buildUserExistsRequest("chat", "ada"));
  same<typeof exists, UserExistsResponse>(true);
  if (!isUnexpected(exists)) same<typeof exists.status, "200" | "404">(true);

  const plain = await client.sendRequest({ method: "POST", url: "/api/x", headers: { "x-a": "b" }, body: { a: 1 } });
  same<typeof plain.status, string>(true);
  // @ts-expect-error an unknown method
  await client.sendRequest({ method: "post", url: "/api/x" });

  const any = await client.pathUnchecked("/api/{x}", "y").get();
  if (isUnexpected(any)) same<typeof any.status, string>(true);
  else same<typeof any.status, string>(true);

  const access = await getClientAccessToken(client, "chat", {
    userId: "ada",
    roles: [],
    groups: ["g"],
    expiresInMinutes: 5,
  });
  same<typeof access.url, string>(true);
  // @ts-expect-error an unknown option
  await getClientAccessToken(client, "chat", { user: "ada" });
}

// Errors.
const error = new ConnectionStringError("MISSING_ENDPOINT", "text");
same<typeof error.code, ConnectionStringErrorCode>(true);

export { chat, responses, same };
