import { describe, expect, test } from "@jest/globals";
import {
  buildGetServiceStatusRequest,
  buildListConnectionsInGroupRequest,
  createWebPubSubClient,
  paginate,
} from "../../src/versions/2024-12-01.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { fakeService } from "../support/fakeService.js";
import type { Answer } from "../support/fakeService.js";
import { ENDPOINT } from "../support/testClient.js";

const service = fakeService();
const client = createWebPubSubClient(ENDPOINT, { key: FAKE_KEY }, { retryOptions: { maxRetries: 0 } });
const path = "/api/hubs/chat/groups/news/connections?api-version=2024-12-01";
const list = () => client.path("/api/hubs/{hub}/groups/{group}/connections", "chat", "news").get();

const page = (ids: string[], nextLink?: string): Answer => ({
  status: 200,
  body: JSON.stringify({ value: ids.map((connectionId) => ({ connectionId })), nextLink }),
  headers: { "content-type": "application/json" },
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const ids = async (items: AsyncIterable<{ connectionId: string }>) =>
  (await collect(items)).map(({ connectionId }) => connectionId);

describe("a list in pages", () => {
  test("is gone through item by item, over all pages", async () => {
    const received = service.answer(
      page(["a", "b"], `${ENDPOINT}${path}&continuationToken=1`),
      page([], `${path}&continuationToken=2`),
      page(["c"]),
    );
    expect(await ids(paginate(client, list()))).toEqual(["a", "b", "c"]);
    expect(received.map(({ url }) => url)).toEqual([
      `${ENDPOINT}${path}`,
      `${ENDPOINT}${path}&continuationToken=1`,
      `${ENDPOINT}${path}&continuationToken=2`,
    ]);
    expect(received.every(({ headers }) => headers.get("authorization")?.startsWith("Bearer "))).toBe(true);
  });

  test("is gone through page by page", async () => {
    service.answer(page(["a", "b"], `${ENDPOINT}${path}&continuationToken=1`), page(["c"]));
    const pages = await collect(paginate(client, await list()).byPage());
    expect(pages.map((items) => items.map(({ connectionId }) => connectionId))).toEqual([["a", "b"], ["c"]]);
  });

  test("may start from a built request", async () => {
    service.answer(page(["a"]));
    expect(await ids(paginate(client, client.sendRequest(buildListConnectionsInGroupRequest("chat", "news"))))).toEqual(
      ["a"],
    );
  });

  test("is asked for as far as it is needed", async () => {
    const received = service.answer(page(["a", "b"], `${path}&continuationToken=1`), page(["c"]));
    for await (const { connectionId } of paginate(client, list())) {
      if (connectionId === "b") break;
    }
    expect(received).toHaveLength(1);
  });

  test("that is empty has no items", async () => {
    service.answer(page([]));
    expect(await ids(paginate(client, list()))).toEqual([]);
  });
});

describe("a list that is resumed", () => {
  const request = () => buildListConnectionsInGroupRequest("chat", "news");
  const link = `${ENDPOINT}${path}&continuationToken=1`;

  test("goes on from the token of a page, and the first page is not asked for again", async () => {
    service.answer(page(["a"], link), page(["b"], `${path}&continuationToken=2`), page(["c"]));
    const pages = paginate(client, request()).byPage();
    const first = await pages.next();
    const { continuationToken } = first.value ?? {};
    expect(continuationToken).toBe(link);

    const received = service.answer(page(["b"], `${path}&continuationToken=2`), page(["c"]));
    const rest = await collect(paginate(client, request()).byPage({ continuationToken }));
    expect(rest.map((items) => [items.map(({ connectionId }) => connectionId), items.continuationToken])).toEqual([
      [["b"], `${path}&continuationToken=2`],
      [["c"], undefined],
    ]);
    expect(received.map(({ url }) => url)).toEqual([link, `${ENDPOINT}${path}&continuationToken=2`]);
  });

  test("goes on behind a call and behind an answer as well", async () => {
    for (const first of [list(), await (service.answer(page(["a"])), list())]) {
      service.answer(page(["c"]));
      const [items] = await collect(
        paginate(client, first).byPage({ continuationToken: `${path}&continuationToken=2` }),
      );
      expect(items?.map(({ connectionId }) => connectionId)).toEqual(["c"]);
    }
  });

  test("sends nothing before it is gone through, and anew each time", async () => {
    const received = service.answer(page(["a"]));
    const items = paginate(client, request());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(received).toHaveLength(0);
    await collect(items.byPage());
    await collect(items.byPage());
    expect(received).toHaveLength(2);
  });

  test("shows the token neither when it is printed nor as JSON", async () => {
    service.answer(page(["a"], link));
    const { value } = await paginate(client, request()).byPage().next();
    expect(JSON.stringify(value)).toBe('[{"connectionId":"a"}]');
    expect(Object.keys(value ?? [])).toEqual(["0"]);
  });

  test.each([
    ["of another host", "https://elsewhere.example/api/hubs/chat/groups/news/connections"],
    ["of another group", `${ENDPOINT}/api/hubs/chat/groups/other/connections?api-version=2024-12-01`],
    ["of another operation", "/api/hubs/chat/users/ada?api-version=2024-12-01"],
    ["that leaves the list by dots", `${ENDPOINT}/api/hubs/chat/groups/news/connections/../../other/connections`],
    ["that leaves it by escaped dots", "/api/hubs/chat/groups/news/connections/%2e%2e/%2e%2e/other/connections"],
    ["with a slash too many", "//elsewhere.example/api/hubs/chat/groups/news/connections"],
    ["with an escape that is none", "/api/hubs/chat/groups/%zz/connections"],
    ["that is empty", ""],
    ["that is no text", 7],
  ])("does not follow a token %s", async (_, continuationToken) => {
    const received = service.answer(page(["a"]));
    for (const start of [request(), client.sendRequest(request())]) {
      const pages = paginate(client, start).byPage({ continuationToken: continuationToken as string });
      await expect(collect(pages)).rejects.toMatchObject({ code: "INVALID_ARGUMENT", argument: "continuationToken" });
    }
    // Of the call that was made, and none for a token.
    expect(received.map(({ url }) => url)).toEqual([`${ENDPOINT}${path}`]);
  });

  test("takes a group whose name is written with other escapes as the same", async () => {
    const received = service.answer(page(["a"]));
    const spaced = buildListConnectionsInGroupRequest("chat", "a (b)");
    const continuationToken =
      "/api/hubs/chat/groups/a%20%28b%29/connections?continuationToken=1&api-version=2024-12-01";
    await collect(paginate(client, spaced).byPage({ continuationToken }));
    expect(received).toHaveLength(1);
  });

  test("is refused for a request of an operation without pages, before anything is sent", async () => {
    const received = service.answer({ status: 200 });
    // @ts-expect-error the operation gives no pages
    await expect(collect(paginate(client, buildGetServiceStatusRequest()))).rejects.toMatchObject({
      argument: "first",
    });
    expect(received).toHaveLength(0);
  });
});

describe("a next page elsewhere", () => {
  test.each([
    ["on another host", "https://elsewhere.example/api/hubs/chat/groups/news/connections"],
    ["on a host that begins like ours", `${ENDPOINT}.elsewhere.example/api`],
    ["by another scheme", `${ENDPOINT.replace("https", "http")}${path}`],
    ["on another port", `${ENDPOINT}:8443${path}`],
    ["without a scheme", "//elsewhere.example/api"],
    ["behind a user name", `https://unit.test.example@elsewhere.example/api`],
    ["that is no address", "https://:0:0"],
  ])("%s is not asked for, and the items before it are kept", async (_, nextLink) => {
    const received = service.answer(page(["a"], nextLink));
    const seen: string[] = [];
    const all = (async () => {
      for await (const { connectionId } of paginate(client, list())) seen.push(connectionId);
    })();
    const message = `GET /api/hubs/chat/groups/news/connections: the next page lies outside of ${ENDPOINT}, and`;
    await expect(all).rejects.toMatchObject({
      code: "FOREIGN_NEXT_LINK",
      message: expect.stringContaining(message),
    });
    expect(seen).toEqual(["a"]);
    expect(received).toHaveLength(1);
  });
});

describe("a page that is an error", () => {
  const refused: Answer = {
    status: 403,
    body: JSON.stringify({ code: "Forbidden", message: "Not for you." }),
    headers: { "content-type": "application/json" },
  };

  test("ends the list with an error that says what failed", async () => {
    service.answer(page(["a"], `${path}&continuationToken=1`), refused);
    await expect(collect(paginate(client, list()))).rejects.toMatchObject({
      name: "RestError",
      statusCode: 403,
      code: "Forbidden",
      message: expect.stringMatching(
        /^GET \/api\/hubs\/chat\/groups\/news\/connections failed with status 403 \(Forbidden\)\. Not for you\. Check that/,
      ),
    });
  });

  test("may be the first one", async () => {
    service.answer(refused);
    await expect(collect(paginate(client, list()))).rejects.toMatchObject({ statusCode: 403 });
  });
});

test("an operation without pages is refused", async () => {
  service.answer({ status: 200 });
  const health = client.path("/api/health").head();
  // @ts-expect-error the operation gives no pages
  await expect(collect(paginate(client, health))).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    argument: "first",
  });
});

test.each([undefined, {}, client.path("/api/hubs/{hub}/groups/{group}/connections", "chat", "news")])(
  "something that is no call is refused: %p",
  async (first) => {
    await expect(collect(paginate(client, first as never))).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      argument: "first",
    });
  },
);

test.each([undefined, null, {}])("what is no client is refused: %p", async (none) => {
  service.answer(page(["a"]));
  const call = list();
  await expect(collect(paginate(none as never, call))).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    argument: "client",
  });
  await call;
});

test("further pages can be aborted", async () => {
  const controller = new AbortController();
  service.answer(page(["a"], `${path}&continuationToken=1`), page(["b"]));
  const items = paginate(client, list(), { abortSignal: controller.signal });
  await items.next();
  controller.abort();
  await expect(items.next()).rejects.toMatchObject({ name: "AbortError" });
});
