/** Compiled, never run: what the later API versions bring. */
import { createWebPubSubClient as make2021 } from "web-pubsub-rest/2021-10-01";
import { createWebPubSubClient as make2023 } from "web-pubsub-rest/2023-07-01";
import {
  buildGetServiceStatusRequest,
  buildGrantPermissionRequest,
  buildListConnectionsInGroupRequest,
  buildSendToAllRequest,
  createWebPubSubClient,
  getClientAccessToken,
  isUnexpected,
  odata,
  paginate,
  throwIfUnexpected,
} from "web-pubsub-rest/2024-12-01";
import type {
  ErrorDetailOutput,
  GroupMemberOutput,
  PageOfItems,
  PagedItems,
  WebPubSubClient,
} from "web-pubsub-rest/2024-12-01";

/** Compiles only where A and B are the same type; `any` is the same as nothing else. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Equal<A, B>): void => undefined;

const client: WebPubSubClient = createWebPubSubClient("https://a.example", { key: "fake" });
const text = { contentType: "text/plain", body: "x" } as const;

export async function errors(): Promise<void> {
  const response = await client.path("/api/hubs/{hub}/:send", "h").post(text);
  if (isUnexpected(response)) {
    same<typeof response.body, ErrorDetailOutput | undefined>(true);
    same<(typeof response.headers)["x-ms-error-code"], string | undefined>(true);
  } else {
    same<typeof response.status, "202">(true);
  }
}

export async function pages(): Promise<void> {
  const list = client.path("/api/hubs/{hub}/groups/{group}/connections", "h", "g").get();
  const items = paginate(client, list);
  same<typeof items, PagedItems<GroupMemberOutput>>(true);
  same<typeof items, ReturnType<typeof paginate<Awaited<typeof list>>>>(true);
  for await (const { connectionId, userId } of paginate(client, await list)) {
    same<typeof connectionId, string>(true);
    same<typeof userId, string | null>(true);
  }
  for await (const page of items.byPage()) same<typeof page, PageOfItems<GroupMemberOutput>>(true);
  const request = buildListConnectionsInGroupRequest("h", "g");
  for await (const page of paginate(client, request).byPage({ continuationToken: "x" })) {
    same<typeof page.continuationToken, string | undefined>(true);
    same<(typeof page)[number], GroupMemberOutput>(true);
  }
  // @ts-expect-error a request of an operation that gives no pages
  paginate(client, buildGetServiceStatusRequest());
  // @ts-expect-error a token is a text
  paginate(client, request).byPage({ continuationToken: 1 });
  // @ts-expect-error an operation that gives no pages cannot be listed
  paginate(client, client.path("/api/health").head());
}

export async function thrown(): Promise<void> {
  const sent = await client.path("/api/hubs/{hub}/:send", "h").post(text);
  throwIfUnexpected(sent);
  same<typeof sent.status, "202">(true);
  const exists = await client.path("/api/hubs/{hub}/users/{userId}", "h", "u").head();
  throwIfUnexpected(exists);
  same<typeof exists.status, "200" | "404">(true);
  const any = await client.pathUnchecked("/api/{x}", "y").get();
  throwIfUnexpected(any);
  same<typeof any.status, string>(true);
  // @ts-expect-error a call is no answer yet
  throwIfUnexpected(client.path("/api/health").head());
}

// Queries.
const filter = odata`userId in ${["a", "b"]} and ${"g"} in groups and length(userId) gt ${1} and userId ne ${null}`;
same<typeof filter, string>(true);
buildSendToAllRequest("h", { ...text, queryParameters: { filter, messageTtlSeconds: 60, excluded: ["a"] } });
// @ts-expect-error a time to live is a number
buildSendToAllRequest("h", { ...text, queryParameters: { messageTtlSeconds: "60" } });
// @ts-expect-error an object has no literal in a filter
odata`userId eq ${{}}`;

// Bodies.
client.path("/api/hubs/{hub}/:addToGroups", "h").post({ body: { groups: ["g"], filter } });
// @ts-expect-error groups are a list
client.path("/api/hubs/{hub}/:addToGroups", "h").post({ body: { groups: "g" } });
client.path("/api/hubs/{hub}/:removeFromGroups", "h").post({ body: { groups: ["g"], filter: undefined } });
// @ts-expect-error no groups to add to
client.path("/api/hubs/{hub}/:addToGroups", "h").post({ body: { filter } });
// @ts-expect-error no groups to remove from
client.path("/api/hubs/{hub}/:removeFromGroups", "h").post({ body: {} });
// @ts-expect-error nor in the version that began with it
make2023("https://a.example", { key: "fake" }).path("/api/hubs/{hub}/:addToGroups", "h").post({ body: { filter } });

// A permission is about a group: the service refuses it without one.
const may = client.path("/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}", "h", "sendToGroup", "c");
may.put({ queryParameters: { targetName: "g" } });
// @ts-expect-error a grant without a group
may.put();
// @ts-expect-error a revocation without a group
may.delete({ queryParameters: {} });
// @ts-expect-error a check without a group
may.head({ queryParameters: { targetName: undefined } });
// @ts-expect-error a built request without a group
buildGrantPermissionRequest("h", "sendToGroup", "c", {});

export async function token(): Promise<void> {
  const made = await client.path("/api/hubs/{hub}/:generateToken", "h").post();
  if (!isUnexpected(made)) same<typeof made.body.token, string>(true);
  const madeBefore = await make2021("https://a.example", { key: "fake" })
    .path("/api/hubs/{hub}/:generateToken", "h")
    .post();
  if (!isUnexpected(madeBefore)) same<typeof madeBefore.body.token, string>(true);
}

// Each version has its own paths.
const of2021 = make2021("https://a.example", { key: "fake" });
// @ts-expect-error a permission is about a group in 2021-10-01 as well
of2021.path("/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}", "h", "sendToGroup", "c").put();
// @ts-expect-error 2021-10-01 cannot do this yet
of2021.path("/api/hubs/{hub}/:addToGroups", "h");
// @ts-expect-error 2023-07-01 cannot list
make2023("https://a.example", { key: "fake" }).path("/api/hubs/{hub}/groups/{group}/connections", "h", "g");

getClientAccessToken(of2021, "h");
getClientAccessToken(client, "h", { groups: ["g"] });
getClientAccessToken(client, "h", { protocol: "mqtt", abortSignal: new AbortController().signal, timeoutInMs: 1 });
// @ts-expect-error an unknown protocol
getClientAccessToken(client, "h", { protocol: "socketio" });
