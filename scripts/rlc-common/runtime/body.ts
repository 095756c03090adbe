import { invalidArgument } from "./invalidArgument.js";
import type { BodyKind } from "./operation.js";

/** A Node.js readable stream, described by the little that is asked of it, so that no Node types are needed. */
export interface NodeReadable extends AsyncIterable<unknown> {
  /** Tells a Node.js stream from other things that can be iterated. */
  pipe(destination: never): unknown;
  /** Gives the stream up when the call is. */
  destroy?(): unknown;
}

/** A stream of bytes or text. It is read to its end before the request goes out. */
export type StreamBody = ReadableStream<Uint8Array> | NodeReadable | (() => ReadableStream<Uint8Array> | NodeReadable);

/** Bytes in any of the forms that JavaScript has for them. */
export type BytesBody = Uint8Array | ArrayBuffer | Blob | StreamBody;

/** A text, sent as UTF-8, or a stream of one. */
export type TextBody = string | StreamBody;

/**
 * Any value but undefined that `JSON.stringify` can write; a string becomes a JSON string. Bytes and streams are taken for ready-made
 * JSON and sent as they are.
 */
export type JsonBody = {} | null;

/** A body in the form in which a request carries it. */
export type RequestBody = string | BytesBody;

/**
 * Checks a body against its content type and writes JSON values as text.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` when the body does not match the content type
 */
export function prepareBody(operation: string, kind: BodyKind, contentType: string, body: unknown): RequestBody {
  if (isStreamBody(body)) return body;
  switch (kind) {
    case "json":
      return isBytes(body) ? body : writeJson(operation, contentType, body);
    case "text":
      if (typeof body === "string") return body;
      throw invalidArgument(operation, "body", `a string or a stream, because "contentType" is "${contentType}"`, body);
    case "bytes":
      if (isBytes(body)) return body;
      throw invalidArgument(
        operation,
        "body",
        `a Uint8Array, ArrayBuffer, Blob or stream, because "contentType" is "${contentType}"`,
        body,
      );
  }
}

/**
 * Writes a value as JSON.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for what JSON has no form for
 */
export function writeJson(operation: string, contentType: string, body: unknown): string {
  const expected = `a value that JSON.stringify can write, because "contentType" is "${contentType}"`;
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch (cause) {
    throw invalidArgument(operation, "body", expected, body, { cause });
  }
  if (text === undefined) throw invalidArgument(operation, "body", expected, body);
  return text;
}

export function isBytes(value: unknown): value is Uint8Array | ArrayBuffer | Blob {
  return value instanceof Uint8Array || isArrayBuffer(value) || isBlob(value);
}

/** Tells an ArrayBuffer by its tag, because `instanceof` fails for one from another realm (a worker, a test runner). */
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

export function isBlob(value: unknown): value is Blob {
  return typeof Blob !== "undefined" && value instanceof Blob;
}

export function isStreamBody(value: unknown): value is StreamBody {
  return typeof value === "function" || isWebStream(value) || isNodeReadable(value);
}

export function isWebStream(value: unknown): value is ReadableStream<Uint8Array> {
  return has(value, "getReader");
}

function isNodeReadable(value: unknown): value is NodeReadable {
  return has(value, "pipe") && Symbol.asyncIterator in value;
}

function has<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === "object" && value !== null && typeof (value as Record<string, unknown>)[name] === "function";
}
