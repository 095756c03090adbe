import { describe, expect, test } from "@jest/globals";
import { call, connect, service } from "./support.js";

const json = (value: unknown) => ({ headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

describe("a filter chooses who receives what is sent", () => {
  test.each([
    ["to all", ":send", "userId eq 'ada' or 'news' in groups", ["ada", "bob"]],
    ["to a group", "groups/news/:send", "userId ne 'ada'", ["bob"]],
    ["to a user", "users/ada/:send", "length(groups) gt 0", ["ada"]],
    ["to all, by a user who has no name", ":send", "userId eq null", ["anonymous"]],
    ["to all, where it is empty", ":send", "", ["ada", "bob", "anonymous"]],
  ])("%s", async (_, path, filter, expected) => {
    const local = await service();
    const clients = {
      ada: await connect(local, { sub: "ada", "webpubsub.group": "news" }),
      bob: await connect(local, { sub: "bob", "webpubsub.group": "news" }),
      anonymous: await connect(local),
    };
    const query = `?filter=${encodeURIComponent(filter)}`;
    expect((await call(local, "POST", `/api/hubs/chat/${path}${query}`, json("x"))).status).toBe(202);
    for (const [name, client] of Object.entries(clients)) {
      if (expected.includes(name)) expect(await client.json()).toMatchObject({ data: "x" });
      expect(await client.isSilent()).toBe(true);
    }
  });

  test("by the subprotocol that they speak", async () => {
    const local = await service();
    const [speaker, simple] = [await connect(local), await connect(local, {}, "chat", [])];
    const filter = encodeURIComponent(`protocol eq '${speaker.socket.protocol}'`);
    await call(local, "POST", `/api/hubs/chat/:send?filter=${filter}`, json("x"));
    await call(local, "POST", "/api/hubs/chat/:send", json("y"));
    expect([(await speaker.json()).data, (await speaker.json()).data]).toEqual(["x", "y"]);
    expect(String((await simple.frame()).data)).toBe('"y"');
  });

  test("along with those excluded", async () => {
    const local = await service();
    const [one, two] = [await connect(local, { sub: "ada" }), await connect(local, { sub: "ada" })];
    const query = `?filter=userId%20eq%20'ada'&excluded=${one.connectionId}`;
    await call(local, "POST", `/api/hubs/chat/:send${query}`, json("x"));
    expect(await two.json()).toMatchObject({ data: "x" });
    expect(await one.isSilent()).toBe(true);
  });
});

test("a filter chooses who joins and leaves groups, by what was so before", async () => {
  const local = await service();
  await connect(local, { sub: "ada", "webpubsub.group": "a" });
  await connect(local, { sub: "bob" });
  const groups = () => local.control.hubs()[0]?.connections.map((connection) => connection.groups);
  const add = json({ groups: ["b", "a"], filter: "not ('b' in groups)" });
  expect((await call(local, "POST", "/api/hubs/chat/:addToGroups", add)).status).toBe(200);
  expect(groups()).toEqual([
    ["a", "b"],
    ["b", "a"],
  ]);
  const remove = json({ groups: ["b"], filter: "userId in ('ada', 'eve')" });
  expect((await call(local, "POST", "/api/hubs/chat/:removeFromGroups", remove)).status).toBe(200);
  expect(groups()).toEqual([["a"], ["b", "a"]]);
});

describe("a filter that cannot be read is refused in the words of the live service", () => {
  const message =
    "Invalid syntax for 'invalid filter': Syntax error at position 14 in 'invalid filter'. (Parameter 'filter')";
  const body = (target: string) =>
    `{"code":"Error.BadRequest","message":"${message}","target":"${target}","errors":{"${target}":["${message}"]},"type":null,"title":"One or more validation errors occurred.","status":400,"detail":null,"instance":null,"extensions":{}}`;

  test.each([":send", "groups/g/:send", "users/u/:send"])("by %s", async (path) => {
    const { status, text, headers } = await call(
      await service(),
      "POST",
      `/api/hubs/chat/${path}?filter=invalid%20filter`,
      json("x"),
    );
    expect([status, text]).toEqual([400, body("filter")]);
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(headers.get("x-ms-error-code")).toBe("Error.BadRequest");
    expect(headers.get("api-supported-versions")).toBeNull();
  });

  test.each([":addToGroups", ":removeFromGroups"])("by %s, which calls it Filter", async (path) => {
    const init = json({ groups: ["a"], filter: "invalid filter" });
    const { status, text } = await call(await service(), "POST", `/api/hubs/chat/${path}`, init);
    expect([status, text]).toEqual([400, body("Filter")]);
  });
});
