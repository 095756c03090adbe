import { describe, expect, test } from "@jest/globals";
import type { LocalService } from "../src/index.js";
import { call, connect, service } from "./support.js";

const json = (value: unknown) => ({ headers: { "content-type": "application/json" }, body: JSON.stringify(value) });
const groupsOf = (local: LocalService) =>
  local.control.hubs().flatMap(({ connections }) => connections.map(({ groups }) => groups));

describe("connections are closed", () => {
  test.each([
    ["of a hub", ":closeConnections", ["ada in news", "ada", "bob in news"]],
    ["of a group", "groups/news/:closeConnections", ["ada in news", "bob in news"]],
    ["of a user", "users/ada/:closeConnections", ["ada in news", "ada"]],
  ])("%s, with the reason, but for those excluded", async (_, path, expected) => {
    const local = await service();
    const clients = {
      "ada in news": await connect(local, { sub: "ada", "webpubsub.group": "news" }),
      ada: await connect(local, { sub: "ada" }),
      "bob in news": await connect(local, { sub: "bob", "webpubsub.group": "news" }),
      elsewhere: await connect(local, { sub: "ada", "webpubsub.group": "news" }, "other"),
      spared: await connect(local, { sub: "ada", "webpubsub.group": "news" }),
    };
    const query = `?reason=too%20late&excluded=${clients.spared.connectionId}&excluded=nobody`;
    expect((await call(local, "POST", `/api/hubs/chat/${path}${query}`)).status).toBe(204);
    const left = local.control.hubs().flatMap((hub) => hub.connections.map(({ connectionId }) => connectionId));
    const gone = Object.entries(clients).filter(([, { connectionId }]) => !left.includes(connectionId));
    expect(gone.map(([name]) => name)).toEqual(expected);
    for (const [, client] of gone) {
      expect((await client.json()).message).toContain("too late");
      expect((await client.closed).code).toBe(1000);
    }
  });

  test("although nobody is there", async () => {
    const local = await service();
    for (const path of [":closeConnections", "groups/g/:closeConnections", "users/u/:closeConnections"])
      expect((await call(local, "POST", `/api/hubs/chat/${path}`)).status).toBe(204);
  });
});

describe("groups", () => {
  test("are joined and left by every connection at once", async () => {
    const local = await service();
    await connect(local, { "webpubsub.group": "a" });
    await connect(local);
    const add = await call(local, "POST", "/api/hubs/chat/:addToGroups", json({ groups: ["a", "b"] }));
    expect([add.status, add.text]).toEqual([200, ""]);
    expect(groupsOf(local)).toEqual([
      ["a", "b"],
      ["a", "b"],
    ]);
    const body = json({ groups: ["b", "none"], filter: null });
    expect((await call(local, "POST", "/api/hubs/chat/:removeFromGroups", body)).status).toBe(200);
    expect(groupsOf(local)).toEqual([["a"], ["a"]]);
  });

  test("are left by a connection at once, and by one that is not there", async () => {
    const local = await service();
    const { connectionId } = await connect(local, { "webpubsub.group": ["a", "b"] });
    for (const id of [connectionId, "nobody"])
      expect((await call(local, "DELETE", `/api/hubs/chat/connections/${id}/groups`)).status).toBe(204);
    expect(groupsOf(local)).toEqual([[]]);
  });

  test("take users while they are connected, and let them go at any time", async () => {
    const local = await service();
    const path = "/api/hubs/chat/users/ada/groups/news";
    expect((await call(local, "PUT", path)).status).toBe(404);
    expect((await call(local, "DELETE", path)).status).toBe(204);
    await connect(local, { sub: "ada" });
    await connect(local, { sub: "ada" });
    expect((await call(local, "PUT", path)).status).toBe(200);
    expect(groupsOf(local)).toEqual([["news"], ["news"]]);
    expect((await call(local, "DELETE", path)).status).toBe(204);
    expect(groupsOf(local)).toEqual([[], []]);
    // The first version took such a user, and a membership noted there is none here.
    expect((await call(local, "PUT", "/api/hubs/chat/users/bob/groups/news?api-version=2020-10-01")).status).toBe(200);
    expect((await call(local, "HEAD", "/api/hubs/chat/groups/news")).status).toBe(404);
  });
});

test("an encoded colon is a colon", async () => {
  expect((await call(await service(), "POST", "/api/hubs/chat/%3Asend", json(1))).status).toBe(202);
});
