import type { HttpBrowserStreamResponse, HttpNodeStreamResponse, StreamableMethod } from "@azure-rest/core-client";

/**
 * A call that is on its way. It goes out whether or not anybody waits for it, as soon as the code that made it pauses,
 * and once, however often it is awaited: a message must not be sent twice because its promise was looked at twice. A
 * failure that nobody waits for is an unhandled rejection, like that of any promise.
 */
export interface PendingCall<TResponse> extends PromiseLike<TResponse> {
  /** Waits for the response. */
  then<A = TResponse, B = never>(
    onFulfilled?: ((response: TResponse) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B>;
  /** Like the method of a promise. */
  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<TResponse | B>;
  /** Like the method of a promise. */
  finally(onFinally?: (() => void) | null): Promise<TResponse>;
  /**
   * Hands the response's body over as a Node.js stream, instead of reading it. Node.js only.
   *
   * @throws Error with code `ALREADY_SENT`, as a rejection, unless it is called right behind the call itself
   * @example
   * ```ts
   * const { body } = await client.path("/things/{id}/content", id).get().asNodeStream();
   * ```
   */
  asNodeStream(): Promise<HttpNodeStreamResponse>;
  /**
   * Hands the response's body over as a web stream, instead of reading it. Browsers only.
   *
   * @throws Error with code `ALREADY_SENT`, as a rejection, unless it is called right behind the call itself
   */
  asBrowserStream(): Promise<HttpBrowserStreamResponse>;
}

/** Sends a request, and reads the response in one of the ways that the core library offers. */
export type Send = <T extends object>(read: (call: StreamableMethod) => PromiseLike<T>) => Promise<T>;

/** The {@link PendingCall} that clients return. */
export class Call<TResponse> implements PendingCall<TResponse> {
  readonly #send: Send;
  #isSent = false;
  #response: Promise<TResponse> | undefined;

  /** @param send - is called once, and rejects when the request cannot be built */
  constructor(send: Send) {
    this.#send = send;
    // Not at once: the response may be about to be asked for as a stream, which is a matter of how the request is sent.
    queueMicrotask(() => {
      if (!this.#isSent) void this.#read();
    });
  }

  then<A = TResponse, B = never>(
    onFulfilled?: ((response: TResponse) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#read().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<TResponse | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<TResponse> {
    return this.then().finally(onFinally);
  }

  asNodeStream(): Promise<HttpNodeStreamResponse> {
    return this.#sendOnce((call) => call.asNodeStream());
  }

  asBrowserStream(): Promise<HttpBrowserStreamResponse> {
    return this.#sendOnce((call) => call.asBrowserStream());
  }

  /** What `util.inspect` and `console.log` print, most often where an `await` was forgotten. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "<PendingCall, to be awaited>";
  }

  #read(): Promise<TResponse> {
    return (this.#response ??= this.#sendOnce((call) => call) as Promise<TResponse>);
  }

  #sendOnce<T extends object>(read: (call: StreamableMethod) => PromiseLike<T>): Promise<T> {
    if (this.#isSent) return Promise.reject(alreadySent());
    this.#isSent = true;
    return this.#send(read);
  }
}

function alreadySent(): Error {
  const message =
    "The request has been sent already, and its response can be read in one way only. For a stream, write .asNodeStream() or .asBrowserStream() right behind the call.";
  return Object.assign(new Error(message), { code: "ALREADY_SENT" });
}
