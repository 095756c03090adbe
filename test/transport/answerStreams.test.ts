import { PassThrough } from "node:stream";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { throwIfUnexpected } from "../../src/index.js";
import { readText } from "../../src/transport/node/readAnswer.js";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";
import { clientOver, transports } from "./transports.js";

let server: RawServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const head = (status: number, ...lines: string[]) => `HTTP/1.1 ${status} Some\r\n${lines.join("\r\n")}\r\n\r\n`;
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 50));
const list = '{"value":[{"connectionId":"c"}]}';

describe.each([transports[0], transports[1]])("over %s", (_, make) => {
  const client = () => clientOver(make(), (server as RawServer).endpoint);
  const get = () => client().pathUnchecked("/api/list").get();

  test.each([
    ["no bytes", head(202, "content-encoding: gzip", "content-length: 0")],
    ["no chunks", `${head(200, "content-encoding: br", "transfer-encoding: chunked")}0\r\n\r\n`],
    ["no content", head(204, "content-encoding: gzip")],
  ])("a packed answer of %s is an empty stream", async (__, answer) => {
    server = await rawServer((socket) => void socket.write(answer));
    for (const form of ["asNodeStream", "asBrowserStream"] as const) {
      const { body } = await get()[form]();
      await aWhile();
      expect(await buffer(body as Readable)).toHaveLength(0);
    }
  });

  test.each([
    ["whole", "content-length: 100"],
    ["packed", "content-length: 100\r\ncontent-encoding: gzip"],
  ])(
    "a stream of a %s answer that breaks off before anybody reads it tells who reads it, with the call",
    async (__, line) => {
      server = await rawServer((socket) =>
        socket.write(head(200, line) + list, () => setTimeout(() => socket.resetAndDestroy(), 5)),
      );
      const { body } = await get().asNodeStream();
      await aWhile();
      await expect(buffer(body as Readable)).rejects.toMatchObject({
        name: "RestError",
        message: expect.stringMatching(
          /^GET \/api\/list: the (?:connection was lost while the )?answer, of status 200, /,
        ),
        statusCode: 200,
      });
    },
  );

  test.each([
    ["gzip", gzipSync(list)],
    ["br", brotliCompressSync(list)],
  ])(
    "an answer in %s that ends early with its connection is lost, and one that has come whole is not",
    async (coding, packed) => {
      const half = packed.subarray(0, packed.length - 6);
      const lines = ["content-type: application/json", `content-encoding: ${coding}`];
      server = await rawServer((socket) => void socket.end(Buffer.concat([Buffer.from(head(200, ...lines)), half])));
      await expect(get()).rejects.toMatchObject({ code: "ECONNRESET", statusCode: 200 });
      expect(server.requests).toHaveLength(3);
      await server.close();
      const whole = Buffer.from(head(200, ...lines, `content-length: ${half.length}`));
      server = await rawServer((socket) => void socket.write(Buffer.concat([whole, half])));
      await expect(get()).rejects.toMatchObject({ code: "PARSE_ERROR", statusCode: 200 });
      expect(server.requests).toHaveLength(1);
    },
  );
});

test.each([200, 400])(
  "an answer of status %d that no text can hold is too large, whatever the limit",
  async (status) => {
    const request = createPipelineRequest({ url: "http://127.0.0.1/x" });
    const body = new PassThrough({ readableObjectMode: true, writableObjectMode: true });
    const answer = { response: { request, status, headers: createHttpHeaders() }, body };
    const read = readText(answer, Number.POSITIVE_INFINITY);
    // As many bytes would take a second to make.
    body.end({ length: 2 ** 30 });
    await expect(read).rejects.toMatchObject({ code: "RESPONSE_TOO_LARGE", statusCode: status });
  },
);

test.each(transports)("over %s a stream of an error that is thrown makes room for the next call", async (_, make) => {
  server = await rawServer((socket) => socket.write(head(404, "content-length: 300000") + list));
  const client = clientOver(make({ maxConnections: 1 }), server.endpoint, { timeoutInMs: 5_000 });
  for (let count = 0; count < 3; count += 1) {
    const response = await client.pathUnchecked("/api/list").get().asBrowserStream();
    expect(() => throwIfUnexpected(response)).toThrow("failed with status 404");
  }
});
