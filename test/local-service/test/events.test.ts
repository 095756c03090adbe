import { describe, expect, test } from "@jest/globals";
import type { DisconnectedEvent } from "../src/index.js";
import { call, connect, jsonProtocol, watchedService } from "./support.js";
import { lose, member, opened, recover, reliable } from "./websocketSupport.js";

const text = { headers: { "content-type": "text/plain" }, body: "hello" };

describe("a service tells of", () => {
  test("clients that come and go, with their code and reason", async () => {
    const { local, events } = await watchedService();
    const one = await connect(local, { sub: "ada", "webpubsub.group": ["news"] });
    const two = await connect(local, {}, "Other", []);
    one.socket.close(4000, "tired");
    await one.closed;
    two.socket.close();
    await two.closed;
    const ada = { hub: "chat", connectionId: one.connectionId, userId: "ada" };
    expect(events.filter(({ type }) => type !== "request")).toEqual([
      { type: "connected", ...ada, subprotocol: jsonProtocol },
      { type: "connected", hub: "other", connectionId: expect.any(String) },
      { type: "disconnected", ...ada, code: 4000, reason: "tired", duration: expect.any(Number) },
      {
        type: "disconnected",
        hub: "other",
        connectionId: expect.any(String),
        code: 1005,
        reason: "",
        duration: expect.any(Number),
      },
    ]);
  });

  test("clients that a request closes, once, with its reason", async () => {
    const { local, events } = await watchedService();
    for (const protocols of [[jsonProtocol], []]) {
      const client = await connect(local, {}, "chat", protocols);
      await call(local, "POST", "/api/hubs/chat/:closeConnections?reason=enough");
      await client.closed;
    }
    const gone = events.filter(({ type }) => type === "disconnected");
    expect(gone).toMatchObject([
      { code: 1000, reason: "enough" },
      { code: 1000, reason: "enough" },
    ]);
  });

  test("clients that are closed for what they sent", async () => {
    const { local, events } = await watchedService();
    const client = await connect(local);
    client.send("{");
    await client.closed;
    expect(events.at(-1)).toMatchObject({ type: "disconnected", code: 1007, reason: expect.stringMatching(/JSON/) });
  });

  test("clients that are lost and come back, and how long they stayed by the service's clock", async () => {
    const { local, events } = await watchedService();
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    const back = recover(local, greeting);
    await opened(back);
    expect(await back.isSilent()).toBe(true);
    await lose(back, local);
    local.control.clock.advance(60_000);
    const story = events.filter(({ type }) => type !== "request");
    const ada = { hub: "chat", connectionId: client.connectionId, userId: "ada" };
    expect(story).toEqual([
      { type: "connected", ...ada, subprotocol: "json.reliable.webpubsub.azure.v1" },
      { type: "lost", ...ada, code: 1006 },
      { type: "recovered", ...ada },
      { type: "lost", ...ada, code: 1006 },
      { type: "disconnected", ...ada, code: 1006, reason: "", duration: expect.any(Number) },
    ]);
    expect((story.at(-1) as DisconnectedEvent).duration).toBeGreaterThanOrEqual(60_000);
  });

  test("groups that are joined and left, whoever sees to it", async () => {
    const { local, events } = await watchedService();
    const client = await connect(local, member);
    await client.ask({ type: "joinGroup", group: "a", ackId: 1 });
    await client.ask({ type: "joinGroup", group: "a", ackId: 2 });
    await call(local, "PUT", `/api/hubs/chat/groups/b/connections/${client.connectionId}`);
    await call(local, "PUT", "/api/hubs/chat/users/ada/groups/c");
    await client.ask({ type: "leaveGroup", group: "b", ackId: 3 });
    await call(local, "DELETE", `/api/hubs/chat/connections/${client.connectionId}/groups`);
    const changes = events.filter(({ type }) => type === "joined" || type === "left") as {
      group: string;
      type: string;
    }[];
    expect(changes.map(({ type, group }) => `${type} ${group}`)).toEqual([
      "joined a",
      "joined b",
      "joined c",
      "left b",
      "left a",
      "left c",
    ]);
  });

  test("messages, and to how many clients they went", async () => {
    const { local, events, requests } = await watchedService();
    const client = await connect(local, { ...member, "webpubsub.group": ["news"] });
    await connect(local);
    const { connectionId } = client;
    for (const path of ["", "/groups/news", "/users/ada", `/connections/${connectionId}`, "/users/nobody"])
      await call(local, "POST", `/api/hubs/chat${path}/:send`, text);
    client.send({ type: "sendToGroup", group: "news", dataType: "text", data: "hi", noEcho: true, ackId: 1 });
    while ((await client.json()).type !== "ack");

    const sent = { type: "message", hub: "chat", message: { dataType: "text", text: "hello" } };
    expect(events.filter(({ type }) => type === "message")).toEqual([
      { ...sent, target: { kind: "all" }, receivers: 2 },
      { ...sent, target: { kind: "group", name: "news" }, receivers: 1 },
      { ...sent, target: { kind: "user", name: "ada" }, receivers: 1 },
      { ...sent, target: { kind: "connection", name: connectionId }, receivers: 1 },
      { ...sent, target: { kind: "user", name: "nobody" }, receivers: 0 },
      {
        ...sent,
        target: { kind: "group", name: "news" },
        message: { dataType: "text", text: "hi" },
        sender: { hub: "chat", connectionId, userId: "ada" },
        receivers: 0,
      },
    ]);
    const counts = requests().filter(({ method }) => method === "POST");
    expect(counts.map(({ receivers }) => receivers)).toEqual([2, 1, 1, 1, 0]);
  });
});
