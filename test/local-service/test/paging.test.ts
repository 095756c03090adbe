import { describe, expect, test } from "@jest/globals";
import type { LocalService } from "../src/index.js";
import { call, connect, service } from "./support.js";

const path = "/api/hubs/chat/groups/news/connections";

interface Page {
  value: { connectionId: string; userId?: string }[];
  nextLink?: string;
}

async function page(local: LocalService, address: string): Promise<Page> {
  const { status, text, headers } = await call(local, "GET", address.replace(local.endpoint, ""));
  expect([status, headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
  return JSON.parse(text);
}

async function members(local: LocalService, count: number) {
  const clients = [];
  for (let index = 0; index < count; index += 1)
    clients.push(await connect(local, { sub: `user${index}`, "webpubsub.group": "news" }));
  return clients;
}

/** Every page from an address on, and what to do before each but the first. */
async function pages(local: LocalService, first: string, between: () => unknown = () => undefined): Promise<Page[]> {
  const all = [await page(local, first)];
  for (let next = all[0]?.nextLink; next !== undefined; next = all.at(-1)?.nextLink) {
    await between();
    all.push(await page(local, next));
  }
  return all;
}

const ids = (all: Page[]) => all.flatMap(({ value }) => value.map(({ connectionId }) => connectionId));

describe("the connections of a group are listed", () => {
  test("with their users, where they have any", async () => {
    const local = await service();
    const [client] = await members(local, 1);
    const anonymous = await connect(local, { "webpubsub.group": "news" });
    await connect(local);
    const { value, ...rest } = await page(local, path);
    expect(rest).toEqual({});
    expect([...value].sort((one) => (one.userId === null ? 1 : -1))).toEqual([
      { connectionId: client?.connectionId, userId: "user0" },
      { connectionId: anonymous.connectionId, userId: null },
    ]);
  });

  test("on no page where there are none", async () => {
    expect(await page(await service(), path)).toEqual({ value: [] });
  });

  test("on pages that lead to each other at the address of the client", async () => {
    const local = await service();
    const clients = await members(local, 5);
    const all = await pages(local, `${path}?maxpagesize=2&api-version=2024-12-01`);
    expect(all.map(({ value }) => value.length)).toEqual([2, 2, 1]);
    expect(ids(all)).toEqual(clients.map(({ connectionId }) => connectionId).sort());
    const next = new URL(all[0]?.nextLink ?? "");
    expect([next.origin, next.pathname]).toEqual([local.endpoint, path]);
    expect([...next.searchParams.keys()]).toEqual(["maxpagesize", "continuationToken", "api-version"]);
    expect(next.searchParams.get("maxpagesize")).toBe("2");
  });

  test.each([
    ["top=3&maxpagesize=2", [2, 1], ["1"]],
    ["top=4&maxpagesize=2", [2, 2], ["2"]],
    ["top=2", [2], []],
    ["top=9&maxpagesize=4", [4, 1], ["5"]],
    ["top=2147483647", [5], []],
  ])("up to the top: %s", async (query, lengths, tops) => {
    const local = await service();
    await members(local, 5);
    const all = await pages(local, `${path}?${query}`);
    expect(all.map(({ value }) => value.length)).toEqual(lengths);
    const links = all.flatMap(({ nextLink }) => (nextLink === undefined ? [] : [new URL(nextLink)]));
    expect(links.map(({ searchParams }) => searchParams.get("top"))).toEqual(tops);
  });

  test("once each, whoever joins and leaves between the pages", async () => {
    const local = await service();
    const stay = await members(local, 6);
    const leave = await members(local, 4);
    const listed = ids(
      await pages(local, `${path}?maxpagesize=2`, async () => {
        const gone = leave.pop();
        if (gone) await call(local, "DELETE", `${path}/${gone.connectionId}`);
        await members(local, 1);
      }),
    );
    expect(new Set(listed).size).toBe(listed.length);
    expect(stay.filter(({ connectionId }) => !listed.includes(connectionId))).toEqual([]);
  });

  test("and a group whose name needs escapes has them in its links", async () => {
    const local = await service();
    const group = "a:b c?ü%2F";
    await connect(local, { "webpubsub.group": group });
    await connect(local, { "webpubsub.group": group });
    const all = await pages(local, `/api/hubs/chat/groups/${encodeURIComponent(group)}/connections?maxpagesize=1`);
    expect(new Set(ids(all)).size).toBe(2);
  });
});

describe("a page is refused", () => {
  test.each([
    ["maxpagesize", "maxpagesize=0"],
    ["maxpagesize", "maxpagesize=201"],
    ["maxpagesize", "maxpagesize="],
    ["maxpagesize", "maxpagesize=1e2"],
    ["maxpagesize", "maxpagesize=1&maxpagesize=1"],
    ["top", "top=0"],
    ["top", "top=2147483648"],
    ["top", "top=many"],
    ["continuationToken", "continuationToken="],
    ["continuationToken", "continuationToken=x"],
    ["continuationToken", `continuationToken=${Buffer.from("{}").toString("base64url")}`],
    ["continuationToken", `continuationToken=${Buffer.from('["chat","other","id"]').toString("base64url")}`],
  ])("for its %s: %s", async (target, query) => {
    const { status, text } = await call(await service(), "GET", `${path}?${query}`);
    expect([status, JSON.parse(text).target]).toEqual([400, target]);
  });

  test("for a token of another group", async () => {
    const local = await service();
    await members(local, 2);
    const { nextLink = "" } = await page(local, `${path}?maxpagesize=1`);
    const other = nextLink.replace(local.endpoint, "").replace("/news/", "/other/");
    expect((await call(local, "GET", other)).status).toBe(400);
    const sameHub = nextLink.replace(local.endpoint, "").replace("/chat/", "/CHAT/");
    expect((await page(local, sameHub)).value).toHaveLength(1);
  });
});
