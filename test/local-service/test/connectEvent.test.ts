import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { HandlerServer, answer } from "./handlerServer.js";
import { call, connect, jsonProtocol, refusedUpgrade, service, token } from "./support.js";
import { member } from "./websocketSupport.js";

describe("the answer to connect", () => {
  const json = { "content-type": "application/json" };

  test("sets user, roles, groups, subprotocol and state", async () => {
    const handler = await HandlerServer.start(({ headers }, response) => {
      if (headers["ce-eventname"] !== "connect") return;
      const body = {
        userId: "bob",
        roles: ["webpubsub.joinLeaveGroup"],
        groups: ["a", "b"],
        subprotocol: jsonProtocol,
      };
      answer(response, JSON.stringify(body), { ...json, "ce-connectionState": ["old", "bmV3"] });
    });
    const local = await service({ hubs: { chat: handler.hub() } });
    const client = await connect(local, { ...member, "webpubsub.group": "c" }, "chat", [
      "other",
      "json.reliable.webpubsub.azure.v1",
      jsonProtocol,
    ]);
    expect(client.greeting).toMatchObject({ userId: "bob", connectionId: client.connectionId });
    expect(client.socket.protocol).toBe(jsonProtocol);
    expect(local.control.hubs()).toMatchObject([{ connections: [{ userId: "bob", groups: ["a", "b"] }] }]);
    expect(await client.ask({ type: "joinGroup", group: "x", ackId: 1 })).toMatchObject({ success: true });
    const send = { type: "sendToGroup", group: "x", data: 1, ackId: 2 };
    expect(await client.ask(send)).toMatchObject({ success: false, error: { name: "Forbidden" } });
    const [, connected] = await handler.until(2);
    expect(connected?.headers).toMatchObject({ "ce-userid": "bob", "ce-connectionstate": "bmV3" });
  });

  test.each([
    ["204", 204, ""],
    ["an empty 200", 200, ""],
    ["null", 200, "null"],
    ["an empty object", 201, "{}"],
    ["nothing but nulls", 200, '{"userId":null,"roles":null,"groups":null,"subprotocol":null}'],
    ["an empty list of groups", 200, '{"groups":[]}'],
    ["an object in 16 MiB", 200, `{}${" ".repeat(16_777_214)}`],
  ])("lets the client in as its token has it: %s", async (_, status, body) => {
    const handler = await HandlerServer.start((__, response) => answer(response, body, {}, status));
    const local = await service({ hubs: { chat: handler.hub(["connect"]) } });
    const client = await connect(local, { ...member, "webpubsub.group": "news" });
    expect(local.control.hubs()).toMatchObject([{ connections: [{ userId: "ada", groups: ["news"] }] }]);
    expect(await client.ask({ type: "sendToGroup", group: "x", data: 1, ackId: 2 })).toMatchObject({ success: true });
  });

  test("takes user and roles away where it names empty ones", async () => {
    const handler = await HandlerServer.start((_, response) => answer(response, '{"userId":"","roles":[]}'));
    const local = await service({ hubs: { chat: handler.hub(["connect"]) } });
    const client = await connect(local, member);
    expect(client.greeting).toMatchObject({ userId: null });
    expect(await client.ask({ type: "joinGroup", group: "x", ackId: 2 })).toMatchObject({ success: false });
  });

  test("may choose a subprotocol of the client's own, which makes it a simple client", async () => {
    const handler = await HandlerServer.start(({ headers }, response) => {
      if (headers["ce-eventname"] === "connect") answer(response, '{"subprotocol":"mine"}');
    });
    const local = await service({ hubs: { chat: handler.hub() } });
    const client = await connect(local, {}, "chat", [jsonProtocol, "mine"]);
    expect(client.socket.protocol).toBe("mine");
    await handler.until(2);
    expect(handler.events[1]?.headers).not.toHaveProperty("ce-subprotocol");
    await call(local, "POST", "/api/hubs/chat/:send", { body: "raw", headers: { "content-type": "text/plain" } });
    expect(String((await client.frame()).data)).toBe("raw");
  });

  test.each([
    ["no JSON", 200, "{", 500],
    ["no object", 200, "[]", 500],
    ["a bad group", 200, '{"groups":[" "]}', 500],
    ["a user that is no text", 200, '{"userId":1}', 500],
    ["roles that are no list", 200, '{"roles":"x"}', 500],
    ["a subprotocol that was not offered", 200, '{"subprotocol":"protobuf.webpubsub.azure.v1"}', 500],
    ["a body over 16 MiB", 200, " ".repeat(16_777_217), 500],
    ["401", 401, "who?", 401],
    ["403", 403, "", 403],
    ["429", 429, "", 429],
    ["a redirection", 302, "", 302],
  ])("keeps the client out: %s", async (_, status, body, expected) => {
    const handler = await HandlerServer.start((__, response) => answer(response, body, { location: "/x" }, status));
    const local = await service({ hubs: { chat: handler.hub() } });
    const access = await token(`${local.endpoint}/client/hubs/chat`);
    const url = `${local.endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}`;
    expect(await refusedUpgrade(url, {}, [jsonProtocol])).toBe(expected);
    expect(local.control.hubs()).toEqual([]);
    expect(local.control.handlerCalls).toHaveLength(1);
    // Neither connected nor disconnected, and nothing was tried again.
    expect(handler.names).toEqual(["connect"]);
  });

  test("reaches the client that it keeps out, status and text", async () => {
    const handler = await HandlerServer.start((_, response) => answer(response, "who are you?", {}, 401));
    const local = await service({ hubs: { chat: handler.hub() } });
    const access = await token(`${local.endpoint}/client/hubs/chat`);
    const headers = { connection: "upgrade", upgrade: "websocket" };
    const sent = request(`${local.endpoint}/client/hubs/chat?access_token=${access}`, { headers }).end();
    const response = await new Promise<IncomingMessage>((resolve) => sent.once("response", resolve));
    expect([response.statusCode, (await response.toArray()).join("")]).toEqual([401, "who are you?"]);
  });
});
