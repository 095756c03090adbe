import { gzipSync } from "node:zlib";
import type { Socket } from "node:net";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { createWebPubSubClient, paginate } from "../../src/versions/2024-12-01.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

const text = { contentType: "text/plain", body: "x" } as const;
const json = "content-type: application/json";

let server: RawServer;
afterEach(() => server.close());

const head = (status: number, ...lines: string[]) => `HTTP/1.1 ${status} Some\r\n${lines.join("\r\n")}\r\n\r\n`;
const reply = (socket: Socket, status: number, body: string | Buffer, ...lines: string[]) =>
  void socket.write(
    Buffer.concat([
      Buffer.from(head(status, `content-length: ${Buffer.byteLength(body)}`, ...lines)),
      typeof body === "string" ? Buffer.from(body) : body,
    ]),
  );

/** Sends a part of an answer, and ends the connection. */
const cut = (socket: Socket, bytes: Buffer, how: "reset" | "end") =>
  void socket.write(bytes, () => setTimeout(() => (how === "reset" ? socket.resetAndDestroy() : socket.end()), 20));

const list = '{"value":[{"connectionId":"c"}]}';
const packedList = gzipSync(list);

/** Made once for all transports: it takes long. */
const oversized = Buffer.alloc(40_000_000, "0".charCodeAt(0));
const packedOversized = gzipSync(oversized);

/** Waits until something holds; the test's own time limit ends it otherwise. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

// Answers of many megabytes take their time on a machine that is busy.
jest.setTimeout(30_000);

describe.each(transports)("over %s", (name, make) => {
  const client = (options = {}) => clientOver(make(), server.endpoint, options);
  const send = (options = {}) =>
    client()
      .path("/api/hubs/{hub}/:send", "h")
      .post({ ...text, ...options });
  const get = (maxRetries = 0) =>
    client({ retryOptions: { maxRetries, retryDelayInMs: 1 } })
      .pathUnchecked("/api/list")
      .get();

  test.each(["reset", "end"] as const)("an answer that is cut inside gzip ends in an error: %s", async (how) => {
    const part = Buffer.concat([
      Buffer.from(head(200, json, "content-encoding: gzip", `content-length: ${packedList.length}`)),
      packedList.subarray(0, 12),
    ]);
    server = await rawServer((socket) => cut(socket, part, how));
    await expect(get()).rejects.toMatchObject({
      name: "RestError",
      statusCode: 200,
      message: expect.stringMatching(/^GET \/api\/list: .*200/),
    });
    await until(() => server.open === 0);
  });

  test("a change of protocol is an answer that nobody asked for", async () => {
    server = await rawServer((socket) => void socket.write(head(101, "connection: Upgrade", "upgrade: websocket")));
    const message = expect.stringMatching(/^POST \/api\/hubs\/h\/:send: the answer, of status 101, changes/);
    // In a realm of its own, as a test runner's, Node.js makes texts of the failures of its fetch.
    const expected = name === "fetch" ? { name: "RestError" } : { code: "PARSE_ERROR", statusCode: 101, message };
    await expect(send()).rejects.toMatchObject(expected);
    expect(server.requests).toHaveLength(1);
  });

  test("a change of protocol that names none ends in an error", async () => {
    server = await rawServer((socket) => void socket.write(head(101)));
    await expect(send({ timeoutInMs: name === "node:http" ? 5000 : 300 })).rejects.toMatchObject({
      message: expect.stringContaining("POST /api/hubs/h/:send"),
    });
  });

  test.each([
    ["packed, of an error", 400, packedOversized, ["content-encoding: gzip"]],
    ["as it is, of success", 200, oversized, []],
  ])("an answer beyond the bound is an error with a code: one %s", async (_, status, body, lines) => {
    server = await rawServer((socket) => reply(socket, status, body, json, ...lines));
    const before = process.memoryUsage().rss;
    await expect(get(2)).rejects.toMatchObject({ code: "RESPONSE_TOO_LARGE", statusCode: status });
    expect(server.requests).toHaveLength(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
    // What fetch opens is its own, and an answer that arrived whole leaves a connection to be used again.
    if (name !== "fetch" && status === 200) await until(() => server.open === 0);
  });

  test("an answer within a bound of the caller's own is read, and one beyond it is not", async () => {
    server = await rawServer((socket) => reply(socket, 200, `"${"0".repeat(98)}"`, json));
    const bounded = (maxResponseBytes: number) =>
      clientOver(make({ maxResponseBytes }), server.endpoint).pathUnchecked("/api/list").get();
    expect((await bounded(100)).body).toHaveLength(98);
    await expect(bounded(99)).rejects.toMatchObject({ code: "RESPONSE_TOO_LARGE" });
  });

  test("bytes that are no gzip are an error each, and hold no connection", async () => {
    server = await rawServer((socket) => reply(socket, 200, Buffer.alloc(300_000, 7), json, "content-encoding: gzip"));
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => get()));
    const codes = results.map((result) => (result.status === "rejected" ? result.reason.code : result.status));
    expect(new Set(codes)).toEqual(new Set(["PARSE_ERROR"]));
    if (name !== "fetch") await until(() => server.open === 0);
  });

  /** Bytes that no compression makes, a while after their head; of the fetch of Node.js 20, they are told of by nobody then. */
  const brokenLate = (status: number, coding: string, length = 3) =>
    rawServer((socket) => {
      socket.write(head(status, json, `content-encoding: ${coding}`, `content-length: ${length}`));
      setTimeout(() => socket.write(Buffer.alloc(length, 0xff)), 20);
    });

  test.each(["gzip", "deflate", "br"])(
    "an answer without a body is none, also where it is said to be %s",
    async (coding) => {
      server = await rawServer((socket, { method }) => {
        if (method === "DELETE") socket.write(head(204, `content-encoding: ${coding}`));
        else socket.write(`${head(202, `content-encoding: ${coding}`, "transfer-encoding: chunked")}0\r\n\r\n`);
      });
      const narrow = clientOver(make({ maxConnections: 1 }), server.endpoint);
      expect(await narrow.path("/api/hubs/{hub}/:send", "h").post(text)).toMatchObject({
        status: "202",
        body: undefined,
      });
      const left = await narrow.path("/api/hubs/{hub}/users/{userId}/groups", "h", "u").delete();
      expect(left).toMatchObject({ status: "204", body: undefined });
    },
  );

  test.each(["gzip", "deflate", "br"])(
    "%s that is broken, and comes after its head, ends in an error",
    async (coding) => {
      server = await brokenLate(200, coding, 40);
      await expect(get(2)).rejects.toMatchObject({
        name: "RestError",
        code: "PARSE_ERROR",
        statusCode: 200,
        message: "GET /api/list: the answer, of status 200, cannot be unpacked.",
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  test("a status counts whose body is broken, and comes after its head", async () => {
    server = await brokenLate(413, "gzip", 40);
    expect((await get()).status).toBe("413");
  });

  const readStream = async () => {
    const call = client().pathUnchecked("/api/list").get();
    const { body } = await (name === "fetch" ? call.asBrowserStream() : call.asNodeStream());
    let length = 0;
    for await (const chunk of body as AsyncIterable<Uint8Array>) length += chunk.length;
    return length;
  };

  test("a stream that is broken, and comes after its head, ends in an error that names the call", async () => {
    server = await brokenLate(200, "deflate");
    await expect(readStream()).rejects.toMatchObject({
      code: "PARSE_ERROR",
      message: "GET /api/list: the answer, of status 200, cannot be unpacked.",
    });
  });

  test.each(["reset", "end"] as const)(
    "a stream that breaks off ends in an error that names the call: %s",
    async (how) => {
      server = await rawServer((socket) => cut(socket, Buffer.from(`${head(400, "content-length: 100")}{`), how));
      await expect(readStream()).rejects.toMatchObject({
        name: "RestError",
        code: "ECONNRESET",
        statusCode: 400,
        message: expect.stringMatching(
          /^GET \/api\/list: the connection was lost while the answer, of status 400, was read/,
        ),
      });
    },
  );

  test.each([
    ["onDownloadProgress", "get"],
    ["onDownloadProgress", "put"],
    ["onUploadProgress", "put"],
  ] as const)(
    "what the caller's %s throws comes back as it is, and nothing is sent again: %s",
    async (callback, verb) => {
      server = await rawServer((socket) => reply(socket, 200, list, json));
      const narrow = client({ httpClient: make({ maxConnections: 1 }) });
      const own = Object.assign(new Error("the caller's own"), { code: "ECONNRESET" });
      const options = {
        [callback]: () => {
          throw own;
        },
      };
      const path = narrow.pathUnchecked("/api/list");
      const content = { contentType: "text/plain", body: "x" };
      const call = verb === "get" ? path.get(options) : path.put({ ...content, ...options });
      expect(await call.then(undefined, (error: unknown) => error)).toBe(own);
      expect((await narrow.pathUnchecked("/api/list").get()).status).toBe("200");
      expect(server.requests).toHaveLength(2);
    },
  );

  test("what the caller's onDownloadProgress throws counts more than the status of the answer", async () => {
    server = await rawServer((socket) => reply(socket, 400, list, json));
    const own = new TypeError("the caller's own");
    const onDownloadProgress = () => {
      throw own;
    };
    expect(
      await client()
        .pathUnchecked("/api/list")
        .get({ onDownloadProgress })
        .then(undefined, (error: unknown) => error),
    ).toBe(own);
  });

  test("a policy's body that does not open is the call's error, and holds no connection", async () => {
    server = await rawServer((socket) => reply(socket, 200, list, json));
    let isOpened = false;
    const policy: PipelinePolicy = {
      name: "bodyThatDoesNotOpen",
      sendRequest(request, next) {
        if (!isOpened) {
          request.body = () => {
            isOpened = true;
            throw new Error("gone");
          };
        }
        return next(request);
      },
    };
    const narrow = clientOver(make({ maxConnections: 1 }), server.endpoint, {
      additionalPolicies: [{ policy, position: "perRetry" }],
    });
    const path = "/api/list";
    await expect(narrow.pathUnchecked(path).post({ contentType: "text/plain", body: "x" })).rejects.toThrow("gone");
    expect((await narrow.pathUnchecked(path).get()).status).toBe("200");
  });

  test.each([503, 429, 400])("the status %i counts, whatever its body is packed in", async (status) => {
    server = await rawServer((socket) =>
      reply(socket, status, Buffer.alloc(99, 7), json, "content-encoding: gzip", "retry-after: 0"),
    );
    expect((await send()).status).toBe(String(status));
    expect(server.requests).toHaveLength(status === 400 ? 1 : 3);
  });

  test("a call that may be repeated is, after half an answer", async () => {
    server = await rawServer((socket, _, count) => {
      if (count > 0) return reply(socket, 200, list, json);
      return cut(socket, Buffer.from(head(200, json, "content-length: 100") + list), "reset");
    });
    expect((await get(1)).body).toEqual(JSON.parse(list));
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    [400, [], 1],
    [429, [], 2],
    [503, ["retry-after: 0"], 2],
    [503, [], 1],
  ] as const)("half an answer of status %d, %p, counts by its status", async (status, lines, count) => {
    server = await rawServer((socket) =>
      cut(socket, Buffer.from(`${head(status, json, "content-length: 100", ...lines)}{"code":"Odd`), "reset"),
    );
    const response = await client({ retryOptions: { maxRetries: 1, retryDelayInMs: 1 } })
      .path("/api/hubs/{hub}/:send", "h")
      .post(text);
    expect(response).toMatchObject({ status: String(status), body: '{"code":"Odd' });
    expect(server.requests).toHaveLength(count);
  });

  test.each([
    [false, 1],
    [true, 2],
  ])("a send is repeated after half an answer where retrySends is %p", async (retrySends, count) => {
    server = await rawServer((socket) =>
      cut(socket, Buffer.from(`${head(202, json, "content-length: 100")}{`), "reset"),
    );
    const call = client({ retryOptions: { maxRetries: 1, retryDelayInMs: 1, retrySends } })
      .path("/api/hubs/{hub}/:send", "h")
      .post(text);
    await expect(call).rejects.toMatchObject({ code: "ECONNRESET", statusCode: 202 });
    expect(server.requests).toHaveLength(count);
  });

  test("answers that are discarded for another attempt give their connections back", async () => {
    server = await rawServer((socket, { head: first }, count) => {
      const isFirst = count % 2 === 0 || first === "";
      // Too large to have arrived whole when it is given up.
      if (isFirst) reply(socket, 503, Buffer.alloc(1_000_000, "x"), "retry-after: 0");
      else reply(socket, 200, "done");
    });
    const narrow = clientOver(make({ maxConnections: 2 }), server.endpoint, {
      retryOptions: { maxRetries: 50, retryDelayInMs: 1 },
    });
    const calls = Array.from({ length: 20 }, async () => {
      const call = narrow.pathUnchecked("/api/list").get();
      const { body } = await (name === "fetch" ? call.asBrowserStream() : call.asNodeStream());
      let read = "";
      for await (const chunk of body as AsyncIterable<Uint8Array>) read += Buffer.from(chunk).toString();
      return read;
    });
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["done"]));
  });

  test("so do answers that ask for another token", async () => {
    const claims = Buffer.from("{}").toString("base64");
    const challenge = `www-authenticate: Bearer error="insufficient_claims", claims="${claims}"`;
    server = await rawServer((socket, { head: first }) => {
      if (/Bearer old/.test(first)) reply(socket, 401, Buffer.alloc(1_000_000, "x"), challenge);
      else reply(socket, 200, "done");
    });
    const credential = {
      getToken: async (_: unknown, options: { claims?: string } = {}) => ({
        token: options.claims === undefined ? "old" : "new",
        expiresOnTimestamp: Date.now() + 3_600_000,
      }),
    };
    const httpClient = make({ maxConnections: 1 });
    const narrow = createWebPubSubClient(server.endpoint, credential, { httpClient, timeoutInMs: 5000 });
    const { body } = await narrow.pathUnchecked("/api/list").get().asBrowserStream();
    expect(await new Response(body).text()).toBe("done");
  });

  test("Early Hints are passed over", async () => {
    server = await rawServer((socket) => {
      socket.write(head(103, "link: </a>"));
      reply(socket, 200, list, json);
    });
    expect((await get()).body).toEqual(JSON.parse(list));
  });

  test("100 (Continue) that nobody has asked for is passed over, or breaks the connection where undici reads it", async () => {
    server = await rawServer((socket) => {
      socket.write(head(100));
      reply(socket, 200, list, json);
    });
    if (name === "node:http") expect((await get()).body).toEqual(JSON.parse(list));
    // Whether the reset of a connection has a code is for fetch to say.
    else
      await expect(get()).rejects.toMatchObject({ code: expect.stringMatching(/^(?:ECONNRESET|REQUEST_SEND_ERROR)$/) });
  });

  test.each([
    ["another protocol", "SSH-2.0-x\r\n\r\n"],
    ["a status that is none", "HTTP/1.1 abc OK\r\n\r\n"],
    ["a length below zero", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"],
    ["a head without end", `HTTP/1.1 200 OK\r\nx: ${"x".repeat(40_000)}\r\n\r\n`],
  ])("what is not HTTP is told as that, and not asked for again: %s", async (_, bytes) => {
    server = await rawServer((socket) => socket.end(bytes));
    await expect(get(3)).rejects.toMatchObject({
      name: "RestError",
      code: "PARSE_ERROR",
      message: expect.stringMatching(
        /^GET \/api\/list: what came cannot be read as HTTP \(.*\)\. Whether the service has acted on the request is not known\.$/s,
      ),
    });
    expect(server.requests).toHaveLength(1);
  });

  test("an answer that does not go on as HTTP has broken off", async () => {
    server = await rawServer((socket) => socket.end(`${head(200, json, "transfer-encoding: chunked")}zz\r\n`));
    await expect(get(1)).rejects.toMatchObject({
      code: "ECONNRESET",
      statusCode: 200,
      message: expect.stringMatching(/^GET \/api\/list: .* while the answer, of status 200, was read /),
    });
    expect(server.requests).toHaveLength(2);
  });

  test("blanks around a header's value are no part of it", async () => {
    server = await rawServer((socket, _, count) =>
      count === 0
        ? reply(socket, 503, "", "Retry-After:  0 \t")
        : reply(socket, 200, list, json, "x-name: \ta b ", "x-empty:  "),
    );
    const { headers } = await client().pathUnchecked("/api/list").get();
    expect(headers).toMatchObject({ "x-name": "a b", "x-empty": "" });
    expect(server.requests).toHaveLength(2);
  });

  test("a byte order mark is no part of an answer", async () => {
    server = await rawServer((socket) => reply(socket, 200, `\uFEFF${list}`, json));
    expect((await get()).body).toEqual(JSON.parse(list));
  });

  test("a page of HTML is no list", async () => {
    server = await rawServer((socket) => reply(socket, 200, "<html></html>", "content-type: text/html"));
    const later = createWebPubSubClient(server.endpoint, { key: FAKE_KEY }, { httpClient: make() });
    const items = paginate(later, later.path("/api/hubs/{hub}/groups/{group}/connections", "h", "g").get());
    await expect(items.next()).rejects.toMatchObject({
      code: "NO_PAGE",
      message: expect.stringMatching(/^GET \/api\/hubs\/h\/groups\/g\/connections: the answer, of status 200, holds/),
    });
  });

  test("a connection that breaks when it is used again says that the outcome is not known", async () => {
    server = await rawServer((socket, _, count) => {
      if (count === 0) reply(socket, 202, "");
      else socket.resetAndDestroy();
    });
    const one = client();
    const post = () => one.path("/api/hubs/{hub}/:send", "h").post(text);
    await post();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(post()).rejects.toMatchObject({
      message: expect.stringContaining("Whether the service has acted on the request is not known."),
    });
    expect(server.requests).toHaveLength(2);
  });

  test("200 sends at once open 50 connections at the most", async () => {
    server = await rawServer((socket) => setTimeout(() => reply(socket, 202, ""), 10));
    const one = client();
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => one.path("/api/hubs/{hub}/:send", "h").post(text)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(["202"]));
    expect(server.requests).toHaveLength(200);
    // Of fetch, what is in flight is bounded; it opens some more where one connection is not quite free yet.
    expect(server.opened).toBeLessThanOrEqual(name === "fetch" ? 100 : 50);
  });
});
