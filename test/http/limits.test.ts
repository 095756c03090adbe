import { createServer } from "node:http";
import type { Server } from "node:http";
import { Readable } from "node:stream";
import { operationOptionsToRequestParameters } from "@azure-rest/core-client";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClient, WebPubSubClientOptions } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { close, listen } from "../support/listen.js";

/** A server that accepts every request and answers after a while, or never. */
let server: Server;
let endpoint = "";
let delay = Infinity;
beforeAll(async () => {
  server = createServer((_, response) => {
    if (Number.isFinite(delay)) setTimeout(() => response.end(), delay);
  });
  endpoint = await listen(server);
});
afterAll(() => close(server));

function abortedSoon(): AbortSignal {
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  return controller.signal;
}

const client = (options: WebPubSubClientOptions = {}) =>
  createWebPubSubClient(endpoint, { key: FAKE_KEY }, { retryOptions: { maxRetries: 0 }, ...options });

describe("the time of a call", () => {
  test("is limited for one call", async () => {
    delay = Infinity;
    await expect(client().path("/api/health").head({ timeoutInMs: 30 })).rejects.toMatchObject({
      name: "TimeoutError",
      code: "TIMEOUT",
      message: "HEAD /api/health took longer than 30 ms. Whether the service has acted on it is not known.",
    });
  });

  test.each<[number, WebPubSubClientOptions]>([
    [100_000, {}],
    [200, { timeoutInMs: 200 }],
  ])("is limited to %p ms where the client is made with %j", async (expected, options) => {
    delay = 1;
    const timers = jest.spyOn(globalThis, "setTimeout");
    await client(options).path("/api/health").head();
    const waits = timers.mock.calls.map(([, wait]) => wait);
    timers.mockRestore();
    expect(waits).toContain(expected);
  });

  test("is limited for all calls of a client, and longer for one", async () => {
    delay = Infinity;
    await expect(client({ timeoutInMs: 30 }).path("/api/health").head()).rejects.toMatchObject({ code: "TIMEOUT" });
    delay = 60;
    const response = await client({ timeoutInMs: 30 }).path("/api/health").head({ timeoutInMs: 5000 });
    expect(response.status).toBe("200");
  });

  test.each<[string, number, (client: WebPubSubClient) => PromiseLike<unknown>]>([
    ["is answered", 1, (one) => one.path("/api/health").head()],
    ["is aborted", Infinity, (one) => one.path("/api/health").head({ abortSignal: abortedSoon() })],
    [
      "cannot be sent",
      1,
      (one) => one.sendRequest({ method: "POST", url: "/api/x", body: Readable.from(["x"]).destroy() }),
    ],
  ])("leaves no timer behind when the call %s", async (_, answerDelay, call) => {
    delay = answerDelay;
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    await call(client({ timeoutInMs: 60_000 })).then(undefined, () => undefined);
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test("counts the retries", async () => {
    const gone = createServer();
    const nobody = await listen(gone);
    await close(gone);
    const begin = performance.now();
    // Every attempt fails at once and is repeated after a second.
    const call = createWebPubSubClient(nobody, { key: FAKE_KEY }).path("/api/health").head({ timeoutInMs: 100 });
    await expect(call).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(performance.now() - begin).toBeLessThan(900);
  });

  test.each([0, Infinity, 3e9])("may be %p, which no call takes", async (timeoutInMs) => {
    delay = 20;
    const response = await client().path("/api/health").head({ timeoutInMs });
    expect(response.status).toBe("200");
  });

  test.each([
    ["a time limit", () => ({ timeoutInMs: 30 }), { code: "TIMEOUT" }],
    ["an abort signal", () => ({ abortSignal: AbortSignal.timeout(30) }), { name: "AbortError" }],
  ])("is ended by %s while a token is being fetched", async (_, options, error) => {
    const credential = { getToken: () => new Promise<never>(() => undefined) };
    const call = createWebPubSubClient(endpoint, credential).path("/api/health").head(options());
    await expect(call).rejects.toMatchObject(error);
  });

  test("counts the reading of a stream", async () => {
    const body = new ReadableStream<Uint8Array>({});
    const call = client().path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body, timeoutInMs: 30 });
    await expect(call).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  test.each([-1, Number.NaN, "100", null])("may not be %p", async (timeoutInMs) => {
    const call = client()
      .path("/api/health")
      .head({ timeoutInMs: timeoutInMs as number });
    await expect(call).rejects.toMatchObject({ code: "INVALID_ARGUMENT", argument: "timeoutInMs" });
  });
});

describe("the core library's name for the time of a call", () => {
  const options = operationOptionsToRequestParameters({ requestOptions: { timeout: 30 } });

  test.each<[string, string, (one: WebPubSubClient) => PromiseLike<unknown>]>([
    ["a path call", "HEAD /api/health", (one) => one.path("/api/health").head({ ...options })],
    ["pathUnchecked", "GET /api/x", (one) => one.pathUnchecked("/api/x").get(options)],
    ["sendRequest", "GET /api/x", (one) => one.sendRequest({ method: "GET", url: "/api/x" }, { ...options })],
  ])("counts for %s", async (_, what, call) => {
    delay = Infinity;
    await expect(call(client())).rejects.toMatchObject({
      code: "TIMEOUT",
      message: `${what} took longer than 30 ms. Whether the service has acted on it is not known.`,
    });
  });

  test.each([0, 2 ** 31, Infinity])("may be %p, which no call takes", async (timeout) => {
    delay = 20;
    const response = await client()
      .path("/api/health")
      .head({ ...operationOptionsToRequestParameters({ requestOptions: { timeout } }) });
    expect(response.status).toBe("200");
  });

  test.each([-1, Number.NaN, "", null])("may not be %p", async (timeout) => {
    const call = client()
      .path("/api/health")
      .head({ timeout } as object);
    await expect(call).rejects.toMatchObject({ code: "INVALID_ARGUMENT", argument: "timeoutInMs" });
  });

  test("gives way to timeoutInMs", async () => {
    delay = 60;
    expect(
      await client()
        .path("/api/health")
        .head({ ...options, timeoutInMs: 5000 }),
    ).toMatchObject({ status: "200" });
  });
});

describe("an abort signal", () => {
  test.each([[undefined], [5000]])("ends a call, with a time limit of %p", async (timeoutInMs) => {
    delay = Infinity;
    const controller = new AbortController();
    const call = client().path("/api/health").head({ abortSignal: controller.signal, timeoutInMs });
    setTimeout(() => controller.abort(), 20);
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  test("ends an answer that is being read as a stream", async () => {
    const stalling = createServer((_, response) => void response.writeHead(200).write("begin"));
    const controller = new AbortController();
    const { body } = await createWebPubSubClient(await listen(stalling), { key: FAKE_KEY })
      .sendRequest({ method: "GET", url: "/anything" }, { abortSignal: controller.signal })
      .asNodeStream();
    const ended = new Promise((resolve) => body!.once("error", resolve));
    body!.resume();
    controller.abort();
    expect(await ended).toHaveProperty("message");
    await close(stalling);
  });

  test("that has fired already keeps a call from being sent", async () => {
    const call = client().path("/api/health").head({ abortSignal: AbortSignal.abort(), timeoutInMs: 5000 });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});
