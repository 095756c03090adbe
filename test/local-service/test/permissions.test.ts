import { describe, expect, test } from "@jest/globals";
import { Permissions } from "../src/hub/permissions.js";
import { matches, parsePattern } from "../src/hub/wildcard.js";
import type { LocalService } from "../src/index.js";
import { call, connect, service } from "./support.js";

const ask = async (local: LocalService, method: string, id: string, permission: string, target: string) =>
  (
    await call(
      local,
      method,
      `/api/hubs/chat/permissions/${permission}/connections/${id}?targetName=${encodeURIComponent(target)}`,
    )
  ).status;

describe("since 2021-10-01 a permission", () => {
  test.each(["sendToGroup", "joinLeaveGroup", "SENDTOGROUP", "1", "2"])(
    "is granted and revoked as %s",
    async (name) => {
      const local = await service();
      const { connectionId: id } = await connect(local);
      for (const target of ["room", "*", "room.*", " room ", "a/b+ü", "x".repeat(1024)]) {
        expect(await ask(local, "HEAD", id, name, target)).toBe(404);
        for (const expected of [200, 200]) expect(await ask(local, "PUT", id, name, target)).toBe(expected);
        expect(await ask(local, "HEAD", id, name, target)).toBe(200);
        expect(await ask(local, "HEAD", id, name, "ROOM")).toBe(404);
        if (target === "room.*") expect(await ask(local, "HEAD", id, name, "room.child")).toBe(404);
        for (const expected of [204, 204]) expect(await ask(local, "DELETE", id, name, target)).toBe(expected);
        expect(await ask(local, "HEAD", id, name, target)).toBe(404);
      }
    },
  );

  test("of a connection that is not there is revoked, and neither granted nor found", async () => {
    const local = await service();
    const statuses = ["PUT", "HEAD", "DELETE"].map((method) => ask(local, method, "nobody", "sendToGroup", "room"));
    expect(await Promise.all(statuses)).toEqual([404, 404, 204]);
  });

  test.each(["PUT", "HEAD", "DELETE"])("is refused to %s without a group or under another name", async (method) => {
    const local = await service();
    const { connectionId: id } = await connect(local);
    for (const target of ["", " \t", "x".repeat(1025)])
      expect(await ask(local, method, id, "sendToGroup", target)).toBe(400);
    const without = `/api/hubs/chat/permissions/sendToGroup/connections/${id}`;
    expect((await call(local, method, without)).status).toBe(400);
    for (const name of ["shout", "0", "3", "-1", "sendToGroup,joinLeaveGroup", "constructor"])
      expect(await ask(local, method, id, name, "room")).toBe(400);
  });

  test("is held for 1,000 groups by name at most", async () => {
    const local = await service();
    const { connectionId: id } = await connect(local);
    for (let room = 0; room < 1000; room += 1)
      expect(await ask(local, "PUT", id, "sendToGroup", `room${room}`)).toBe(200);
    const path = `/api/hubs/chat/permissions/sendToGroup/connections/${id}?targetName=more`;
    const { status, headers } = await call(local, "PUT", path);
    expect([status, headers.get("x-ms-error-code")]).toEqual([409, "Error.Connection.Conflict"]);
    expect(await ask(local, "HEAD", id, "sendToGroup", "more")).toBe(404);
    expect(await ask(local, "PUT", id, "sendToGroup", "room0")).toBe(200);
    expect(await ask(local, "PUT", id, "joinLeaveGroup", "more")).toBe(200);
    expect(await ask(local, "DELETE", id, "sendToGroup", "room0")).toBe(204);
    expect(await ask(local, "PUT", id, "sendToGroup", "more")).toBe(200);
  }, 20_000);

  test("that a role gives for every group is taken back from one, and governs what the client may do", async () => {
    const local = await service();
    const client = await connect(local, { role: "webpubsub.joinLeaveGroups.room*" });
    const { connectionId: id } = client;
    const join = async (group: string) => (await client.ask({ type: "joinGroup", group, ackId: (ackId += 1) })).success;
    let ackId = 0;
    expect([await join("room1"), await join("rooms.1")]).toEqual([true, false]);
    expect(await ask(local, "DELETE", id, "joinLeaveGroup", "room1")).toBe(204);
    expect([await join("room1"), await join("room2")]).toEqual([false, true]);
    expect(local.control.hubs()[0]?.connections[0]?.groups).toEqual(["room1", "room2"]);
    expect(await ask(local, "PUT", id, "joinLeaveGroup", "room1")).toBe(200);
    expect(await join("room1")).toBe(true);
  });
});

describe("roles", () => {
  const after = (...roles: string[]) => {
    const permissions = new Permissions();
    permissions.grantRoles(roles);
    return permissions;
  };

  test("grant for every group, by name, and by pattern", () => {
    const names = ["a", "a.b", "a*"];
    const granted = (role: string) => names.filter((name) => after(role).has("sendToGroup", name));
    expect(granted("webpubsub.sendToGroup")).toEqual(names);
    expect(granted("webpubsub.sendToGroup.a*")).toEqual(["a*"]);
    expect(granted("webpubsub.sendToGroups.a*")).toEqual(["a", "a*"]);
    expect(granted("webpubsub.sendToGroups.a**")).toEqual(names);
    expect(granted("webpubsub.joinLeaveGroup")).toEqual([]);
  });

  test.each([
    "webpubsub.sendToGroups",
    "webpubsub.sendToGroups.",
    "webpubsub.sendToGroup.",
    "webpubsub.sendToGroups.a\\",
    "webpubsub.sendToGroups.\\a",
    "webpubsub.sendToGroups.******",
    "webpubsub.sendtogroup",
    "webpubsub.sendToGroupX",
    "",
  ])("that mean nothing grant nothing: %s", (role) => {
    for (const name of ["a", "\\a", "a\\", ""]) expect(after(role).has("sendToGroup", name)).toBe(false);
  });

  test("by pattern take back what a grant without a group is undone with", () => {
    const permissions = after("webpubsub.sendToGroups.a*", "webpubsub.sendToGroup.b");
    permissions.revoke("sendToGroup");
    expect(["a", "b"].some((name) => permissions.has("sendToGroup", name))).toBe(false);
  });
});

test("a grant for every group takes in those that it was taken back from", () => {
  const permissions = new Permissions();
  permissions.grant("sendToGroup");
  permissions.revoke("sendToGroup", "a");
  expect([permissions.has("sendToGroup", "a"), permissions.has("sendToGroup", "b")]).toEqual([false, true]);
  permissions.grant("sendToGroup");
  expect(permissions.has("sendToGroup", "a")).toBe(true);
});

describe("a pattern", () => {
  // The first five are the examples of Microsoft docs, concept-wildcard-group-roles.md.
  test.each([
    ["chat-*", ["chat-1", "chat-room", "chat-"], ["chat.1", "xchat-1", "chat-a.b"]],
    ["clientA.*", ["clientA.alpha", "clientA.1"], ["clientA.alpha.room1", "clientB.alpha"]],
    ["clientA.**", ["clientA.alpha", "clientA.alpha.room1"], ["clientB.anything"]],
    ["clientA.rooms.?1", ["clientA.rooms.a1", "clientA.rooms.11"], ["clientA.rooms.1", "clientA.rooms.a.1"]],
    ["literal\\*star", ["literal*star"], ["literalXstar"]],
    ["\\?\\\\", ["?\\"], ["a\\"]],
    ["?", ["a", "ü", "😀"], ["", ".", "ab"]],
    ["**", ["", "a.b", "\n"], []],
    ["a*b*c", ["abc", "aXbbXc", "abcbc"], ["ab", "a.b.c"]],
    ["(a+)+$", ["(a+)+$"], ["aa"]],
  ])("%s fits %j and not %j", (text, fitting, other) => {
    const pattern = parsePattern(text) ?? [];
    expect([...fitting, ...other].filter((name) => matches(pattern, name))).toEqual(fitting);
  });

  test("takes no longer for names made to be hard", () => {
    const pattern = parsePattern(`${"*a".repeat(5)}b`) ?? [];
    const start = performance.now();
    expect(matches(pattern, "a".repeat(1024))).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
