import { once } from "node:events";
import { describe, expect, jest, test } from "@jest/globals";
import { defaultAccessKey, startLocalService } from "../src/index.js";
import { Clock } from "../src/clock.js";
import { handleRequest } from "../src/http/handleRequest.js";
import { AckLog } from "../src/websocket/ackLog.js";
import { call, connect, refusedUpgrade, service, token, watchedService } from "./support.js";
import { recover, tcp } from "./websocketSupport.js";

const member = { role: ["webpubsub.joinLeaveGroup", "webpubsub.sendToGroup"], "webpubsub.group": "news" };
const nested = "[".repeat(200_000) + "]".repeat(200_000);
const json = (body: string) => ({ headers: { "content-type": "application/json" }, body });

const upgrade = (endpoint: string, ...headers: string[]) =>
  [`Host: ${new URL(endpoint).host}`, "Connection: Upgrade", "Upgrade: websocket", ...headers, "", ""].join("\r\n");

describe("a client cannot end the process", () => {
  test.each([
    ["a type that has no text", '{"type":{"toString":1}}'],
    ["a data type that has no text", '{"type":"sendToGroup","group":"news","dataType":{"toString":1},"data":1}'],
    ["a type in a list", '{"type":["ping"]}'],
  ])("with %s: its connection is closed with 1007", async (_, frame) => {
    const client = await connect(await service(), member);
    client.send(frame);
    expect((await client.closed).code).toBe(1007);
  });

  test("with a request that the service fails at: it is told so", () => {
    const acks: object[] = [];
    new AckLog((ack) => acks.push(ack)).answer(1n, () => {
      throw new Error("broken");
    });
    expect(acks).toEqual([
      {
        ackId: 1n,
        error: { name: "InternalServerError", message: "Internal server error" },
      },
    ]);
  });

  test("with a REST request that the service fails at: it is answered with 500", async () => {
    const local = await service();
    const path = "/api/hubs/chat/users/ada";
    const headers = { authorization: `Bearer ${await token(local.endpoint + path)}` };
    const broken = {
      get(): never {
        throw new Error("broken");
      },
    };
    const request = { method: "HEAD", origin: local.endpoint, url: path, headers, body: undefined };
    const failing = { hubs: broken as never, accessKey: defaultAccessKey, clock: new Clock() };
    expect((await handleRequest(failing, request)).status).toBe(500);
  });
});

describe("JSON arrives as it was sent", () => {
  test.each([
    ["however deeply it is nested", nested],
    ["with numbers that JavaScript cannot hold", '{"n":12345678901234567890,"x":1.0}'],
  ])("%s", async (_, body) => {
    const local = await service();
    const client = await connect(local);
    expect((await call(local, "POST", "/api/hubs/chat/:send", json(body))).status).toBe(202);
    const frame = String((await client.frame()).data);
    expect(frame === `{"type":"message","from":"server","dataType":"json","data":${body}}`).toBe(true);
  });

  test.each([
    ["however deeply it is nested", nested],
    ["with numbers that JavaScript cannot hold", '{ "n": 12345678901234567890, "x": 1.0 }'],
    ["with braces, brackets and quotation marks in its texts", '["}","]",",","\\"","\\\\"]'],
  ])("from a client too, %s", async (_, data) => {
    const client = await connect(await service(), member);
    client.send(`{ "type": "sendToGroup", "group": "news", "data": ${data} , "noEcho" : false }`);
    const frame = String((await client.frame()).data);
    expect(frame === `{"type":"message","from":"group","group":"news","dataType":"json","data":${data}}`).toBe(true);
  });
});

test("a client that is being closed is not obeyed any more", async () => {
  const local = await service();
  const [bad, witness] = [await connect(local, member), await connect(local, member)];
  bad.send("not JSON");
  bad.send({ type: "sendToGroup", group: "news", data: "after" });
  await bad.closed;
  expect(await witness.isSilent()).toBe(true);
});

test("a connection that is closed by REST is gone at once, even if its client does not answer", async () => {
  const local = await service();
  const client = await connect(local, { sub: "ada", "webpubsub.group": "news" });
  client.socket.pause();
  const path = `/api/hubs/chat/connections/${client.connectionId}`;
  expect((await call(local, "DELETE", path)).status).toBe(204);
  for (const gone of [path, "/api/hubs/chat/users/ada", "/api/hubs/chat/groups/news"])
    expect((await call(local, "HEAD", gone)).status).toBe(404);
});

describe("closing the service ends", () => {
  test("a refused client that keeps its half of the connection open", async () => {
    const local = await startLocalService();
    const socket = await tcp(local);
    socket.write(`GET /client/hubs/chat HTTP/1.1\r\n${upgrade(local.endpoint)}`);
    await once(socket, "data");
    await local.close();
    socket.destroy();
  });

  test("a handshake that is completed while other clients are saying goodbye", async () => {
    const local = await startLocalService();
    const slow = await connect(local);
    slow.socket.pause();
    const authorization = `Authorization: Bearer ${await token(`${local.endpoint}/client/hubs/chat`)}`;
    const socket = await tcp(local);
    // Answered before the rest is sent, so the service has taken the connection.
    socket.write(`HEAD /api/health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /client/hubs/chat HTTP/1.1\r\n`);
    await once(socket, "data");
    const closing = local.close();
    const answer = once(socket, "data");
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    socket.write(upgrade(local.endpoint, authorization, "Sec-WebSocket-Version: 13", key));
    expect(String(await answer)).toMatch(/^HTTP\/1\.1 503 /);
    await closing;
    socket.destroy();
  });
});

describe("the log", () => {
  test("hides a token whose name is escaped", async () => {
    const { local, requests } = await watchedService();
    const address = `${local.endpoint.replace("http", "ws")}/client/hubs/chat`;
    const access = await token(`${local.endpoint}/client/hubs/other`);
    expect(await refusedUpgrade(`${address}?a=1&access%5Ftoken=${access}&b=2`)).toBe(401);
    expect(requests().map(({ path }) => path)).toEqual(["/client/hubs/chat?a=1&access%5Ftoken=***&b=2"]);
  });

  test("hides what connections are recovered with", async () => {
    const { local, requests } = await watchedService();
    expect((await recover(local, { connectionId: "one", reconnectionToken: "two" }).closed).code).toBe(1008);
    const path = "/client/hubs/chat?awps_connection_id=one&awps_reconnection_token=***";
    expect(requests()).toEqual([{ type: "request", method: "WEBSOCKET", path, status: 101 }]);
  });

  test("has the true status of a handshake that is none, and no entry for a request that was given up", async () => {
    const { local, requests } = await watchedService();
    const access = await token(`${local.endpoint}/client/hubs/chat`);
    const [gone, incomplete] = [await tcp(local), await tcp(local)];
    const url = `${local.endpoint}/api/hubs/chat/:send`;
    const authorization = `Authorization: Bearer ${await token(url)}`;
    gone.write(
      `POST /api/hubs/chat/:send HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${authorization}\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n`,
    );
    await once(gone, "data");
    gone.destroy();
    incomplete.write(`GET /client/hubs/chat?access_token=${access} HTTP/1.1\r\n${upgrade(local.endpoint)}`);
    expect(String(await once(incomplete, "data"))).toMatch(/^HTTP\/1\.1 400 /);
    incomplete.destroy();
    await call(local, "HEAD", "/api/hubs/chat/users/ada");
    expect(requests().map(({ method, status }) => [method, status])).toEqual([
      ["GET", 400],
      ["HEAD", 404],
    ]);
  });

  test("does not take the service down when it breaks", async () => {
    const warned = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const onEvent = (): never => {
      throw new Error("The log broke.");
    };
    const local = await service({ onEvent });
    expect((await call(local, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(404);
    const { closed } = await connect(local, { sub: "ada" });
    expect((await call(local, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(200);
    await Promise.all([local.close(), closed]);
    expect(warned).toHaveBeenCalledTimes(5);
    warned.mockRestore();
  });
});
