import { describe, expect, test } from "@jest/globals";
import { connect, service, watchedService } from "./support.js";
import { openFeed } from "./pageSupport.js";

describe("what is sent from the page", () => {
  test.each([
    ["everybody", { target: "all" }, "/api/hubs/chat/:send", 2],
    ["a group", { target: "group", name: "a:ü" }, "/api/hubs/chat/groups/a%3A%C3%BC/:send", 1],
    ["a user", { target: "user", name: "ada" }, "/api/hubs/chat/users/ada/:send", 1],
  ])("reaches %s as a request would", async (_, draft, path, receivers) => {
    const { local, requests } = await watchedService();
    const client = await connect(local, { sub: "ada", "webpubsub.group": ["a:ü"] });
    await connect(local);
    const feed = await openFeed(local);
    expect(await feed.send({ ...draft, id: 7, body: "grüße" })).toEqual({ id: 7, status: 202, receivers });
    expect(await client.json()).toMatchObject({ type: "message", data: "grüße" });
    expect(local.control.requests).toMatchObject([{ method: "POST", path, text: "grüße" }]);
    expect(local.control.requests[0]?.headers).not.toHaveProperty("authorization");
    expect(requests().at(-1)).toMatchObject({ method: "POST", status: 202, receivers });
  });

  test("reaches a connection, as JSON and as bytes", async () => {
    const local = await service();
    const client = await connect(local, {}, "chat", []);
    const feed = await openFeed(local);
    const name = local.control.hubs()[0]?.connections[0]?.connectionId;
    await feed.send({ target: "connection", name, contentType: "application/json", body: '{"a":1.0}' });
    expect(String((await client.frame()).data)).toBe('{"a":1.0}');
    await feed.send({ target: "connection", name, contentType: "application/octet-stream", body: "00fF" });
    expect((await client.frame()).data).toEqual(Buffer.from([0, 255]));
  });

  test.each([
    ["a bad hub", { hub: "1" }, 400, /A hub name is/],
    ["a bad group", { target: "group", name: " " }, 400, /Invalid group name/],
    ["no user", { target: "user", name: "" }, 404, /There is no/],
    ["bad JSON", { contentType: "application/json", body: "{" }, 400, /not a valid JSON/],
    ["too much", { body: "é".repeat(600_000) }, 400, /at most 1048576 bytes/],
  ])("is checked: %s", async (_, draft, status, message) => {
    const answer = await (await openFeed(await service())).send(draft);
    expect(answer).toMatchObject({ id: 1, status, text: expect.stringMatching(message) });
  });

  test("may be as large as any message, however it is written", async () => {
    const local = await service();
    const client = await connect(local, {}, "chat", []);
    const feed = await openFeed(local);
    // Each of its characters has six in JSON.
    expect(await feed.send({ body: "\u0001".repeat(1_048_576) })).toMatchObject({ status: 202, receivers: 1 });
    expect((await client.frame()).data).toHaveLength(1_048_576);
  });

  test("may be intercepted", async () => {
    const local = await service();
    const feed = await openFeed(local);
    local.control.intercept({ status: 503, body: "busy" });
    local.control.intercept({ reset: true });
    expect(await feed.send({})).toEqual({ id: 1, status: 503, text: "busy" });
    expect(await feed.send({})).toMatchObject({ id: 1, status: 0, text: expect.stringContaining("interception") });
  });

  test("is answered even where it cannot be handled", async () => {
    const local = await service();
    const feed = await openFeed(local);
    const search = (): never => {
      throw new Error("This expression fails.");
    };
    local.control.intercept({ status: 503, path: Object.assign(/x/, { [Symbol.search]: search }) });
    expect(await feed.send({})).toMatchObject({ id: 1, status: 500 });
  });

  test("goes on being allowed when the clock is put forward", async () => {
    const local = await service();
    const feed = await openFeed(local);
    for (const milliseconds of [86_400_000, 8e15]) {
      local.control.clock.advance(milliseconds);
      expect(await feed.send({})).toMatchObject({ status: 202 });
    }
  });

  test.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["a number", "1"],
    ["nothing in it", "{}"],
    ["an unknown target", { target: "constructor" }],
    ["a name that is none", { name: 1 }],
    ["an unknown content type", { contentType: "text/html" }],
    ["bytes that are none", { contentType: "application/octet-stream", body: "0g" }],
    ["half a byte", { contentType: "application/octet-stream", body: "0" }],
    ["half a character", { hub: "\ud800" }],
  ])("closes the feed where no page of ours would send it: %s", async (_, draft) => {
    const local = await service();
    const feed = await openFeed(local);
    if (typeof draft === "string") feed.socket.send(draft);
    else feed.send(draft).catch(() => undefined);
    expect(await feed.closed).toBe(1007);
    await openFeed(local);
  });

  test("closes the feed where it is larger than any message, and where the frame is broken", async () => {
    const local = await service();
    const [one, two] = [await openFeed(local), await openFeed(local)];
    one.socket.send("x".repeat(7_000_000));
    (two.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.from([0xff, 0xff]));
    expect([await one.closed, await two.closed]).toEqual([1009, 1002]);
    expect(await (await openFeed(local)).send({})).toMatchObject({ status: 202 });
  });
});
