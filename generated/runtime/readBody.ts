// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { isBlob, isFormData, isStream, isWebStream } from "./body.js";
import type { NodeReadable, RequestBody } from "./body.js";
import type { AbortSignalLike } from "./deadline.js";
import { invalidArgument } from "./invalidArgument.js";

/** A stream of either kind: how to get its next chunk, and how to give it up. */
interface Source {
  next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
  stop(): unknown;
}

/**
 * Reads any body but a form into memory. Whole bodies have a length, which the service wants before it reads on, and can be sent
 * again on a retry, which a half-read stream cannot.
 *
 * @throws Error named `AbortError` when the signal fires before a stream has ended
 * @throws TypeError with code `INVALID_ARGUMENT` when a function does not open a stream, when a stream has been read
 * before, and when it yields something other than bytes or text
 */
export async function readBody(body: RequestBody, signal?: AbortSignalLike): Promise<Uint8Array | FormData> {
  // The core library writes the parts of a form; they are in memory already.
  if (isFormData(body)) return body;
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (isBlob(body)) return new Uint8Array(await body.arrayBuffer());
  const stream = typeof body === "function" ? open(body) : body;
  if (!isStream(stream)) return new Uint8Array(stream);
  checkUnread(stream);
  return collect(isWebStream(stream) ? fromWebStream(stream) : fromNodeReadable(stream), signal);
}

/** Refuses a stream that has been read, or is being read: it would go out as an empty message, or as half of one. */
function checkUnread(stream: ReadableStream<Uint8Array> | NodeReadable): void {
  const { locked, readableDidRead, readableEnded } = stream as {
    readonly [state in "locked" | "readableDidRead" | "readableEnded"]?: unknown;
  };
  if (locked === true || readableDidRead === true || readableEnded === true) {
    const expected = "a stream that has not been read; to send more than once, a function that opens one";
    throw invalidArgument("send", "body", expected, stream);
  }
}

function open(body: () => unknown): ReadableStream<Uint8Array> | NodeReadable {
  const stream = body();
  if (!isStream(stream)) throw invalidArgument("send", "body", "a stream, or a function that opens one", stream);
  return stream;
}

async function collect(source: Source, signal: AbortSignalLike | undefined): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error("The request was aborted while its body was read."), { name: "AbortError" });
    abort = () => reject(error);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
  });
  try {
    for (;;) {
      const { done, value } = await Promise.race([source.next(), aborted]);
      if (done) return join(parts);
      parts.push(toBytes(value));
    }
  } catch (error) {
    source.stop();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** Read by hand because web streams are not async iterable in every browser. */
function fromWebStream(stream: ReadableStream<unknown>): Source {
  const reader = stream.getReader();
  return { next: () => reader.read(), stop: () => reader.cancel().catch(() => undefined) };
}

function fromNodeReadable(stream: NodeReadable): Source {
  const chunks = stream[Symbol.asyncIterator]();
  return { next: () => chunks.next(), stop: () => stream.destroy?.() };
}

function toBytes(chunk: unknown): Uint8Array {
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  if (chunk instanceof Uint8Array) return chunk;
  throw invalidArgument("send", "body", "a stream of bytes or text", chunk);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
