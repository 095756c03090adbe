// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpResponse } from "@azure-rest/core-client";
import type { NodeReadable } from "./body.js";
import type { BodyForm } from "./pendingCall.js";

/**
 * The error for a stream of a kind that a client's transport does not have, before anything is sent. A Node.js stream can
 * be handed over as a web stream; the other way around needs Node.js.
 *
 * @param form - how the body is wanted
 * @param streams - what the transport has, where that is known
 */
export function refuseStream(form: BodyForm, streams: "node" | "browser" | undefined): Error | undefined {
  if (form !== "node" || streams !== "browser") return undefined;
  const message =
    "Requests go out by fetch here, whose answers are web streams. Write .asBrowserStream() instead of .asNodeStream().";
  return Object.assign(new Error(message), { code: "NO_NODE_STREAMS" });
}

/** The answer with its body as the kind of stream that is wanted. */
export function giveStream(response: HttpResponse, form: BodyForm): HttpResponse {
  const { body } = response;
  if (form !== "browser" || !isNodeReadable(body)) return response;
  return { ...response, body: toWebStream(body) };
}

function isNodeReadable(value: unknown): value is NodeReadable {
  return typeof value === "object" && value !== null && "pipe" in value && Symbol.asyncIterator in value;
}

function toWebStream(stream: NodeReadable): ReadableStream<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      stream.destroy?.();
    },
  });
}
