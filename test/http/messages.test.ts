import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { buildSendToAllRequest } from "../../src/index.js";
import type { SendToAllParameters } from "../../src/index.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const url = `${ENDPOINT}/api/hubs/chat/:send?api-version=2020-10-01`;

/** Bytes as every form that JavaScript has for them. */
const bytes = Uint8Array.of(0, 255, 128, 10);
const padded = Uint8Array.of(9, 9, ...bytes, 9);
const binaryForms: [string, () => unknown][] = [
  ["a Uint8Array", () => bytes],
  ["a view into a larger buffer", () => padded.subarray(2, 6)],
  ["a Buffer", () => Buffer.from(bytes)],
  ["an ArrayBuffer", () => bytes.buffer],
  ["a Blob", () => new Blob([bytes])],
  ["a web stream", () => new Blob([bytes]).stream()],
  ["a Node stream", () => Readable.from([bytes.subarray(0, 1), bytes.subarray(1)])],
  ["a function that opens a stream", () => () => Readable.from([bytes])],
];

/** Has nothing, and nothing to hide: only the compiler knows of its members. */
class Labels {
  declare readonly color?: string;
}

const jsonValues: [string, unknown, string][] = [
  ["an object", { a: [1, null] }, '{"a":[1,null]}'],
  ["an array", [1, 2], "[1,2]"],
  ["a text", "hello", '"hello"'],
  ["an empty text", "", '""'],
  ["a number", 0, "0"],
  ["false", false, "false"],
  ["null", null, "null"],
  ["text outside ASCII", { text: "grüße 👋" }, '{"text":"grüße 👋"}'],
  ["a value with toJSON", new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ["objects of classes without members", [new Labels(), new (class extends Labels {})()], "[{},{}]"],
  ["an object made of an empty one", { a: Object.create({}) as unknown }, '{"a":{}}'],
];

/** The same parameters through a path call and through a built request. */
const ways: [string, (options: SendToAllParameters) => PromiseLike<{ status: string }>][] = [
  ["a path call", (options) => testClient().path("/api/hubs/{hub}/:send", "chat").post(options)],
  ["a built request", (options) => testClient().sendRequest(buildSendToAllRequest("chat", options))],
];

describe.each(ways)("%s", (_, send) => {
  test.each(jsonValues)("sends %s as JSON", async (_, body, text) => {
    const received = service.answer({ status: 202 });
    const response = await send({ contentType: "application/json", body: body as object });
    expect(response.status).toBe("202");
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: "POST", url });
    expect(received[0].headers.get("content-type")).toBe("application/json");
    expect(Buffer.from(received[0].body).toString()).toBe(text);
  });

  test.each(["hello", "", '{"not":"parsed"}', "grüße 👋"])("sends the text %j as it is", async (body) => {
    const received = service.answer({ status: 202 });
    await send({ contentType: "text/plain", body });
    expect(received[0].headers.get("content-type")).toBe("text/plain");
    expect(Buffer.from(received[0].body).toString()).toBe(body);
  });

  test.each(binaryForms)("sends %s as bytes", async (_, make) => {
    const received = service.answer({ status: 202 });
    await send({ contentType: "application/octet-stream", body: make() as Uint8Array });
    expect(received[0].headers.get("content-type")).toBe("application/octet-stream");
    expect(received[0].headers.get("content-length")).toBe("4");
    expect(received[0].body).toEqual(bytes);
  });

  test("sends a stream of ready-made JSON as it is", async () => {
    const received = service.answer({ status: 202 });
    await send({ contentType: "application/json", body: Readable.from(['{"a":', "1}"]) });
    expect(Buffer.from(received[0].body).toString()).toBe('{"a":1}');
    expect(received[0].headers.get("content-type")).toBe("application/json");
  });

  test.each([
    ["a Node stream", () => Readable.from(["a\ud83d", "\udc4b", "", "b"])],
    ["a web stream", () => Readable.toWeb(Readable.from(["a\ud83d", "\udc4b", "", "b"])) as ReadableStream<string>],
    ["a character in three parts", () => Readable.from(["a", "\ud83d", "", "\udc4b", "b"])],
  ])("sends a character whose halves are in two chunks of %s as one", async (_, open) => {
    const received = service.answer({ status: 202 });
    await send({ contentType: "text/plain", body: open() });
    expect(Buffer.from(received[0].body).toString()).toBe("a👋b");
  });

  test("repeats the key of a list and escapes each item", async () => {
    const received = service.answer({ status: 202 });
    await send({ contentType: "text/plain", body: "", queryParameters: { excluded: ["a,b", "c&d=e", "ü"] } });
    expect(received[0].url).toBe(
      `${ENDPOINT}/api/hubs/chat/:send?excluded=a%2Cb&excluded=c%26d%3De&excluded=%C3%BC&api-version=2020-10-01`,
    );
  });

  test("leaves an empty list out", async () => {
    const received = service.answer({ status: 202 });
    await send({ contentType: "text/plain", body: "", queryParameters: { excluded: [] } });
    expect(received[0].url).toBe(url);
  });

  test("lets a caller name the API version, further query values and headers", async () => {
    const received = service.answer({ status: 202 });
    const queryParameters = { "api-version": "2024-12-01", trace: "on" };
    await send({ contentType: "text/plain", body: "", queryParameters, headers: { "X-Custom": "1" } });
    expect(received[0].url).toBe(`${ENDPOINT}/api/hubs/chat/:send?api-version=2024-12-01&trace=on`);
    expect(received[0].headers.get("x-custom")).toBe("1");
  });
});

const circular: { self?: object } = {};
circular.self = circular;

/** Shows JSON nothing of what it holds. */
class Temperature {
  readonly #degrees: number;

  constructor(degrees: number) {
    this.#degrees = degrees;
  }

  get degrees(): number {
    return this.#degrees;
  }
}

const wrongBodies: [string, unknown, RegExp][] = [
  [
    "text/plain",
    { a: 1 },
    /"body" must be a string or a stream, because "contentType" is "text\/plain"\. Received an object\./,
  ],
  ["text/plain", undefined, /Received undefined\./],
  ["text/plain", bytes, /Received an instance of Uint8Array\./],
  [
    "application/octet-stream",
    "text",
    /"body" must be a Uint8Array, ArrayBuffer, Blob or stream, .* Received a string\./,
  ],
  ["application/octet-stream", [1, 2], /Received an array\./],
  ["constructor", "x", /"contentType" must be one of/],
  ["application/json", undefined, /"body" must be a value that JSON\.stringify can write, .* Received undefined\./],
  ["application/json", Symbol("x"), /Received a symbol\./],
  ["application/json", circular, /Received an object\./],
  ["application/json", Promise.resolve({ a: 1 }), /"body" must be awaited first: it is a promise\./],
  ["application/json", new Map([["a", 1]]), /Received an instance of Map\./],
  ["application/json", new Error("lost"), /Received an instance of Error\./],
  ["application/json", new Temperature(21), /Received an instance of Temperature\./],
  [
    "application/json",
    { now: [new Temperature(21)] },
    /"body\.now\[0\]" must be .* Received an instance of Temperature\./,
  ],
  [
    "application/xml",
    "<a/>",
    /"contentType" must be one of "application\/json", "application\/octet-stream", "text\/plain"\. Received a string\./,
  ],
];

describe("a body that does not match its content type", () => {
  test.each(wrongBodies)("is refused before anything is sent: %s with %p", async (contentType, body, message) => {
    const received = service.answer({ status: 202 });
    const options = { contentType, body } as SendToAllParameters;
    const call = testClient().path("/api/hubs/{hub}/:send", "chat").post(options);
    await expect(call).rejects.toMatchObject({
      name: "TypeError",
      code: "INVALID_ARGUMENT",
      message: expect.stringMatching(message),
    });
    expect(() => buildSendToAllRequest("chat", options)).toThrow(message);
    expect(received).toHaveLength(0);
  });

  test("is refused when the content type is missing", () => {
    expect(() => buildSendToAllRequest("chat", { body: "x" } as never)).toThrow(
      /"contentType" must be one of .* Received undefined/,
    );
  });

  test("is refused where the operation takes none", async () => {
    const call = testClient()
      .path("/api/hubs/{hub}/users/{userId}", "chat", "ada")
      .head({ body: "x" } as never);
    await expect(call).rejects.toThrow(
      'userExists: "body" must be left out, because the operation takes none. Received a string.',
    );
  });
});

describe("a body is sent as it was when the call was made", () => {
  test.each<[string, () => [SendToAllParameters, () => void], string]>([
    [
      "JSON",
      () => {
        const body = { n: 1 };
        return [{ contentType: "application/json", body }, () => void (body.n = 2)];
      },
      '{"n":1}',
    ],
    [
      "bytes",
      () => {
        const body = Uint8Array.of(65);
        return [{ contentType: "application/octet-stream", body }, () => void (body[0] = 66)];
      },
      "A",
    ],
    [
      "a buffer",
      () => {
        const view = Uint8Array.of(65);
        return [{ contentType: "application/octet-stream", body: view.buffer }, () => void (view[0] = 66)];
      },
      "A",
    ],
    [
      "options",
      () => {
        const options = { contentType: "text/plain" as const, body: "a" };
        return [options, () => void (options.body = "b")];
      },
      "a",
    ],
  ])("%s", async (_, make, sent) => {
    const received = service.answer({ status: 202 });
    const [options, change] = make();
    const call = testClient().path("/api/hubs/{hub}/:send", "chat").post(options);
    change();
    await call;
    expect(Buffer.from(received[0].body).toString()).toBe(sent);
  });

  test.each<[string, (body: Uint8Array) => PromiseLike<unknown>]>([
    ["sendRequest", (body) => testClient().sendRequest({ method: "POST", url: "/api/x", body })],
    ["pathUnchecked", (body) => testClient().pathUnchecked("/api/x").post({ body })],
  ])("bytes, by %s", async (_, send) => {
    const received = service.answer({ status: 202 });
    const body = Uint8Array.of(65);
    const call = send(body);
    body[0] = 66;
    await call;
    expect(Buffer.from(received[0].body).toString()).toBe("A");
  });

  test("bytes of another realm", async () => {
    const received = service.answer({ status: 202 });
    const body = runInNewContext("Uint8Array.of(65)") as Uint8Array;
    await testClient().path("/api/hubs/{hub}/:send", "chat").post({ contentType: "application/octet-stream", body });
    expect(Buffer.from(received[0].body).toString()).toBe("A");
  });
});

describe("a stream", () => {
  test("that has been read is refused, and not sent as nothing", async () => {
    const received = service.answer({ status: 202 });
    const used = async () => {
      const stream = Readable.from(["x"]);
      await buffer(stream);
      return stream;
    };
    const locked = new Blob(["x"]).stream();
    locked.getReader();
    for (const body of [await used(), locked]) {
      const call = testClient().path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body });
      await expect(call).rejects.toThrow(/"body" must be a stream that has not been read; to send more than once, a/);
    }
    const once = buildSendToAllRequest("chat", { contentType: "text/plain", body: Readable.from(["x"]) });
    await testClient().sendRequest(once);
    await expect(testClient().sendRequest(once)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(received).toHaveLength(1);
  });

  test.each<[string, () => unknown, string]>([
    ["application/json", () => 1, "a number"],
    ["text/plain", () => "x", "a string"],
    ["text/plain", () => ({}), "an object"],
    ["application/octet-stream", () => undefined, "undefined"],
    ["application/json", async () => ({ a: 1 }), "an instance of Promise"],
  ])("of %s is refused where the function gives something else: %p", async (contentType, body, kind) => {
    const received = service.answer({ status: 202 });
    const call = testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ contentType, body } as never);
    await expect(call).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: `send: "body" must be a stream, or a function that opens one. Received ${kind}.`,
    });
    expect(received).toHaveLength(0);
  });

  test.each<[string, (view: Uint8Array<ArrayBuffer>) => unknown]>([
    ["the array", (view) => view],
    ["the buffer", (view) => view.buffer],
  ])("may fill the same memory again for each chunk, and give %s each time", async (_, chunkOf) => {
    const received = service.answer({ status: 202 });
    const body = async function* (): AsyncGenerator<Uint8Array> {
      const view = new Uint8Array(1);
      for (const letter of "abc") {
        view[0] = letter.charCodeAt(0);
        yield chunkOf(view) as Uint8Array;
      }
    };
    await testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ contentType: "application/octet-stream", body: body() });
    expect(Buffer.from(received[0].body).toString()).toBe("abc");
  });

  test("of objects is refused", async () => {
    const body = Readable.from([{ a: 1 }]);
    const call = testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ contentType: "application/octet-stream", body });
    await expect(call).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: 'send: "body" must be a stream of bytes or text. Received an object.',
    });
  });

  test("that fails rejects the call with its own error", async () => {
    const body = new Readable({
      read() {
        this.destroy(new Error("disk gone"));
      },
    });
    const call = testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ contentType: "application/octet-stream", body });
    await expect(call).rejects.toThrow("disk gone");
  });

  test.each<[string, (stream: Readable) => Readable | (() => Readable)]>([
    ["that has failed already", (stream) => stream.destroy(new Error("disk gone"))],
    ["that a function opens, failed already", (stream) => () => stream.destroy(new Error("disk gone"))],
  ])("%s rejects the call with its own error, which does not end the process", async (_, make) => {
    const received = service.answer({ status: 202 });
    const stream = new Readable({ read() {} });
    const call = testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ contentType: "application/octet-stream", body: make(stream) });
    await expect(call).rejects.toThrow("disk gone");
    // What would end the process is an event that nobody listens to.
    expect(stream.listenerCount("error")).toBeGreaterThan(0);
    expect(received).toHaveLength(0);
  });

  test("that never ends is given up when the call is aborted", async () => {
    const controller = new AbortController();
    const body = new Readable({ read() {} });
    const call = testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ contentType: "application/octet-stream", body, abortSignal: controller.signal });
    const result = expect(call).rejects.toMatchObject({ name: "AbortError" });
    controller.abort();
    await result;
    expect(body.destroyed).toBe(true);
  });
});
