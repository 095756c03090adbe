import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createDefaultHttpClient, createHttpHeaders } from "@azure/core-rest-pipeline";
import type { HttpClient, PipelinePolicy } from "@azure/core-rest-pipeline";
import { createWebPubSubClient } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

const text = { contentType: "text/plain", body: "x" } as const;
const accepted = "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n";

let server: RawServer;
afterEach(() => server.close());

async function readAll(body: unknown): Promise<void> {
  for await (const chunk of body as AsyncIterable<Uint8Array>) if (chunk.length === 0) return;
}

describe.each(transports)("over %s", (name, make) => {
  test("one signal serves many calls at once, without a warning, and is free afterwards", async () => {
    server = await rawServer((socket) => setTimeout(() => socket.write(accepted), 20));
    const client = clientOver(make(), server.endpoint);
    const { signal } = new AbortController();
    const send = () => client.path("/api/hubs/{hub}/:send", "h").post({ ...text, abortSignal: signal });
    const calls = Promise.all(Array.from({ length: 30 }, send));
    await new Promise((resolve) => setTimeout(resolve, 10));
    // Node.js warns where there are more than ten, but not so that a test under Jest could hear it.
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await calls;
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test.each([
    ["that the caller gave", (controller: AbortController) => controller.abort(new Error("why")), "why"],
    ["of the platform", (controller: AbortController) => controller.abort(), "This operation was aborted"],
  ])("the reason %s is the error's cause", async (_, abort, reason) => {
    server = await rawServer(() => undefined);
    const controller = new AbortController();
    const call = clientOver(make(), server.endpoint).path("/api/health").head({ abortSignal: controller.signal });
    setTimeout(() => abort(controller), 20);
    await expect(call).rejects.toMatchObject({ name: "AbortError", cause: { message: reason } });
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("a call ends also where a policy's listener on its signal throws", async () => {
    server = await rawServer(() => undefined);
    const policy: PipelinePolicy = {
      name: "throwsWhenAborted",
      sendRequest(request) {
        request.abortSignal?.addEventListener("abort", () => {
          throw new Error("of the listener");
        });
        return new Promise(() => undefined);
      },
    };
    // A stand-in, which lets what its listeners throw through to whoever fires it.
    const listeners = new Set<() => void>();
    const signal = {
      aborted: false,
      addEventListener: (_: "abort", listener: () => void) => void listeners.add(listener),
      removeEventListener: (_: "abort", listener: () => void) => void listeners.delete(listener),
    };
    const client = clientOver(make(), server.endpoint, { additionalPolicies: [{ policy, position: "perCall" }] });
    const call = client.path("/api/health").head({ abortSignal: signal as never });
    const ended = expect(call).rejects.toMatchObject({ name: "AbortError" });
    await new Promise((resolve) => setTimeout(resolve, 10));
    signal.aborted = true;
    expect(() => listeners.forEach((listener) => listener())).toThrow("of the listener");
    await ended;
  });

  test.each([undefined, 5000])(
    "a signal ends an answer that is read as a stream, with a time limit of %p",
    async (timeoutInMs) => {
      server = await rawServer((socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nbegin"));
      const controller = new AbortController();
      const options = { abortSignal: controller.signal, timeoutInMs };
      const call = clientOver(make(), server.endpoint).sendRequest({ method: "GET", url: "/anything" }, options);
      const { body } = await (name === "fetch" ? call.asBrowserStream() : call.asNodeStream());
      const read = readAll(body);
      setTimeout(() => controller.abort(), 20);
      await expect(read).rejects.toMatchObject({ message: expect.any(String) });
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    },
  );

  const forms = name === "fetch" ? (["asBrowserStream"] as const) : (["asBrowserStream", "asNodeStream"] as const);
  test.each(forms)(
    "a stream that a signal ends, %s, names the call and has the signal's reason as its cause",
    async (form) => {
      server = await rawServer((socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nbegin"));
      const controller = new AbortController();
      const options = { abortSignal: controller.signal };
      const call = clientOver(make(), server.endpoint).sendRequest({ method: "GET", url: "/anything" }, options);
      const { body } = await call[form]();
      setTimeout(() => controller.abort(new Error("why")), 20);
      await expect(readAll(body)).rejects.toMatchObject({
        name: "AbortError",
        message: "GET /anything was aborted.",
        cause: { message: "why" },
      });
    },
  );

  test("a stream that is read to its end leaves the signal free", async () => {
    server = await rawServer((socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nwhole"));
    const { signal } = new AbortController();
    const call = clientOver(make(), server.endpoint).sendRequest({ method: "GET", url: "/a" }, { abortSignal: signal });
    const { body } = await (name === "fetch" ? call.asBrowserStream() : call.asNodeStream());
    let read = "";
    for await (const chunk of body as AsyncIterable<Uint8Array>) read += Buffer.from(chunk).toString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([read, getEventListeners(signal, "abort")]).toEqual(["whole", []]);
  });

  test("a time limit ends what the service does not", async () => {
    server = await rawServer(() => undefined);
    const call = clientOver(make(), server.endpoint, { timeoutInMs: 500 })
      .path("/api/hubs/{hub}/:send", "h")
      .post(text);
    await expect(call).rejects.toMatchObject({ name: "TimeoutError", code: "TIMEOUT" });
    expect(server.requests).toHaveLength(1);
  });
});

test("a transport of the caller's own is given a signal of the platform, with the reason", async () => {
  const seen: unknown[] = [];
  const httpClient: HttpClient = {
    sendRequest: ({ abortSignal }) =>
      new Promise((_, reject) =>
        abortSignal?.addEventListener("abort", () => {
          seen.push(abortSignal instanceof AbortSignal, (abortSignal as AbortSignal).reason);
          reject(new Error("gone"));
        }),
      ),
  };
  const client = createWebPubSubClient("https://example.webpubsub.azure.com", { key: FAKE_KEY }, { httpClient });
  const controller = new AbortController();
  const call = client.path("/api/health").head({ abortSignal: controller.signal });
  setTimeout(() => controller.abort(new Error("why")), 20);
  await expect(call).rejects.toMatchObject({ name: "AbortError", cause: { message: "why" } });
  expect(seen).toMatchObject([true, { name: "AbortError", cause: { message: "why" } }]);
});

/** Transports of a caller's own, one for each kind of stream. */
const own: [string, HttpClient][] = [
  ["the core library's", createDefaultHttpClient()],
  [
    "fetch",
    {
      async sendRequest(request) {
        const { status, headers, body } = await fetch(request.url, { signal: request.abortSignal as AbortSignal });
        return { request, status, headers: createHttpHeaders(Object.fromEntries(headers)), browserStreamBody: body! };
      },
    },
  ],
];

test.each(own)(
  "a stream of a transport of the caller's own leaves the signal free at its end: %s",
  async (_, httpClient) => {
    server = await rawServer((socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nwhole"));
    const { signal } = new AbortController();
    const client = createWebPubSubClient(server.endpoint, { key: FAKE_KEY }, { httpClient });
    const { body } = await client.sendRequest({ method: "GET", url: "/a" }, { abortSignal: signal }).asBrowserStream();
    await readAll(body);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  },
);

describe("a signal that has fired before the call", () => {
  test("leaves everything untouched", async () => {
    server = await rawServer((socket) => void socket.write(accepted));
    const touched: string[] = [];
    const credential = {
      getToken: async () => {
        touched.push("credential");
        return { token: "fake-entra-token", expiresOnTimestamp: Date.now() + 60_000 };
      },
    };
    const body = () => {
      touched.push("stream");
      return Readable.from(["x"]);
    };
    const call = createWebPubSubClient(server.endpoint, credential)
      .path("/api/hubs/{hub}/:send", "h")
      .post({ contentType: "text/plain", body, abortSignal: AbortSignal.abort(new Error("early")) });
    await expect(call).rejects.toMatchObject({ name: "AbortError", cause: { message: "early" } });
    expect([touched, server.requests]).toEqual([[], []]);
  });
});
