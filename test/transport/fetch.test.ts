import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { createPipelineRequest } from "@azure/core-rest-pipeline";
import type { PipelinePolicy, PipelineRequest } from "@azure/core-rest-pipeline";
import { Interruption } from "../../src/transport/fetch/interruption.js";
import { readText } from "../../src/transport/fetch/readAnswer.js";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

const text = { contentType: "text/plain", body: "x" } as const;
const [, make] = transports[2];

let server: RawServer;
beforeEach(async () => {
  server = await rawServer((socket) => void socket.write("HTTP/1.1 200 Some\r\ncontent-length: 0\r\n\r\n"));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
});

/** A client whose requests a policy has changed at the last. */
const changing = (change: (request: PipelineRequest) => void) => {
  const policy: PipelinePolicy = {
    name: "changing",
    sendRequest(request, next) {
      change(request);
      return next(request);
    },
  };
  return clientOver(make(), server.endpoint, { additionalPolicies: [{ policy, position: "perRetry" }] });
};

describe("what fetch does not take is refused after one attempt, and not told as a lost connection", () => {
  let attempts = 0;
  const refusal = (call: string) => ({
    name: "TypeError",
    code: "INVALID_ARGUMENT",
    argument: "request",
    message: `"request" must be one that fetch sends: no body with GET or HEAD, and not every method, header and "requestOverrides". Received ${call}.`,
  });
  beforeEach(() => {
    const { fetch } = globalThis;
    attempts = 0;
    jest.spyOn(globalThis, "fetch").mockImplementation((...given) => {
      attempts += 1;
      return fetch(...given);
    });
  });
  afterEach(() => {
    expect(attempts).toBe(1);
    expect(server.requests).toHaveLength(0);
  });

  test.each(["GET", "HEAD"] as const)("a body with %s", async (method) => {
    const call = clientOver(make(), server.endpoint).sendRequest({ method, url: "/x", body: "b" });
    await expect(call).rejects.toMatchObject(refusal(`${method} /x`));
  });

  test("a stream with GET", async () => {
    const { sendRequest } = changing((request) => void (request.body = () => new Blob(["b"]).stream() as never));
    await expect(sendRequest({ method: "GET", url: "/x" })).rejects.toMatchObject(refusal("GET /x"));
  });

  test.each<[string, (request: PipelineRequest) => void]>([
    ["method", (request) => void (request.method = "TRACE")],
    ["header that HTTP does not know how to write", ({ headers }) => void headers.set("x-own", "secret\n€")],
    ["length that is none", ({ headers }) => void headers.set("content-length", "some")],
    ["header that fetch does not support", ({ headers }) => void headers.set("expect", "100-continue")],
    ["override", (request) => void (request.requestOverrides = { redirect: "sideways" })],
  ])("a %s", async (what, change) => {
    const error = await changing(change)
      .path("/api/hubs/{hub}/:send", "h")
      .post(text)
      .then(undefined, (reason: unknown) => reason as Error);
    expect(error).toMatchObject(refusal(`${what === "method" ? "TRACE" : "POST"} /api/hubs/h/:send`));
    expect(inspect(error, { depth: 9 })).not.toContain("secret");
  });
});

test.each(["stream", "text"])(
  "what a callback of the caller's throws is no argument that fetch refuses, whatever its code: %s",
  async (kind) => {
    const own = Object.assign(new TypeError("the caller's own"), { code: "ERR_INVALID_ARG_VALUE" });
    const onUploadProgress = () => {
      throw own;
    };
    const body = kind === "stream" ? () => new Blob(["b"]).stream() : "b";
    const call = clientOver(make(), server.endpoint)
      .path("/api/hubs/{hub}/:send", "h")
      .post({ contentType: "text/plain", body, onUploadProgress });
    expect(await call.then(undefined, (error: unknown) => error)).toBe(own);
  },
);

test("a stream that no connection could be made for is no argument that fetch refuses", async () => {
  const { endpoint } = server;
  await server.close();
  const body = () => new Blob(["b"]).stream();
  const call = clientOver(make(), endpoint)
    .path("/api/hubs/{hub}/:send", "h")
    .post({ contentType: "text/plain", body });
  await expect(call).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

describe("what runtimes say of connections that were not made", () => {
  const failed = (cause: object) => Object.assign(new TypeError("fetch failed"), { cause });
  const coded = (code: string, message: string) => Object.assign(new Error(message), { code });
  const closed = "Client network socket disconnected before secure TLS connection was established";

  test.each([
    ["Node.js 24", failed(coded("ECONNRESET", closed)), 3],
    ["Node.js 24", failed(coded("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate")), 1],
    ["Node.js 24", failed(coded("CERT_HAS_EXPIRED", "certificate has expired")), 1],
    ["Bun", coded("ECONNREFUSED", "ECONNREFUSED: Unable to connect."), 3],
    ["Bun", coded("EPROTO", "EPROTO: The TLS handshake failed."), 1],
    ["Deno", failed(new Error("error sending request: client error (Connect): tls handshake eof")), 3],
  ])("%s: %p", async (_, failure, attempts) => {
    const fetch = jest.spyOn(globalThis, "fetch").mockRejectedValue(failure);
    const call = clientOver(make(), server.endpoint).path("/api/hubs/{hub}/:send", "h").post(text);
    await expect(call).rejects.toMatchObject({ message: expect.not.stringMatching(/not known/) });
    expect(fetch).toHaveBeenCalledTimes(attempts);
  });

  test.each([
    ["Node.js 24", failed(coded("ECONNRESET", "read ECONNRESET"))],
    ["Node.js 24", failed(coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "certificate required"))],
    [
      "Deno",
      failed(new Error("error sending request for url (https://a.example/(Connect)): client error (SendRequest)")),
    ],
  ])("%s does not say so by %p", async (_, failure) => {
    const fetch = jest.spyOn(globalThis, "fetch").mockRejectedValue(failure);
    const call = clientOver(make(), server.endpoint).path("/api/hubs/{hub}/:send", "h").post(text);
    await expect(call).rejects.toMatchObject({ message: expect.stringMatching(/not known/) });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

test.each([
  ["Node.js 20", { code: "HPE_INVALID_CONSTANT" }],
  ["Node.js 24", { code: undefined }],
])("what %s says of an answer that is no HTTP is told as such, and not repeated", async (_, code) => {
  const cause = Object.assign(new Error("Expected HTTP/"), { name: "HTTPParserError" }, code);
  const failure = Object.assign(new TypeError("fetch failed"), { cause });
  const fetch = jest.spyOn(globalThis, "fetch").mockRejectedValue(failure);
  await expect(clientOver(make(), server.endpoint).path("/api/health").head()).rejects.toMatchObject({
    code: "PARSE_ERROR",
    message: expect.stringContaining("what came cannot be read as HTTP (Expected HTTP/)"),
  });
  expect(fetch).toHaveBeenCalledTimes(1);
});

test.each([2 ** 31, Number.POSITIVE_INFINITY])(
  "a time limit of %d milliseconds is longer than any call",
  async (timeout) => {
    expect((await clientOver(make(), server.endpoint).pathUnchecked("/x").get({ timeout })).status).toBe("200");
  },
);

test.each([200, 400])(
  "an answer of status %d that no string can hold is too large, whatever the limit",
  async (status) => {
    // As many bytes would take a second to make.
    jest.spyOn(TextDecoder.prototype, "decode").mockReturnValue("x".repeat(2 ** 28));
    const body = new Blob(["1", "2", "3"]).stream().pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          for (const byte of chunk) controller.enqueue(Uint8Array.of(byte));
        },
      }),
    );
    const request = createPipelineRequest({ url: "http://127.0.0.1/x" });
    const read = readText(request, status, body, Number.POSITIVE_INFINITY, new Interruption());
    await expect(read).rejects.toMatchObject({
      code: "RESPONSE_TOO_LARGE",
      statusCode: status,
      message: expect.stringContaining("the length of a string"),
    });
  },
);
