import { constants } from "node:buffer";
import { PassThrough, finished, pipeline } from "node:stream";
import type { Readable, Transform } from "node:stream";
import zlib from "node:zlib";
import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { nameCall } from "../../../generated/runtime/failedCall.js";
import { answerError, connectionError, isDeliberate, nameOf, sizeError } from "../failure.js";
import { counter } from "./counter.js";

/** An answer whose body is still to come. */
export interface OpenAnswer {
  readonly response: PipelineResponse;
  /** The bytes as they arrive. Destroying it closes the connection. */
  readonly body: Readable;
}

/**
 * The body of an answer, unpacked; the caller is told how much of it has arrived. Whatever breaks on the way ends it with an
 * error, and the connection with it.
 */
function unpack({ response, body }: OpenAnswer): Readable {
  const { onDownloadProgress } = response.request;
  const steps: Transform[] = unpackersFor(response.headers.get("content-encoding"));
  if (onDownloadProgress !== undefined) steps.push(counter(onDownloadProgress));
  if (steps.length === 0) return body;
  const unpacked = new PassThrough();
  body.once("error", (error) => unpacked.destroy(error));
  body.once("readable", () => {
    // Some proxies say of every answer that it is packed, also of one without a body.
    if (body.readableLength === 0) unpacked.end();
    // Told by the last stream, which is destroyed with the error.
    else pipeline([body, ...steps, unpacked], () => undefined);
  });
  return unpacked;
}

/** An answer that names more codings than this is handed over as it is: nobody means that but who wants to use up memory. */
const mostCodings = 5;

/** What is packed in another way is handed over as it is, too. */
const unpackers = new Map<string, () => Transform>([
  ["gzip", () => zlib.createGunzip()],
  ["x-gzip", () => zlib.createGunzip()],
  ["deflate", () => zlib.createInflate()],
  ["br", () => zlib.createBrotliDecompress()],
]);

/** Codings are named in the order in which they were applied (RFC 9110 section 8.4). */
function unpackersFor(encoding: string | undefined): Transform[] {
  if (encoding === undefined) return [];
  const makers = encoding.split(",").map((coding) => unpackers.get(coding.trim().toLowerCase()));
  if (makers.length > mostCodings || makers.includes(undefined)) return [];
  return makers.reverse().map((make) => (make as () => Transform)());
}

/**
 * The same for a caller to read: what Node.js calls the body prints with its request, and so with a token. Where it breaks off,
 * it ends with an error that names the call.
 */
export function unpackForCaller(answer: OpenAnswer): Readable {
  const { body, response } = answer;
  const stream = unpack(answer);
  const handedOver = new PassThrough();
  // Who has not begun to read is told as soon as they do; that nobody listens yet must not end the process.
  handedOver.on("error", () => undefined);
  handedOver.once("close", () => {
    stream.destroy();
    body.destroy();
  });
  finished(stream, (cause) => {
    if (cause) handedOver.destroy(nameCall(explain(answer, cause), nameOf(response.request)) as Error);
  });
  return stream.pipe(handedOver);
}

/**
 * Reads an answer to its end.
 *
 * Where an answer that is an error breaks off, or cannot be unpacked, its status is what counts: it resolves with the text
 * that came until then.
 *
 * @param maxResponseBytes - as many as a text can hold where that is less
 * @throws RestError with code `RESPONSE_TOO_LARGE`, `ECONNRESET` where the connection was lost, or `PARSE_ERROR` where the
 * body cannot be unpacked; the connection is closed then
 */
export function readText(answer: OpenAnswer, maxResponseBytes: number): Promise<string> {
  const { response, body } = answer;
  const { request, status } = response;
  const most = Math.min(maxResponseBytes, constants.MAX_STRING_LENGTH);
  const unpacked = unpack(answer);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error);
      unpacked.destroy();
      body.destroy();
    };
    unpacked.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) return fail(sizeError(request, status, most));
      chunks.push(chunk);
    });
    unpacked.on("end", () => resolve(decode(chunks)));
    unpacked.on("error", (cause: NodeJS.ErrnoException) => {
      if (status >= 400 && !isDeliberate(cause)) resolve(decode(chunks));
      fail(explain(answer, cause));
    });
  });
}

/** What has become of an answer whose body ends with an error. */
function explain({ response }: OpenAnswer, cause: NodeJS.ErrnoException): unknown {
  if (isDeliberate(cause)) return cause;
  const { request, status, headers } = response;
  const code = cause.code ?? "";
  // The end of a connection is the end of an answer that has not said its length: what is missing then was lost.
  if (code === "Z_BUF_ERROR" && !headers.has("content-length") && !headers.has("transfer-encoding")) {
    cause = Object.assign(new Error("the answer broke off", { cause }), { code: "ECONNRESET" });
  } else if (/^(?:Z_|ERR__ERROR_)/.test(code)) {
    return answerError(request, status, "cannot be unpacked", cause);
  }
  return connectionError(request, cause, { kind: "answered", status });
}

/** UTF-8, without the mark that some writers begin with. */
function decode(chunks: readonly Buffer[]): string {
  const text = (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
