import { createServer } from "node:http";
import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { WebPubSubClient } from "../../src/index.js";
import { close, listen } from "../support/listen.js";
import { clientOver, transports } from "./transports.js";

/** Notes the bytes that come, and answers with those that it was given for its answer. */
let server: Server;
let endpoint = "";
let received: { contentType: string | undefined; bytes: Buffer }[] = [];
let answer = { contentType: "text/plain", bytes: Buffer.alloc(0) };
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ contentType: request.headers["content-type"], bytes: Buffer.concat(chunks) });
    response.setHeader("content-type", answer.contentType);
    response.end(answer.bytes);
  });
  endpoint = await listen(server);
});
beforeEach(() => {
  received = [];
});
afterAll(() => close(server));

/** Every road by which a text goes out. */
const roads: [string, (client: WebPubSubClient, contentType: string, body: unknown) => PromiseLike<unknown>][] = [
  [
    "a path call",
    (client, contentType, body) => client.path("/api/hubs/{hub}/:send", "h").post({ contentType, body } as never),
  ],
  [
    "sendRequest",
    (client, contentType, body) =>
      client.sendRequest({ method: "POST", url: "/api/x", headers: { "content-type": contentType }, body }),
  ],
  ["pathUnchecked", (client, contentType, body) => client.pathUnchecked("/api/x").post({ contentType, body })],
];

describe.each(
  transports.flatMap(([transport, make]) => roads.map(([road, send]) => [transport, road, make, send] as const)),
)("over %s, by %s", (_transport, _road, make, post) => {
  const send = (contentType: string, body: unknown) => post(clientOver(make(), endpoint), contentType, body);

  test.each([
    ["text/plain; charset=iso-8859-1", "grüße", Buffer.from("grüße", "latin1")],
    ['text/plain;charset="ISO-8859-1"', "ÿ", Buffer.from([0xff])],
    ["text/plain; charset=latin1", "é", Buffer.from([0xe9])],
    ["text/plain; charset=us-ascii", "plain", Buffer.from("plain")],
    ["text/plain; charset=utf-8", "grüße 👋", Buffer.from("grüße 👋")],
    ["text/plain", "grüße 👋", Buffer.from("grüße 👋")],
  ])("a text goes out in the charset that is named: %s", async (contentType, body, bytes) => {
    await send(contentType, body);
    expect(received).toEqual([{ contentType, bytes }]);
  });

  test.each([
    ["text/plain; charset=utf-16le", "x", "contentType"],
    ["text/plain; charset=UTF-16", "x", "contentType"],
    ["text/plain; charset=klingon", "x", "contentType"],
    ["text/plain; charset=iso-8859-1", "👋", "body"],
    ["text/plain; charset=us-ascii", "é", "body"],
    ["text/plain", "\ud800", "body"],
  ])("or nothing goes out: %s of %j", async (contentType, body, argument) => {
    const error = await Promise.resolve()
      .then(() => send(contentType, body))
      .then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
    expect(error).toMatchObject({ name: "TypeError", code: "INVALID_ARGUMENT" });
    expect(error?.message).toContain(`"${argument}"`);
    expect(received).toEqual([]);
  });

  test.each(["utf-16le", "klingon", "iso-8859-1"])(
    "a stream goes out as it is, whatever is said of it: %s",
    async (charset) => {
      const bytes = Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x80]);
      await send(`text/plain; charset=${charset}`, new Blob([bytes]).stream());
      expect(received).toEqual([{ contentType: `text/plain; charset=${charset}`, bytes }]);
    },
  );
});

describe.each(transports)("over %s", (name, make) => {
  // RFC 8259, section 8.1: JSON is UTF-8, and a charset that comes with it means nothing.
  test.each(["utf-8", "iso-8859-1", "utf-16le", "klingon"])(
    "an answer in JSON is UTF-8, also as %s",
    async (charset) => {
      answer = { contentType: `application/json; charset=${charset}`, bytes: Buffer.from('{"value":"grüße 👋"}') };
      const { body } = await clientOver(make(), endpoint).pathUnchecked("/api/list").get();
      expect(body).toEqual({ value: "grüße 👋" });
    },
  );

  test.each(["iso-8859-1", "utf-16le", "klingon"])(
    "the bytes of an answer as %s can be had as they came",
    async (charset) => {
      const bytes = Buffer.from("grüße", charset === "utf-16le" ? "utf16le" : "latin1");
      answer = { contentType: `text/plain; charset=${charset}`, bytes };
      const call = clientOver(make(), endpoint).pathUnchecked("/api/list").get();
      const { body } = await (name === "fetch" ? call.asBrowserStream() : call.asNodeStream());
      const chunks: Buffer[] = [];
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
      expect(Buffer.concat(chunks)).toEqual(bytes);
    },
  );
});
