import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { HandlerServer, answer } from "./handlerServer.js";
import { connect, service } from "./support.js";
import { lose, recover, reliable } from "./websocketSupport.js";

describe("events of clients", () => {
  test("go to the handler in the form of their data, and its answer comes before the ack", async () => {
    const handler = await HandlerServer.start(({ headers, body }, response) =>
      answer(response, body, {
        "content-type": `${headers["content-type"]}; charset=utf-8`,
        "ce-connectionState": "c3RhdGU=",
      }),
    );
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const client = await connect(local, { sub: "ada" });
    const cases = [
      {
        dataType: "json",
        data: { a: [1] },
        type: "application/json",
        body: '{ "a" : [1] }',
        written: '"json","data":{ "a" : [1] }',
      },
      { dataType: "text", data: "grüße", type: "text/plain", body: "grüße", written: '"text","data":"grüße"' },
      {
        dataType: "binary",
        data: "AP8=",
        type: "application/octet-stream",
        body: "\0\ufffd",
        written: '"binary","data":"AP8="',
      },
    ];
    for (const [index, { dataType, data, type, body, written }] of cases.entries()) {
      client.send(`{"type":"event","event":"Any.name-1","ackId":${index + 1},"dataType":${written}}`);
      expect(await client.json()).toEqual({ type: "message", from: "server", dataType, data });
      expect(await client.json()).toEqual({ type: "ack", ackId: index + 1, success: true });
      const received = handler.events[index];
      expect([received?.headers["content-type"], received?.text]).toEqual([type, body]);
      expect(received).toMatchObject({ path: "/eventhandler/Any.name-1?code=fake" });
      // The first event of the connection was "connected", whoever handles it.
      expect(received?.headers).toMatchObject({
        "ce-type": "azure.webpubsub.user.Any.name-1",
        "ce-id": String(index + 2),
      });
      expect(received?.headers["ce-connectionstate"]).toBe(index === 0 ? undefined : "c3RhdGU=");
    }
  });

  test.each([
    ["nothing but the ack for 204", (): void => undefined],
    ["nothing but the ack for an empty 200 of any type", (response) => answer(response, "", { "content-type": "x/y" })],
  ] as [string, (response: ServerResponse) => void][])("are answered with %s", async (_, write) => {
    const handler = await HandlerServer.start((__, response) => write(response));
    const client = await connect(await service({ hubs: { chat: handler.hub() } }));
    expect(await client.ask({ type: "event", event: "e", data: 1, ackId: 1 })).toEqual({
      type: "ack",
      ackId: 1,
      success: true,
    });
  });

  test("without a content type are answered with bytes", async () => {
    const handler = await HandlerServer.start((_, response) => answer(response, "ab"));
    const client = await connect(await service({ hubs: { chat: handler.hub([]) } }));
    client.send({ type: "event", event: "e", data: 1 });
    expect(await client.json()).toMatchObject({ dataType: "binary", data: "YWI=" });
  });

  test.each([
    ["400", (response) => answer(response, "secret", {}, 400)],
    ["another content type", (response) => answer(response, "<p>", { "content-type": "text/html" })],
    ["bad JSON", (response) => answer(response, "{", { "content-type": "application/json" })],
    ["more than 16 MiB", (response) => answer(response, Buffer.alloc(16_777_217), { "content-type": "text/plain" })],
  ] as [string, (response: ServerResponse) => void][])("fail where the answer is %s", async (_, write) => {
    const handler = await HandlerServer.start(({ headers }, response) =>
      headers["ce-type"]?.includes(".user.") ? write(response) : undefined,
    );
    const local = await service({ hubs: { chat: handler.hub() } });
    const client = await connect(local);
    const event = { type: "event", event: "e", data: 1, ackId: 1 };
    const error = { name: "InternalServerError", message: "The event handler failed at the event 'e'." };
    expect(await client.ask(event)).toEqual({ type: "ack", ackId: 1, success: false, error });
    // What failed may be tried again under its id, and without an id nothing is said.
    handler.script = () => undefined;
    client.send({ ...event, ackId: undefined });
    expect(await client.ask(event)).toEqual({ type: "ack", ackId: 1, success: true });
    expect(await client.ask(event)).toMatchObject({ error: { name: "Duplicate" } });

    handler.script = ({ headers }, response) => (headers["ce-eventname"] === "message" ? write(response) : undefined);
    const simple = await connect(local, {}, "chat", []);
    simple.send("x");
    expect(await simple.closed).toEqual({ code: 1011, reason: "The event could not be handled." });
  });

  test("of simple clients are messages, answered with frames", async () => {
    const answers = [
      ["text/plain", "a"],
      ["application/json", '{"a":1}'],
      ["application/octet-stream", "b"],
    ] as const;
    const handler = await HandlerServer.start((_, response) => {
      const [type, body] = answers[handler.events.length - 1] ?? ["text/plain", ""];
      answer(response, body, { "content-type": type });
    });
    const client = await connect(await service({ hubs: { chat: handler.hub([]) } }), {}, "chat", []);
    client.send("one");
    client.send(Buffer.of(0, 255));
    client.send("three");
    client.send("four");
    for (const [type, body] of answers)
      expect(await client.frame()).toEqual({ data: Buffer.from(body), isBinary: type === "application/octet-stream" });
    await handler.until(4);
    expect(handler.events.map(({ path, headers }) => [path, headers["content-type"]])).toEqual([
      ["/eventhandler/message?code=fake", "text/plain"],
      ["/eventhandler/message?code=fake", "application/octet-stream"],
      ["/eventhandler/message?code=fake", "text/plain"],
      ["/eventhandler/message?code=fake", "text/plain"],
    ]);
    expect(handler.events[1]?.body).toEqual(Buffer.of(0, 255));
    expect(handler.events[0]?.headers).not.toHaveProperty("ce-subprotocol");
  });

  test("of reliable clients are answered with numbers, and once: a recovery asks nobody again", async () => {
    const handler = await HandlerServer.start(({ headers }, response) => {
      if (headers["ce-type"]?.includes(".user.")) answer(response, "pong", { "content-type": "text/plain" });
    });
    const local = await service({ hubs: { chat: handler.hub() } });
    const { client, greeting } = await reliable(local);
    const message = { type: "message", from: "server", dataType: "text", data: "pong", sequenceId: 1 };
    expect(await client.ask({ type: "event", event: "ping", data: 1, ackId: 1 })).toEqual(message);
    expect(await client.json()).toMatchObject({ ackId: 1, success: true });
    await lose(client, local);
    const again = recover(local, greeting);
    expect(await again.json()).toEqual(message);
    expect(await again.ask({ type: "event", event: "ping", data: 1, ackId: 1 })).toMatchObject({
      error: { name: "Duplicate" },
    });
    again.socket.close(1000);
    await handler.until(4);
    expect(handler.names).toEqual(["connect", "connected", "ping", "disconnected"]);
  });

  test("of one connection are handled one after another, those of others at the same time", async () => {
    const held: (() => void)[] = [];
    const handler = await HandlerServer.start(() => new Promise<void>((resolve) => held.push(resolve)));
    const local = await service({ hubs: { chat: handler.hub([]) } });
    const [ada, bob] = [await connect(local), await connect(local)];
    for (const data of [1, 2]) ada.send({ type: "event", event: "ada", data, ackId: data });
    ada.send({ type: "ping" });
    bob.send({ type: "event", event: "bob", data: 1, ackId: 1 });
    await handler.until(2);
    expect(handler.names.sort()).toEqual(["ada", "bob"]);
    held.splice(0).forEach((go) => go());
    expect(await ada.json()).toMatchObject({ ackId: 1, success: true });
    expect(await bob.json()).toMatchObject({ ackId: 1, success: true });
    await handler.until(3);
    held.splice(0).forEach((go) => go());
    expect(await ada.json()).toMatchObject({ ackId: 2, success: true });
    expect(await ada.json()).toEqual({ type: "pong" });
  });

  test("that were sent before a goodbye are handled before the client is gone", async () => {
    const handler = await HandlerServer.start(() => new Promise((resolve) => setTimeout(resolve, 30)));
    const client = await connect(await service({ hubs: { chat: handler.hub(["disconnected"]) } }), {}, "chat", []);
    for (const frame of ["1", "2", "3"]) client.send(frame);
    client.socket.close(1000);
    await handler.until(4);
    expect(handler.events.map(({ text }) => text)).toEqual(["1", "2", "3", '{"reason":""}']);
    expect(handler.events.map(({ headers }) => headers["ce-id"])).toEqual(["2", "3", "4", "5"]);
  });
});
