import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { PipelinePolicy, PipelineRequest } from "@azure/core-rest-pipeline";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

let server: RawServer;
afterEach(() => server.close());

const empty = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

/** A policy that does what the function says. */
const policy = (sendRequest: PipelinePolicy["sendRequest"]): PipelinePolicy => ({ name: "own", sendRequest });

describe.each(transports)("over %s", (name, make) => {
  const clientWith = (own: PipelinePolicy, position: "perCall" | "perRetry") =>
    clientOver(make(), server.endpoint, { additionalPolicies: [{ policy: own, position }] });

  test.each(["perCall", "perRetry"] as const)("a policy %s that returns no answer fails the call", async (position) => {
    server = await rawServer((socket) => void socket.write(empty));
    const forgetful = policy(async (request, next) => void (await next(request)) as never);
    const signal = new AbortController().signal;
    const call = clientWith(forgetful, position).path("/api/health").head({ abortSignal: signal });
    await expect(call).rejects.toMatchObject({ name: "TypeError" });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test.each([
    ["is empty", empty],
    ["breaks off", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nbegin"],
  ])("a stream that %s while a policy still holds it leaves the signal free", async (_name, answer) => {
    server = await rawServer((socket) => void socket.write(answer, () => setTimeout(() => socket.destroy(), 5)));
    const slow = policy(async (request, next) => {
      const response = await next(request);
      await new Promise((resolve) => setTimeout(resolve, 40));
      return response;
    });
    const { signal } = new AbortController();
    const call = clientWith(slow, "perCall").sendRequest({ method: "GET", url: "/x" }, { abortSignal: signal });
    const { body } = await call.asBrowserStream();
    await new Response(body).text().catch(() => undefined);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test.each([
    ["before it is sent", () => AbortSignal.abort(new Error("why"))],
    [
      "while it waits for its answer",
      () => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(new Error("why")), 20);
        return controller.signal;
      },
    ],
  ])("a signal that a policy gives a request ends it %s, for its reason", async (_name, makeSignal) => {
    server = await rawServer(() => undefined);
    const impatient = policy((request, next) => next(Object.assign(request, { abortSignal: makeSignal() })));
    await expect(clientWith(impatient, "perRetry").path("/api/health").head()).rejects.toMatchObject({
      name: "AbortError",
      cause: { message: "why" },
    });
  });

  test("a policy that throws at once leaves no token on its request", async () => {
    server = await rawServer((socket) => void socket.write(empty));
    let seen: PipelineRequest | undefined;
    const failing = policy((request) => {
      seen = request;
      throw new Error("mine");
    });
    await expect(clientWith(failing, "perRetry").path("/api/health").head()).rejects.toThrow(/^mine$/);
    expect(seen?.headers.has("authorization")).toBe(false);
  });

  test.each([
    ["with a short form of its host", (origin: string) => origin.replace("127.0.0.1", "127.1"), "/p?q=1"],
    ["in capitals", (origin: string) => origin.replace("http", "HTTP"), "/p?q=1"],
    ["without a path", (origin: string) => origin, ""],
    ["of a query alone", (origin: string) => origin, "?q=1"],
    ["with a fragment", (origin: string) => origin, "/p?q=1#part"],
    ["with a blank", (origin: string) => origin, "/p?q= 1"],
  ])("an address that a policy writes %s is what is asked for", async (_name, write, rest) => {
    server = await rawServer((socket) => void socket.write(empty));
    const url = write(server.endpoint) + rest;
    const rewriting = policy((request, next) => next(Object.assign(request, { url })));
    await clientWith(rewriting, "perCall").path("/api/health").head();
    const { pathname, search } = new URL(url);
    expect(server.requests.map(({ head }) => head.split("\r\n", 1)[0])).toEqual([`HEAD ${pathname}${search} HTTP/1.1`]);
  });

  test("a policy's time limit counts also while a call waits for a connection", async () => {
    server = await rawServer((socket, { head }) => void (head.startsWith("HEAD /silent") || socket.write(empty)));
    const hasty = policy((request, next) =>
      next(request.url.endsWith("hasty") ? Object.assign(request, { timeout: 30 }) : request),
    );
    const additionalPolicies = [{ policy: hasty, position: "perCall" as const }];
    const client = clientOver(make({ maxConnections: 1 }), server.endpoint, { additionalPolicies });
    const head = (url: string, abortSignal?: AbortSignal) =>
      client.sendRequest({ method: "HEAD", url }, { abortSignal });
    const controller = new AbortController();
    const silent = head("/silent", controller.signal);
    void silent.catch(() => undefined);
    for (let count = 0; count < 3; count += 1)
      await expect(head("/hasty")).rejects.toMatchObject({ name: "AbortError" });
    controller.abort();
    await expect(silent).rejects.toMatchObject({ name: "AbortError" });
    // The connection is for others, and none of those was sent.
    expect([(await head("/last")).status, server.requests.length]).toEqual(["200", 2]);
  });

  test.each([
    ["has no connection yet", "/waiting"],
    ["is under way", "/sent"],
  ])("a policy's own stream is given up with a call that %s", async (_name, url) => {
    server = await rawServer(() => undefined);
    const end = jest.fn<() => void>();
    const streaming = policy((request, next) => {
      const body =
        name === "fetch" ? new ReadableStream({ cancel: end }) : new Readable({ read() {} }).once("close", end);
      return next(/silent/.test(request.url) ? request : Object.assign(request, { body }));
    });
    const additionalPolicies = [{ policy: streaming, position: "perCall" as const }];
    const client = clientOver(make({ maxConnections: url === "/sent" ? 2 : 1 }), server.endpoint, {
      additionalPolicies,
    });
    const controller = new AbortController();
    const post = (path: string) =>
      client.sendRequest(
        { method: "POST", url: path },
        { abortSignal: controller.signal, timeoutInMs: path === url ? 50 : 0 },
      );
    const silent = post("/silent").catch(() => undefined);
    await expect(post(url)).rejects.toMatchObject({ code: "TIMEOUT" });
    while (end.mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await silent;
    expect(end).toHaveBeenCalledTimes(1);
  });

  test("a policy cannot send unencrypted what is for https", async () => {
    server = await rawServer((socket) => void socket.write(empty));
    const rewriting = policy((request, next) => next(Object.assign(request, { url: `${server.endpoint}/p` })));
    const additionalPolicies = [{ policy: rewriting, position: "perCall" as const }];
    const client = clientOver(make(), "https://service.test", { additionalPolicies });
    await expect(client.path("/api/health").head()).rejects.toMatchObject({
      code: "INSECURE_CONNECTION",
      message: `HEAD /api/health: ${server.endpoint} is not an https address; set "allowInsecureConnection" to use it all the same.`,
    });
    expect(server.opened).toBe(0);
  });

  test.each([
    ["a text", "h\u00e9", 3],
    ["bytes", Uint8Array.of(1, 2), 2],
    ["a buffer", new ArrayBuffer(4), 4],
  ])("a policy that puts %s in place of the body has its bytes counted", async (_name, body, size) => {
    server = await rawServer((socket) => void socket.write(empty));
    const replacing = policy((request, next) => next(Object.assign(request, { body })));
    let sent = 0;
    const onUploadProgress = ({ loadedBytes }: { loadedBytes: number }) => void (sent = loadedBytes);
    await clientWith(replacing, "perCall")
      .path("/api/hubs/{hub}/:send", "h")
      .post({ contentType: "text/plain", body: "x", onUploadProgress });
    expect(sent).toBe(size);
  });
});
