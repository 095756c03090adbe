import { describe, expect, jest, test } from "@jest/globals";
import { Client, call, closeAfterTest, connect, refusedUpgrade, service, token } from "./support.js";
import { member, opened, webSocketService } from "./websocketSupport.js";

/** A client without a subprotocol whose address has more in its query. */
async function simple({ endpoint }: { readonly endpoint: string }, query: string, claims: object): Promise<Client> {
  const access = await token(`${endpoint}/client/hubs/chat`, claims);
  const url = `${endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}&${query}`;
  const client = new Client(url);
  closeAfterTest({ close: () => client.socket.terminate() });
  await opened(client);
  return client;
}

describe("what a simple client sends", () => {
  test.each(["", "webpubsub_mode=sendEvent", "webpubsub_mode=sendevent&group=news"])(
    "is an event that nobody handles, with the query %j: closed with 1011",
    async (query) => {
      const local = await service();
      const client = await simple(local, query, { ...member, sub: "ada" });
      client.send("hello");
      expect(await client.closed).toEqual({ code: 1011, reason: "The event could not be handled." });
      expect((await call(local, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(404);
    },
  );

  test("goes to its group, itself included, in the form of each subprotocol", async () => {
    const local = await service();
    const client = await simple(local, "webpubsub_mode=sendToGroup&group=n%2Fs", {
      sub: "ada",
      role: "webpubsub.sendToGroup.n/s",
      "webpubsub.group": "n/s",
    });
    const json = await connect(local, { "webpubsub.group": "n/s" });
    client.send('{"a":1}');
    client.send(Buffer.of(0, 255));
    const head = { type: "message", from: "group", group: "n/s", fromUserId: "ada" };
    expect(await json.json()).toEqual({ ...head, dataType: "text", data: '{"a":1}' });
    expect(await json.json()).toEqual({ ...head, dataType: "binary", data: "AP8=" });
    expect(await client.frame()).toEqual({ data: Buffer.from('{"a":1}'), isBinary: false });
    expect(await client.frame()).toEqual({ data: Buffer.of(0, 255), isBinary: true });
  });

  test("closes it with 1008 where it may not send to its group", async () => {
    const local = await service();
    const group = "g".repeat(1024);
    const client = await simple(local, `webpubsub_mode=sendToGroup&group=${group}`, {
      role: "webpubsub.sendToGroup.x",
    });
    const witness = await connect(local, { "webpubsub.group": group });
    client.send("x");
    expect(await client.closed).toEqual({
      code: 1008,
      reason: "The connection is not authorized for raw sendToGroup mode.",
    });
    expect(await witness.isSilent()).toBe(true);
  });

  test("closes it with 1011, and no more, where the service fails at it", async () => {
    const local = await webSocketService();
    const client = await simple(local, "webpubsub_mode=sendToGroup&group=news", member);
    const witness = await connect(local);
    jest.spyOn(local.hub, "deliver").mockImplementation(() => {
      throw new Error("broken");
    });
    client.send("x");
    const reason = "The local service failed to handle the frame.";
    expect(await client.closed).toEqual({ code: 1011, reason });
    expect(await witness.isSilent()).toBe(true);
  });

  test("closes it with 1009 where it is more than 1 MiB, and not where it is that", async () => {
    const client = await simple(await service(), "webpubsub_mode=sendToGroup&group=news", {
      ...member,
      "webpubsub.group": "news",
    });
    client.send(Buffer.alloc(1_048_576));
    expect((await client.frame()).data).toHaveLength(1_048_576);
    client.send(Buffer.alloc(1_048_577));
    expect((await client.closed).code).toBe(1009);
  });
});

test.each(["webpubsub_mode=other", "webpubsub_mode=sendToGroup", "webpubsub_mode=sendToGroup&group=%20"])(
  "a simple client is refused with the query %j",
  async (query) => {
    const { endpoint } = await service();
    const access = await token(`${endpoint}/client/hubs/chat`);
    const url = `${endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}&${query}`;
    expect(await refusedUpgrade(url)).toBe(400);
  },
);

test("a simple client that the application closes gets 1000 and no frame, and is gone at once", async () => {
  const local = await webSocketService();
  const client = await simple(local, "", { sub: "ada" });
  [...local.hub.connections.values()][0]?.channel.close("enough");
  expect(local.hub.connections.size).toBe(0);
  const frames: unknown[] = [];
  client.socket.on("message", (frame) => frames.push(frame));
  expect(await client.closed).toEqual({ code: 1000, reason: "" });
  expect(frames).toEqual([]);
});
