import { Readable } from "node:stream";
import { types } from "node:util";
import type { ReadableStream as WebStream } from "node:stream/web";
import type { PipelineRequest } from "@azure/core-rest-pipeline";

type Body = NonNullable<PipelineRequest["body"]>;

/** A body that is in memory, in a form that can be written at once. */
export function inMemory(body: Body): string | Buffer | undefined {
  if (typeof body === "string") return body;
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return types.isAnyArrayBuffer(body) ? Buffer.from(body) : undefined;
}

/**
 * A body that is a stream of any kind, as a stream of Node.js.
 *
 * @throws Error for a form: what writes one is a policy, and stands before the transport
 */
export function toReadable(body: Body): Readable {
  if (typeof body === "object" && "pipe" in body) return body as unknown as Readable;
  if (typeof body === "object" && "getReader" in body) return Readable.fromWeb(body as unknown as WebStream);
  if (typeof body === "object" && "stream" in body) return Readable.fromWeb(body.stream() as WebStream);
  throw new Error("A body of this kind has to be written by a policy before it reaches the transport.");
}
