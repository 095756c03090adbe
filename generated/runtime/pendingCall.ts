// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpBrowserStreamResponse, HttpNodeStreamResponse } from "@azure-rest/core-client";

/**
 * A call that is on its way. It goes out whether or not anybody waits for it, as soon as the code that made it pauses,
 * and once, however often it is awaited: a message must not be sent twice because its promise was looked at twice. A
 * failure that nobody waits for is an unhandled rejection, like that of any promise.
 *
 * An answer is a value, whatever its status. The call rejects with a `TypeError` of code `INVALID_ARGUMENT` for what cannot be
 * sent, a `RestError` where no answer came, a `TimeoutError` of code `TIMEOUT`, and an `AbortError` when its signal fires.
 */
export interface PendingCall<TResponse> extends Promise<TResponse> {
  /**
   * Hands the response's body over as a Node.js stream, instead of reading it. Node.js only. It holds its connection until it has
   * been read to its end, or destroyed, also where the response is an error.
   *
   * @throws Error with code `ALREADY_SENT`, as a rejection, unless it is called right behind the call itself
   * @example
   * ```ts
   * const { body } = await client.path("/things/{id}/content", id).get().asNodeStream();
   * ```
   */
  asNodeStream(): Promise<HttpNodeStreamResponse>;
  /**
   * Hands the response's body over as a web stream, instead of reading it. It holds its connection until it has been read to its
   * end, or cancelled, also where the response is an error.
   *
   * @throws Error with code `ALREADY_SENT`, as a rejection, unless it is called right behind the call itself
   */
  asBrowserStream(): Promise<HttpBrowserStreamResponse>;
}

/** How a response's body is handed over: read to its end, or as one of the two kinds of stream. */
export type BodyForm = "whole" | "node" | "browser";

const inspect = Symbol.for("nodejs.util.inspect.custom");

/** What `util.inspect` and `console.log` print, most often where an `await` was forgotten. */
const describeCall = (): string => "<PendingCall, to be awaited>";

/**
 * Starts a call. What is returned is a promise of the language itself: where one is awaited, an error's stack leads back to
 * whoever waits.
 *
 * @param send - is called once, and rejects when the request cannot be built
 */
export function startCall<TResponse>(send: (form: BodyForm) => Promise<unknown>): PendingCall<TResponse> {
  let isSent = false;
  let isStreamed = false;
  const call = (async () => {
    // Not at once: the response may be about to be asked for as a stream, which is a matter of how the request is sent.
    await undefined;
    if (isStreamed) throw alreadySent();
    isSent = true;
    return (await send("whole")) as TResponse;
  })() as Promise<TResponse> & { -readonly [Name in keyof PendingCall<TResponse>]: PendingCall<TResponse>[Name] };
  const stream = <TStream>(form: BodyForm): Promise<TStream> => {
    if (isSent || isStreamed) return Promise.reject(alreadySent());
    isStreamed = true;
    // Nobody is told by this one but who awaits both.
    call.catch(() => undefined);
    return send(form) as Promise<TStream>;
  };
  call.asNodeStream = () => stream<HttpNodeStreamResponse>("node");
  call.asBrowserStream = () => stream<HttpBrowserStreamResponse>("browser");
  (call as unknown as Record<symbol, unknown>)[inspect] = describeCall;
  return call;
}

function alreadySent(): Error {
  const message =
    "The request has been sent already, and its response can be read in one way only. For a stream, write .asNodeStream() or .asBrowserStream() right behind the call.";
  return Object.assign(new Error(message), { code: "ALREADY_SENT" });
}
