import { once } from "node:events";
import { WebSocket } from "ws";
import { describe, expect, test } from "@jest/globals";
import type { LocalService } from "../src/index.js";
import { jsonFacts, lastFrameOf, otherFacts } from "./clientFacts.js";
import type { ClientFact } from "./clientFacts.js";
import { Client, call, closeAfterTest, connect, jsonProtocol, refusedUpgrade, service, token } from "./support.js";
import { lose, member, opened, reliable, webSocketService } from "./websocketSupport.js";

/** The address of a client, with a token. */
async function address({ endpoint }: { readonly endpoint: string }, query = "", claims: object = member) {
  const access = await token(`${endpoint}/client/hubs/chat`, claims);
  return `${endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}&${query}`;
}

/** A client that has its first frame behind it, where it gets one. */
async function open(local: { readonly endpoint: string }, fact: Partial<ClientFact>): Promise<Client> {
  const { protocol = jsonProtocol, role, query } = fact;
  const claims = { ...member, "webpubsub.group": "news", ...(role !== undefined && { role }) };
  const client = new Client(await address(local, query, claims), protocol === "" ? [] : [protocol]);
  closeAfterTest({ close: () => client.socket.terminate() });
  await opened(client);
  if (protocol !== "") await client.frame();
  return client;
}

test.each([...jsonFacts, ...otherFacts])("$evidence: $fact", async (fact) => {
  const client = await open(await service(), fact);
  const { gets, frame } = fact;
  if ("reason" in gets) {
    client.send(frame);
    if (client.socket.protocol.startsWith("json")) expect(await client.json()).toEqual(lastFrameOf(fact));
    expect(await client.closed).toEqual(gets);
    return;
  }
  for (const expected of gets) {
    client.send(frame);
    const received = String((await client.frame()).data);
    // The order of members, too.
    expect(received).toBe(JSON.stringify(expected));
    if (!("ackId" in expected)) break;
  }
});

describe("E: a lost connection goes on in its own subprotocol", () => {
  /** What comes of a recovery: the subprotocol that is confirmed, and a client that takes any. */
  async function recovered(local: LocalService, offered: string | undefined) {
    const { client, greeting } = await reliable(local);
    await lose(client, local);
    await call(local, "POST", "/api/hubs/chat/:send", { body: "x", headers: { "content-type": "text/plain" } });
    const { connectionId, reconnectionToken } = greeting;
    const query = new URLSearchParams({ awps_connection_id: connectionId, awps_reconnection_token: reconnectionToken });
    const url = `${local.endpoint.replace("http", "ws")}/client/hubs/chat?${query}`;
    const socket = new WebSocket(url, offered === undefined ? [] : [offered]);
    closeAfterTest({ close: () => socket.terminate() });
    return socket;
  }

  test("where none is offered", async () => {
    const socket = await recovered(await service(), undefined);
    const [data] = await once(socket, "message");
    expect(JSON.parse(String(data))).toEqual({
      type: "message",
      from: "server",
      dataType: "text",
      data: "x",
      sequenceId: 1,
    });
    expect(socket.protocol).toBe("");
  });

  test.each([jsonProtocol, "protobuf.reliable.webpubsub.azure.v1"])("where %s is offered", async (offered) => {
    const socket = await recovered(await service(), offered);
    socket.on("error", () => undefined);
    const [response] = await once(socket, "upgrade");
    expect(response.headers["sec-websocket-protocol"]).toBe("json.reliable.webpubsub.azure.v1");
  });
});

describe("E: a simple client that sends to a group", () => {
  test.each([
    ["noEcho=true", false],
    ["noEcho=TRUE", false],
    ["noEcho=false&noEcho=true", false],
    ["noEcho=false", true],
    ["noEcho=", true],
    ["", true],
  ])("with %s", async (query, hasEcho) => {
    const local = await webSocketService();
    const other = await connect(local, { "webpubsub.group": "news" });
    const mode = "webpubsub_mode=sendEvent&webpubsub_mode=SENDTOGROUP&group=other&group=news";
    const client = await open(local, { protocol: "", query: `${mode}&${query}` });
    client.send("first");
    client.send(Buffer.of(1, 2));
    expect(await other.json()).toMatchObject({ dataType: "text", data: "first", fromUserId: "ada" });
    expect(await other.json()).toMatchObject({ dataType: "binary", data: "AQI=" });
    for (const { channel } of local.hub.connections.values()) channel.close("done");
    await client.closed;
    const frames = hasEcho ? [await client.frame(), await client.frame()] : [];
    expect(frames).toEqual(
      hasEcho
        ? [
            { data: Buffer.from("first"), isBinary: false },
            { data: Buffer.of(1, 2), isBinary: true },
          ]
        : [],
    );
    expect(client.hasFrames).toBe(false);
  });

  test.each([
    ["webpubsub_mode=shout", []],
    ["webpubsub_mode=sendToGroup", []],
    ["webpubsub_mode=sendToGroup&group=news&noEcho=perhaps", []],
    ["webpubsub_mode=sendToGroup&group=%20", [jsonProtocol]],
  ])("is refused with %s", async (query, protocols) => {
    expect(await refusedUpgrade(await address(await service(), query), {}, protocols)).toBe(400);
  });

  test.each(["webpubsub_mode=", "webpubsub_mode=SendEvent&noEcho=perhaps&group=%20"])(
    "is none with %s",
    async (query) => {
      const client = await open(await service(), { protocol: "", query });
      expect(client.socket.readyState).toBe(WebSocket.OPEN);
    },
  );
});

describe("E: metadata of a request", () => {
  const text = { "content-type": "text/plain" };
  const send = (local: LocalService, headers: Record<string, string>, target = "", version = "2024-12-01") =>
    call(local, "POST", `/api/hubs/chat${target}/:send?api-version=${version}`, {
      headers: { ...text, ...headers },
      body: "x",
    });

  test.each(["", "/groups/news", "/users/ada", "/connections/{id}"])(
    "goes along to %s, by names in lower case",
    async (target) => {
      const local = await service();
      const client = await open(local, {});
      const [{ connectionId = "" } = {}] = local.control.hubs()[0]?.connections ?? [];
      await send(
        local,
        { "X-WebPubSub-Metadata-Trace-Id": "7", "x-webpubsub-metadata-b": "1, 2" },
        target.replace("{id}", connectionId),
      );
      expect(await client.json()).toMatchObject({ data: "x", metadata: { "trace-id": "7", b: "2" } });
    },
  );

  test("is not for simple clients, nor for 2020-10-01", async () => {
    const local = await service();
    const [simple, json] = [await open(local, { protocol: "" }), await open(local, {})];
    await send(local, { "x-webpubsub-metadata-a": "b" });
    expect((await simple.frame()).data).toEqual(Buffer.from("x"));
    expect(await json.json()).toMatchObject({ metadata: { a: "b" } });
    await send(local, { "x-webpubsub-metadata-a": "b" }, "", "2020-10-01");
    expect(await json.json()).toEqual({ type: "message", from: "server", dataType: "text", data: "x" });
  });

  test.each([
    ["a name of 257", { [`x-webpubsub-metadata-${"n".repeat(257)}`]: "" }],
    ["no name", { "x-webpubsub-metadata-": "x" }],
    ["a value of 1025", { "x-webpubsub-metadata-a": "v".repeat(1025) }],
    ["a value outside ASCII", { "x-webpubsub-metadata-a": "ü" }],
    [
      "more than 8 KiB",
      Object.fromEntries([..."abcdefghi"].map((name) => [`x-webpubsub-metadata-${name}`, "v".repeat(1000)])),
    ],
  ])("is refused with %s", async (_, headers) => {
    const { status, text: body } = await send(await service(), headers);
    expect([status, JSON.parse(body).target]).toEqual([400, "Request"]);
  });

  test("may be as long as it may be, and not a byte longer", async () => {
    const local = await service();
    const headers = (...sizes: [name: number, value: number][]) =>
      Object.fromEntries(
        sizes.map(([name, value], index) => [
          `x-webpubsub-metadata-${String(index).padEnd(name, "n")}`,
          "v".repeat(value),
        ]),
      );
    expect((await send(local, headers([256, 1024]))).status).toBe(202);
    // 8 KiB in all.
    const whole = Array.from({ length: 8 }, (): [number, number] => [1, 1023]);
    expect((await send(local, headers(...whole))).status).toBe(202);
    expect((await send(local, headers(...whole.slice(1), [2, 1023]))).status).toBe(400);
  });
});
