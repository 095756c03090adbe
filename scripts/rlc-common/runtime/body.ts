import { invalidArgument } from "./invalidArgument.js";
import { stringifyJson } from "./json.js";
import type { BodyKind } from "./operation.js";

/** A Node.js readable stream, described by the little that is asked of it, so that no Node types are needed. */
export interface NodeReadable extends AsyncIterable<unknown> {
  /** Tells a Node.js stream from other things that can be iterated. */
  pipe(destination: never): unknown;
  /** Gives the stream up when the call is. */
  destroy?(): unknown;
}

/**
 * A stream of bytes or text: a web stream, a Node.js stream, anything that can be gone through with `for await`, or a
 * function that opens one of these. It is read to its end before the request goes out.
 */
export type StreamBody =
  | ReadableStream<Uint8Array | string>
  | NodeReadable
  | AsyncIterable<Uint8Array | string>
  | (() => ReadableStream<Uint8Array | string> | NodeReadable | AsyncIterable<Uint8Array | string>);

/** A stream that has been opened. */
export type OpenStream = Exclude<StreamBody, () => unknown>;

/** Bytes in any of the forms that JavaScript has for them. */
export type BytesBody = Uint8Array | ArrayBuffer | Blob | StreamBody | BytesOrStream;

/** A text, sent as UTF-8, or a stream of one. */
export type TextBody = string | StreamBody | TextOrStream;

/** Bytes in base64, as a text or a stream of one: what `format: byte` means (OpenAPI 3.0.3, Data Types). */
export type Base64Body = TextBody;

/** No value is one. Exists for the compiler's messages, which name it where something else is given for bytes. */
export interface BytesOrStream {
  /** What is taken. */
  "bytes, or a stream of them": never;
  /** With it the compiler compares objects with this, and not with a stream. */
  [name: string]: unknown;
}

/** No value is one. Exists for the compiler's messages, which name it where something else is given for a text. */
export interface TextOrStream {
  /** What is taken. */
  "a text, or a stream of one": never;
  /** With it the compiler compares objects with this, and not with a stream. */
  [name: string]: unknown;
}

// A type could refuse what shows JSON nothing, such as a Map or a promise, by the symbols that it has. Then an editor would offer
// members of that type where an object is written, and no longer the variables that there are; so it is refused when it is sent.
/**
 * Any value but undefined that `JSON.stringify` can write; a string becomes a JSON string. Bytes and streams are taken for ready-made
 * JSON and sent as they are.
 */
export type JsonBody = {} | null;

/** A file in a form. Its name goes along if it is a `File`. */
export type FilePart = Uint8Array | ArrayBuffer | Blob;

/** A body in the form in which a request carries it. */
export type RequestBody = string | FilePart | StreamBody | FormData;

/** A body that is not made of named parts. */
export type ContentKind = Exclude<BodyKind, "multipart" | "form">;

/**
 * Checks a body against its content type and writes JSON values as text.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` when the body does not match the content type
 */
export function prepareBody(operation: string, kind: ContentKind, contentType: string, body: unknown): RequestBody {
  if (isStreamBody(body)) return body;
  switch (kind) {
    case "json":
      return isBytes(body) ? copy(operation, body) : writeJson(operation, contentType, body);
    case "text":
      if (typeof body === "string") return checkText(operation, body);
      throw invalidArgument(operation, "body", `a string or a stream, because "contentType" is "${contentType}"`, body);
    case "bytes":
      if (isBytes(body)) return copy(operation, body);
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
  if (has(body, "then")) throw invalidArgument(operation, "body", "awaited first: it is a promise", body);
  let text: string | undefined;
  try {
    text = stringifyJson(body);
  } catch (cause) {
    throw unwritable(operation, contentType, "body", body, { cause });
  }
  if (text === undefined) throw unwritable(operation, contentType, "body", body);
  // All that loses its content looks like this; what looks like this is rare enough to be gone through.
  if (/\{\}|\{"0":/.test(text)) checkContent(operation, contentType, "body", body);
  return text;
}

/** Refuses what JSON writes as an empty object, or as an object of numbers, although it holds something else. */
function checkContent(operation: string, contentType: string, place: string, value: unknown): void {
  if (typeof value !== "object" || value === null || typeof (value as { toJSON?: unknown }).toJSON === "function")
    return;
  if (!Array.isArray(value) && losesItsContent(value)) throw unwritable(operation, contentType, place, value);
  for (const [name, member] of Object.entries(value)) {
    checkContent(operation, contentType, place + (Array.isArray(value) ? `[${name}]` : `.${name}`), member);
  }
}

function unwritable(
  operation: string,
  contentType: string,
  place: string,
  value: unknown,
  options?: { cause: unknown },
): TypeError {
  const expected = `a value that JSON.stringify can write, because "contentType" is "${contentType}"`;
  return invalidArgument(operation, place, expected, value, options);
}

/** Refuses a text that UTF-8 cannot carry: what stands for half a character would arrive as another one. */
export function checkText(operation: string, text: string): string {
  if (!loneSurrogate.test(text)) return text;
  throw invalidArgument(operation, "body", "a text without lone surrogates", text);
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Bytes that their owner may change, or use for something else, without changing what is sent. */
export function copy(operation: string, body: Uint8Array | ArrayBuffer | Blob): Uint8Array | Blob {
  return isBlob(body) ? body : copyBytes(operation, body);
}

/**
 * Made of another array, an array is a copy; made of a buffer, a view of it.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for bytes that were transferred, as to a worker, and are here no more
 */
export function copyBytes(operation: string, bytes: Uint8Array | ArrayBuffer): Uint8Array {
  try {
    return ArrayBuffer.isView(bytes) ? new Uint8Array(bytes) : new Uint8Array(bytes).slice();
  } catch (cause) {
    throw invalidArgument(operation, "body", "bytes that were not transferred", bytes, { cause });
  }
}

/** Whether a value is an object of members, and not bytes, a list or a stream. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !isBytes(value) && !isStreamBody(value)
  );
}

/**
 * Whether JSON does not write what a value holds: that of maps, promises, generators, `URLSearchParams`, objects that have all of
 * it in private members, and the like, which show no members; of errors, which hide theirs; and of numbers and bytes in other
 * views than `Uint8Array`.
 */
function losesItsContent(value: object): boolean {
  const tag = tagOf(value);
  if (/^\[object (?:String|Number|Boolean|Arguments)\]$/.test(tag)) return false;
  if (tag === "[object Error]" || ArrayBuffer.isView(value)) return true;
  return Object.keys(value).length === 0 && !(tag === "[object Object]" && isOfNoClass(value));
}

/** Whether an object was written as one, in whichever realm, or is of classes that have nothing to show what it might hold. */
function isOfNoClass(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return true;
  return Reflect.ownKeys(prototype).every((name) => name === "constructor") && isOfNoClass(prototype);
}

/** By what it says it is: to name the class makes Node.js load the library of its `fetch`, which takes longer than a send. */
export function isFormData(value: unknown): value is FormData {
  return tagOf(value) === "[object FormData]";
}

export function isBytes(value: unknown): value is Uint8Array | ArrayBuffer | Blob {
  return /^\[object (?:Uint8Array|ArrayBuffer)\]$/.test(tagOf(value)) || isBlob(value);
}

/** What kind of thing a value is, also where it is from another realm (a worker, a test runner) and `instanceof` fails. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value) as string;
}

export function isBlob(value: unknown): value is Blob {
  return /^\[object (?:Blob|File)\]$/.test(tagOf(value)) && has(value, "arrayBuffer");
}

export function isStreamBody(value: unknown): value is StreamBody {
  return typeof value === "function" || isStream(value);
}

/** Whether a value is a stream that has been opened. */
export function isStream(value: unknown): value is OpenStream {
  return isWebStream(value) || (typeof value === "object" && value !== null && Symbol.asyncIterator in value);
}

export function isWebStream(value: unknown): value is ReadableStream<Uint8Array | string> {
  return has(value, "getReader");
}

function has<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === "object" && value !== null && typeof (value as Record<string, unknown>)[name] === "function";
}
