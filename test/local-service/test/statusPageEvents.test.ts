import { describe, expect, test } from "@jest/globals";
import { handledHubs as hubs, openFeed } from "./pageSupport.js";
import { call, connect, service } from "./support.js";

const event = { type: "event", data: 1 };
const isMessage = (entry: object): boolean => "event" in entry && entry.event === "message";

describe("the page's feed", () => {
  test("tells of events for handlers, of those that nobody wants, and of refused requests, also of earlier ones", async () => {
    const local = await service({ hubs });
    const client = await connect(local, { sub: "ada" });
    await client.ask({ ...event, event: "boom", ackId: 1 });
    const feed = await openFeed(local);
    await client.ask({ ...event, event: "other", ackId: 2 });
    await call(local, "POST", "/api/hubs/chat/:send?api-version=2024-12-01&access_token=fake-secret", {
      headers: { authorization: "Bearer bad" },
    });
    await call(local, "HEAD", "/api/health");
    const known = { hub: "chat", connectionId: client.connectionId, userId: "ada" };
    const told = await feed.until((frames) => {
      const all = frames.flatMap(({ activity = [] }) => activity);
      return all.length >= 4 ? all : undefined;
    });
    expect(told).toMatchObject([
      {
        number: 1,
        type: "handlerCall",
        hub: "chat",
        event: "connect",
        handler: "function",
        status: 200,
        attempts: 1,
        answered: '{"groups":["news"]}',
      },
      {
        number: 2,
        type: "handlerCall",
        ...known,
        event: "boom",
        sent: "1",
        error: 'The function "userEvent" failed: my bug <b>',
      },
      { number: 3, type: "unhandledEvent", ...known, event: "other" },
      { number: 4, type: "request", method: "POST", status: 401 },
    ]);
    expect(JSON.stringify(told)).not.toContain("fake-secret");
  });

  test("tells of an event that is pending", async () => {
    const busy = { eventHandlers: [{ userEvent: () => ({ status: 503 }) }] };
    const local = await service({ hubs: { chat: busy } });
    const client = await connect(local, { sub: "ada" });
    const feed = await openFeed(local);
    client.send({ ...event, event: "ping", ackId: 1 });
    const told = await feed.until((frames) => frames.flatMap(({ activity = [] }) => activity)[0]);
    expect(told).toMatchObject({
      type: "handlerCallPending",
      event: "ping",
      userId: "ada",
      status: 503,
      retryIn: 1000,
    });
  });

  test.each([
    ["text", "x".repeat(301), `${"x".repeat(300)}…`],
    ["text", `${"x".repeat(299)}😀`, `${"x".repeat(299)}…`],
    ["text", "é".repeat(300), "é".repeat(300)],
    ["text", "", undefined],
    ["json", { a: [1, "ü"] }, '{"a":[1,"ü"]}'],
    ["binary", "AQID", "3 bytes"],
  ])("tells how %s that a handler was sent begins, and what it answered", async (dataType, data, sent) => {
    const local = await service({ hubs });
    const client = await connect(local, { sub: "ada" });
    await client.ask({ ...event, dataType, data, event: "message", ackId: 1 });
    const feed = await openFeed(local);
    const told = await feed.until((frames) => frames.flatMap(({ activity = [] }) => activity).find(isMessage));
    expect(told).toMatchObject({ answered: expect.stringMatching(/^\{"youSaid":/) });
    expect((told as { sent?: string }).sent).toBe(sent);
  });

  test("makes a token for a client of the page, for a hub that there can be", async () => {
    const local = await service();
    const feed = await openFeed(local);
    feed.socket.send(JSON.stringify({ id: 5, connectTo: "1chat", userId: "" }));
    const wrong = await feed.until((frames) => frames.find(({ token }) => token)?.token);
    expect(wrong).toEqual({ id: 5, text: expect.stringContaining("A hub is a letter") });
    feed.socket.send(JSON.stringify({ id: 6, connectTo: "chat", userId: "ada" }));
    const { token } = await feed.until((frames) => frames.find((frame) => frame.token?.id === 6)?.token ?? undefined);
    const claims = JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString());
    expect(claims).toMatchObject({ sub: "ada", aud: `${local.endpoint}/client/hubs/chat` });
    feed.socket.send(JSON.stringify({ id: 7, connectTo: 1, userId: "ada" }));
    expect(await feed.closed).toBe(1007);
  });
});
