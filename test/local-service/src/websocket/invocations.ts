import type { Message } from "../hub/message.js";
import type { UpstreamClient } from "../upstream/upstreamClient.js";
import { CallFailure } from "../upstream/wire.js";
import type { InvokeRequest } from "./clientRequest.js";
import type { InvokeResponse } from "./codec.js";

/** How many invocations of a connection may be under way at once. */
const capacity = 100;

/** What a handler is given where the client sent no data: as for an event with an empty text. */
const nothing: Message = { dataType: "text", text: "" };

/**
 * The invocations of one connection: events whose sender waits for the handler's answer. They do not wait for each other,
 * nor does anything else wait for them, or they could not be cancelled.
 */
export class Invocations {
  readonly #upstreamClient: UpstreamClient;
  readonly #send: (response: InvokeResponse) => void;
  readonly #open = new Map<string, AbortController>();

  /** @param send - sends a response to the client */
  constructor(upstreamClient: UpstreamClient, send: (response: InvokeResponse) => void) {
    this.#upstreamClient = upstreamClient;
    this.#send = send;
  }

  /** Has an event handled, and sends the answer, unless it is cancelled before. */
  async start({ invocationId, event, message = nothing }: InvokeRequest): Promise<void> {
    const respond = (response: { readonly message?: Message | undefined } | { readonly error: string }): void => {
      const outcome =
        "error" in response ? { error: { name: "InternalServerError", message: response.error } as const } : response;
      this.#send({ type: "invokeResponse", invocationId, ...outcome });
    };
    // Nothing is said to the second of two with one id: the client would take it for the answer to the first.
    if (this.#open.has(invocationId)) return;
    if (this.#open.size >= capacity) return respond({ error: `More than ${capacity} invocations are under way.` });
    const controller = new AbortController();
    this.#open.set(invocationId, controller);
    try {
      const answer = await this.#upstreamClient.userEvent(event, message, controller.signal);
      if (!controller.signal.aborted) respond({ message: answer });
    } catch (error) {
      const known = error instanceof CallFailure ? error.message : "The local service failed to handle the request.";
      if (!controller.signal.aborted) respond({ error: known });
    } finally {
      this.#open.delete(invocationId);
    }
  }

  /** Gives an invocation up, if it is under way. */
  cancel(invocationId: string): void {
    this.#open.get(invocationId)?.abort(new CallFailure("The client has cancelled the invocation."));
  }

  /** Gives all of them up: the client is gone. */
  cancelAll(): void {
    for (const invocationId of this.#open.keys()) this.cancel(invocationId);
  }
}
