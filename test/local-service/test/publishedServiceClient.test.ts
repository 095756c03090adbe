import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { AzureKeyCredential, WebPubSubServiceClient, odata } from "@azure/web-pubsub";
import type { LocalService } from "../src/index.js";
import { defaultAccessKey } from "../src/index.js";
import { entraClient } from "./entraClient.js";
import { Client, connect, jsonProtocol, service } from "./support.js";

const noRetries = { retryOptions: { maxRetries: 0 } };

const clients: [string, (local: LocalService) => WebPubSubServiceClient][] = [
  [
    "a connection string",
    ({ connectionString }) =>
      new WebPubSubServiceClient(connectionString, "chat", { ...noRetries, allowInsecureConnection: true }),
  ],
  [
    "a key",
    ({ endpoint }) =>
      new WebPubSubServiceClient(endpoint, new AzureKeyCredential(defaultAccessKey), "chat", {
        ...noRetries,
        allowInsecureConnection: true,
      }),
  ],
  ["a token credential", (local) => entraClient(local, "chat")],
];

describe.each(clients)("the published client, made from %s,", (_, make) => {
  test("sends to all, to a group, to a user and to a connection", async () => {
    const local = await service();
    const client = make(local);
    const ada = await connect(local, { sub: "ada", "webpubsub.group": "news" });
    const bob = await connect(local, { sub: "bob" });
    await client.sendToAll({ a: 1 }, { excludedConnections: [bob.connectionId] });
    expect(await ada.json()).toEqual({ type: "message", from: "server", dataType: "json", data: { a: 1 } });
    await client.sendToAll("text", {
      contentType: "text/plain",
      filter: odata`userId eq ${"ada"}`,
      messageTtlSeconds: 9,
    });
    expect(await ada.json()).toMatchObject({ dataType: "text", data: "text" });
    await client.sendToAll(Buffer.of(1, 2), { filter: "userId eq 'ada'" });
    expect(await ada.json()).toMatchObject({ dataType: "binary", data: "AQI=" });
    await client.group("news").sendToAll("group", { contentType: "text/plain", filter: "userId eq 'ada'" });
    expect(await ada.json()).toMatchObject({ from: "group", group: "news", data: "group" });
    await client.sendToUser("ada", "user", { contentType: "text/plain", filter: "'news' in groups" });
    expect(await ada.json()).toMatchObject({ data: "user" });
    await client.sendToConnection(ada.connectionId, ["x"], { messageTtlSeconds: 300 });
    expect(await ada.json()).toMatchObject({ data: ["x"] });
    expect(await bob.isSilent()).toBe(true);
  });

  test("asks for what exists", async () => {
    const local = await service();
    const client = make(local);
    const { connectionId } = await connect(local, { sub: "ada", "webpubsub.group": "news" });
    expect([await client.connectionExists(connectionId), await client.connectionExists("nobody")]).toEqual([
      true,
      false,
    ]);
    expect([await client.userExists("ada"), await client.userExists("bob")]).toEqual([true, false]);
    expect([await client.groupExists("news"), await client.groupExists("other")]).toEqual([true, false]);
  });

  test("changes who is in which group", async () => {
    const local = await service();
    const client = make(local);
    const { connectionId } = await connect(local, { sub: "ada" });
    await connect(local, { sub: "bob" });
    const group = client.group("news");
    const members = () => local.control.hubs()[0]?.connections.map(({ groups }) => groups.length);
    await group.addConnection(connectionId);
    expect(members()).toEqual([1, 0]);
    await group.removeConnection(connectionId);
    expect(members()).toEqual([0, 0]);
    await group.addUser("bob");
    expect(members()).toEqual([0, 1]);
    await group.removeUser("bob");
    await client.addConnectionsToGroups(["a", "b"], "userId eq 'ada'");
    expect(members()).toEqual([2, 0]);
    await client.removeConnectionsFromGroups(["a"], "userId ne 'bob'");
    expect(members()).toEqual([1, 0]);
    await client.removeConnectionFromAllGroups(connectionId);
    expect(members()).toEqual([0, 0]);
    await group.addUser("ada");
    await client.removeUserFromAllGroups("ada");
    expect(members()).toEqual([0, 0]);
    await expect(group.addConnection("nobody")).rejects.toMatchObject({
      statusCode: 404,
      code: "Error.Connection.NotExisted",
      message: expect.stringContaining("Connection `nobody` is not found."),
    });
    await expect(client.addConnectionsToGroups(["a"], "(")).rejects.toMatchObject({ statusCode: 400 });
  });

  test("lists the connections of a group, page by page", async () => {
    const local = await service();
    for (let index = 0; index < 5; index += 1) await connect(local, { sub: `u${index}`, "webpubsub.group": "news" });
    const users: (string | undefined)[] = [];
    for await (const { userId } of await make(local).group("news").listConnections({ top: 4 })) users.push(userId);
    expect(users).toHaveLength(4);
    const lengths: number[] = [];
    const pages = (await make(local).group("news").listConnections({ maxPageSize: 2 })).byPage();
    for await (const { length } of pages as AsyncIterable<unknown[]>) lengths.push(length);
    expect(lengths).toEqual([2, 2, 1]);
  });

  test("closes connections", async () => {
    const local = await service();
    const client = make(local);
    const reason = { reason: "late" };
    const one = await connect(local, { sub: "ada" });
    await client.closeConnection(one.connectionId, reason);
    const two = await connect(local, { sub: "ada" });
    await client.closeUserConnections("ada", reason);
    const three = await connect(local, { "webpubsub.group": "news" });
    await client.group("news").closeAllConnections(reason);
    const four = await connect(local);
    await client.closeAllConnections(reason);
    for (const closed of [one, two, three, four]) {
      expect((await closed.json()).message).toContain("late");
      expect((await closed.closed).code).toBe(1000);
    }
  });

  test("grants, checks and revokes permissions", async () => {
    const local = await service();
    const client = make(local);
    const { connectionId: id } = await connect(local);
    const target = { targetName: "news" };
    await client.grantPermission(id, "sendToGroup", target);
    expect(await client.hasPermission(id, "sendToGroup", target)).toBe(true);
    expect(await client.hasPermission(id, "joinLeaveGroup", target)).toBe(false);
    await client.revokePermission(id, "sendToGroup", target);
    expect(await client.hasPermission(id, "sendToGroup", target)).toBe(false);
    await expect(client.grantPermission("nobody", "sendToGroup", target)).rejects.toMatchObject({
      code: "Info.Connection.NotExisted",
    });
  });

  test("gets tokens that clients connect with", async () => {
    const local = await service();
    const { token, url } = await make(local).getClientAccessToken({
      userId: "ada",
      roles: ["webpubsub.joinLeaveGroup", "webpubsub.sendToGroup.news"],
      groups: ["news", "more"],
      expirationTimeInMinutes: 5,
    });
    expect(url).toContain(token);
    const client = new Client(url.replace("wss:", "ws:"), [jsonProtocol]);
    const { connectionId, ...greeting } = await client.json();
    expect(greeting).toMatchObject({ event: "connected", userId: "ada" });
    expect(local.control.hubs()[0]?.connections[0]?.groups).toEqual(["news", "more"]);
    const may = (targetName: string) => make(local).hasPermission(connectionId, "sendToGroup", { targetName });
    expect([await may("news"), await may("more")]).toEqual([true, false]);
    expect((await make(local).getClientAccessToken({ clientProtocol: "mqtt" })).url).toContain(
      "/clients/mqtt/hubs/chat",
    );
  });
});

test("every method of the client is called above", () => {
  const client = new WebPubSubServiceClient("https://local.example", new AzureKeyCredential(defaultAccessKey), "chat");
  const methods = [client, client.group("news")].flatMap((one) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(one)).filter((name) => name !== "constructor"),
  );
  const source = readFileSync(new URL("publishedServiceClient.test.ts", import.meta.url), "utf8");
  expect(methods.length).toBeGreaterThan(20);
  for (const name of methods) expect(source).toContain(`.${name}(`);
});
