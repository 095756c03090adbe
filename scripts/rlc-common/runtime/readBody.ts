import { copyBytes, isBlob, isFormData, isStream, isWebStream } from "./body.js";
import type { NodeReadable, OpenStream, RequestBody } from "./body.js";
import { onAbort } from "./abortSignal.js";
import type { AbortSignalLike } from "./abortSignal.js";
import { invalidArgument } from "./invalidArgument.js";

/** A stream of any kind: how to get its next chunk, and how to give it up. */
interface Source {
  next(): PromiseLike<{ done?: boolean | undefined; value?: unknown }>;
  stop(): unknown;
}

/**
 * Reads any body but a form into memory. Whole bodies have a length, which the service wants before it reads on, and can be sent
 * again on a retry, which a half-read stream cannot.
 *
 * @returns the body as a text or as bytes; not a promise where it is in memory already
 * @throws Error named `AbortError` when the signal fires before a stream has ended
 * @throws TypeError with code `INVALID_ARGUMENT` when a function does not open a stream, when a stream has been read
 * before, and when it yields something other than bytes or text; whatever a stream fails with
 */
export function readBody(body: RequestBody, signal: AbortSignalLike): Part | FormData | Promise<Part> {
  // The core library writes the parts of a form; they are in memory already.
  if (typeof body === "string" || isFormData(body)) return body;
  if (isBlob(body)) return body.arrayBuffer().then((bytes) => new Uint8Array(bytes));
  const stream = typeof body === "function" ? open(body) : body;
  if (!isStream(stream)) return stream instanceof Uint8Array ? stream : new Uint8Array(stream);
  throwIfFailed(stream);
  checkUnread(stream);
  return collect(isWebStream(stream) ? fromWebStream(stream) : fromIterable(stream), signal);
}

/** Gives up a body that was handed over as a stream that is open, and will not be read. */
export function giveUpBody(body: unknown): void {
  if (!isStream(body)) return;
  if (isWebStream(body)) body.cancel().catch(() => undefined);
  else if ("destroy" in body) body.destroy?.();
}

/** Node.js tells of a failure once: where that is still to come, it would end the process, for nobody reads such a stream. */
function throwIfFailed(stream: OpenStream): void {
  const { errored } = stream as { readonly errored?: unknown };
  if (!errored) return;
  (stream as { on?(event: "error", listener: () => void): unknown }).on?.("error", () => undefined);
  throw errored;
}

/** Refuses a stream that has been read, or is being read: it would go out as an empty message, or as half of one. */
function checkUnread(stream: OpenStream): void {
  const { locked, readableDidRead, readableEnded, destroyed } = stream as {
    readonly [state in "locked" | "readableDidRead" | "readableEnded" | "destroyed"]?: unknown;
  };
  if ([locked, readableDidRead, readableEnded, destroyed].includes(true) || isDisturbed(stream)) {
    const expected = "a stream that has not been read; to send more than once, a function that opens one";
    throw invalidArgument("send", "body", expected, stream);
  }
}

/** A web stream does not say whether somebody has read from it; but a response refuses one that was (Fetch, "extract a body"). */
function isDisturbed(stream: OpenStream): boolean {
  if (!isWebStream(stream) || typeof Response === "undefined") return false;
  try {
    return new Response(stream as ReadableStream<Uint8Array>).bodyUsed;
  } catch {
    return true;
  }
}

function open(body: () => unknown): OpenStream {
  const stream = body();
  if (!isStream(stream)) throw invalidArgument("send", "body", "a stream, or a function that opens one", stream);
  return stream;
}

/** What a body consists of. */
type Part = string | Uint8Array;

async function collect(source: Source, signal: AbortSignalLike): Promise<Part> {
  const parts: Part[] = [];
  let forget = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error("The request was aborted while its body was read."), { name: "AbortError" });
    const abort = (): void => {
      source.stop();
      reject(error);
    };
    if (signal.aborted) abort();
    else forget = onAbort(signal, abort);
  });
  try {
    for (;;) {
      const { done, value } = await Promise.race([source.next(), aborted]);
      if (done) return join(parts);
      add(parts, value);
    }
  } catch (error) {
    source.stop();
    throw error;
  } finally {
    forget();
  }
}

/** Read by hand because web streams are not async iterable in every browser. */
function fromWebStream(stream: ReadableStream<unknown>): Source {
  const reader = stream.getReader();
  return { next: () => reader.read(), stop: () => reader.cancel().catch(() => undefined) };
}

function fromIterable(stream: NodeReadable | AsyncIterable<unknown>): Source {
  const chunks = stream[Symbol.asyncIterator]();
  const stop = (): unknown =>
    "destroy" in stream ? stream.destroy?.() : Promise.resolve(chunks.return?.()).catch(() => undefined);
  return { next: () => chunks.next(), stop };
}

/**
 * Adds a chunk to others. Texts become one: a character may have its halves in two. Bytes are copied: a source may fill its buffer
 * again.
 */
function add(parts: Part[], chunk: unknown): void {
  if (typeof chunk !== "string") parts.push(toBytes(chunk));
  else if (typeof parts.at(-1) === "string") parts.push((parts.pop() as string) + chunk);
  else parts.push(chunk);
}

/** Nothing but a mixture of texts and bytes needs `TextEncoder`, which test runners with jsdom do not have. */
function join(parts: readonly Part[]): Part {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const chunks = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/** By what a chunk says it is: one of another realm, such as that of a test runner, is no instance here. */
function toBytes(chunk: unknown): Uint8Array {
  const tag = Object.prototype.toString.call(chunk) as string;
  if (tag === "[object Uint8Array]" || tag === "[object ArrayBuffer]") return copyBytes("send", chunk as ArrayBuffer);
  throw invalidArgument("send", "body", "a stream of bytes or text", chunk);
}
