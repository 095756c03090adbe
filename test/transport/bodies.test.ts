import { Readable } from "node:stream";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { PipelinePolicy, PipelineRequest } from "@azure/core-rest-pipeline";
import { createRestError, operationOptionsToRequestParameters } from "@azure-rest/core-client";
import type { FullOperationResponse } from "@azure-rest/core-client";
import { close, listen } from "../support/listen.js";
import { clientOver, transports } from "./transports.js";

const text = { contentType: "text/plain", body: "x" } as const;

/** Answers with what came: a list of the request's method, length, coding and body. */
let server: Server;
let endpoint = "";
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, headers, url } = request;
    const body = JSON.stringify({ method, headers, body: Buffer.concat(chunks).toString() });
    const packers = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
    const coding = decodeURIComponent(/coding=([^&]+)/.exec(url ?? "")?.[1] ?? "");
    const packed = (coding === "" ? [] : coding.split(", ")).reduce<Buffer>(
      (bytes, name) => packers[name as keyof typeof packers](bytes),
      Buffer.from(body),
    );
    response.setHeader("content-type", "application/json");
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    if (url?.includes("status=400") === true) response.statusCode = 400;
    if (coding !== "") response.setHeader("content-encoding", coding);
    response.end(packed);
  });
  endpoint = await listen(server);
});
afterAll(() => close(server));

describe.each(transports)("over %s", (name, make) => {
  const client = (options = {}) => clientOver(make(), endpoint, options);

  test.each(["gzip", "deflate", "br", "gzip, gzip", "deflate, br"])("an answer in %s is unpacked", async (coding) => {
    const { body, headers } = await client().pathUnchecked("/anything").get({ queryParameters: { coding } });
    expect(body.method).toBe("GET");
    expect(headers["set-cookie"]).toMatch(/a=1.*b=2/);
  });

  test("the length of a body goes along, in bytes", async () => {
    const { body } = await client().pathUnchecked("/x").put({ contentType: "text/plain", body: "grüße 👋" });
    expect(body).toMatchObject({ body: "grüße 👋", headers: { "content-length": "12" } });
  });

  test("a policy's own stream is sent as it comes", async () => {
    const policy: PipelinePolicy = {
      name: "streamInstead",
      sendRequest(request, next) {
        request.body = () =>
          (name === "fetch" ? new Blob(["stre", "amed"]).stream() : Readable.from(["stre", "amed"])) as never;
        return next(request);
      },
    };
    const additionalPolicies = [{ policy, position: "perCall" as const }];
    const { body } = await client({ additionalPolicies }).pathUnchecked("/x").put(text);
    expect(body.body).toBe("streamed");
  });

  test("progress is told both ways", async () => {
    const told: Record<string, number> = {};
    const { body } = await client()
      .pathUnchecked("/x")
      .put({
        contentType: "text/plain",
        body: "12345",
        onUploadProgress: ({ loadedBytes }) => void (told.up = loadedBytes),
        onDownloadProgress: ({ loadedBytes }) => void (told.down = loadedBytes),
      });
    expect(told).toEqual({ up: 5, down: JSON.stringify(body).length });
  });

  test("an answer can be had as a stream", async () => {
    const call = client().pathUnchecked("/x?coding=gzip").get();
    const { body, status } = await (name === "fetch" ? call.asBrowserStream() : call.asNodeStream());
    let read = "";
    for await (const chunk of body as AsyncIterable<Uint8Array>) read += Buffer.from(chunk).toString();
    expect([status, JSON.parse(read).method]).toEqual(["200", "GET"]);
  });

  test("a stream of the other kind is made, or refused before anything is sent", async () => {
    const call = client().pathUnchecked("/x").get();
    if (name === "fetch") {
      await expect(call.asNodeStream()).rejects.toMatchObject({ code: "NO_NODE_STREAMS" });
      return;
    }
    const { body } = await call.asBrowserStream();
    expect(await new Response(body as ReadableStream).json()).toMatchObject({ method: "GET" });
  });

  test("the helpers of the core library work on options and answers", async () => {
    const seen: FullOperationResponse[] = [];
    const options = operationOptionsToRequestParameters({
      requestOptions: { headers: { "x-own": "1" }, timeout: 5000 },
      onResponse: (response) => void seen.push(response),
    });
    const response = await client().pathUnchecked("/x?status=400").get(options);
    expect(response.body.headers["x-own"]).toBe("1");
    expect(seen.map(({ status, parsedBody }) => [status, parsedBody])).toEqual([[400, response.body]]);
    expect(createRestError(response)).toMatchObject({ statusCode: 400, name: "RestError" });
  });

  test("a time limit that a policy puts on a request ends an attempt", async () => {
    const stalling = createServer(() => undefined);
    const policy: PipelinePolicy = {
      name: "impatient",
      sendRequest: (request, next) => next(Object.assign(request, { timeout: 30 })),
    };
    const additionalPolicies = [{ policy, position: "perRetry" as const }];
    const call = clientOver(make(), await listen(stalling), { retryOptions: { maxRetries: 0 }, additionalPolicies })
      .pathUnchecked("/x")
      .get();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    await close(stalling);
  });

  test("policies of the caller run in the phases that they ask for", async () => {
    const order: string[] = [];
    const note = (where: string): PipelinePolicy => ({
      name: where,
      sendRequest(request: PipelineRequest, next) {
        order.push(`${where}${request.headers.has("authorization") ? ", signed" : ""}`);
        return next(request);
      },
    });
    const one = client({
      additionalPolicies: [
        { policy: note("per retry"), position: "perRetry" },
        { policy: note("per call"), position: "perCall" },
      ],
    });
    one.pipeline.addPolicy(note("serialize"), { phase: "Serialize" });
    one.pipeline.addPolicy(note("after retry"), { afterPhase: "Retry" });
    await one.path("/api/hubs/{hub}/:send", "h").post(text);
    expect(order).toEqual(["serialize", "per call", "after retry", "per retry, signed"]);
  });
});
