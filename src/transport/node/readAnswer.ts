import { PassThrough, pipeline } from "node:stream";
import type { Readable, Transform } from "node:stream";
import zlib from "node:zlib";
import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { answerError, connectionError, sizeError } from "../failure.js";
import { isCallersOwn } from "../progress.js";
import { counter } from "./counter.js";

/** An answer whose body is still to come. */
export interface OpenAnswer {
  readonly request: PipelineRequest;
  readonly status: number;
  /** How the body is packed, as `content-encoding` says. */
  readonly encoding: string | undefined;
  /** The bytes as they arrive. Destroying it closes the connection. */
  readonly body: Readable;
}

/**
 * The body of an answer, unpacked; the caller is told how much of it has arrived. Whatever breaks on the way ends it with an
 * error, and the connection with it.
 */
export function unpack({ body, encoding, request }: OpenAnswer): Readable {
  const { onDownloadProgress } = request;
  const steps: Transform[] = unpackersFor(encoding);
  if (onDownloadProgress !== undefined) steps.push(counter(onDownloadProgress));
  const last = steps.at(-1);
  if (last === undefined) return body;
  // Told by the last stream, which is destroyed with the error.
  pipeline([body, ...steps], () => undefined);
  return last;
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

/** The same for a caller to read: what Node.js calls the body prints with its request, and so with a token. */
export function unpackForCaller(answer: OpenAnswer): Readable {
  const stream = unpack(answer);
  return stream === answer.body ? pipeline(stream, new PassThrough(), () => undefined) : stream;
}

/**
 * Reads an answer to its end.
 *
 * Where an answer that is an error breaks off, or cannot be unpacked, its status is what counts: it resolves with the text
 * that came until then.
 *
 * @throws RestError with code `RESPONSE_TOO_LARGE`, `ECONNRESET` where the connection was lost, or `PARSE_ERROR` where the
 * body cannot be unpacked; the connection is closed then
 */
export function readText(answer: OpenAnswer, maxResponseBytes: number): Promise<string> {
  const { request, status, body } = answer;
  const unpacked = unpack(answer);
  const chunks: Buffer[] = [];
  let size = 0;
  // Some proxies say of every answer that it is packed, also of one without a body.
  let isEmpty = unpacked !== body;
  if (isEmpty) body.once("data", () => (isEmpty = false));
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error);
      unpacked.destroy();
      body.destroy();
    };
    unpacked.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxResponseBytes) return fail(sizeError(request, status, maxResponseBytes));
      chunks.push(chunk);
    });
    unpacked.on("end", () => resolve(decode(chunks)));
    unpacked.on("error", (cause: NodeJS.ErrnoException) => {
      if (cause.name === "AbortError" || isCallersOwn(cause)) return fail(cause);
      const endsAtOnce = isEmpty && cause.code === "Z_BUF_ERROR";
      if (status >= 400 || endsAtOnce) resolve(decode(chunks));
      if (endsAtOnce) return;
      const isPacked = cause.code?.startsWith("Z_") === true || cause.code?.startsWith("ERR__ERROR_") === true;
      fail(
        isPacked
          ? answerError(request, status, "cannot be unpacked", cause)
          : connectionError(request, cause, { kind: "answered", status }),
      );
    });
  });
}

/** UTF-8, without the mark that some writers begin with. */
function decode(chunks: readonly Buffer[]): string {
  const text = (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
