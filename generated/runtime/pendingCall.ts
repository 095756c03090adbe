// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpBrowserStreamResponse, HttpNodeStreamResponse, StreamableMethod } from "@azure-rest/core-client";

/**
 * A call that has been described and goes out when somebody waits for it. However often it is awaited, it goes out
 * once: a message must not be sent twice because its promise was looked at twice.
 */
export interface PendingCall<TResponse> extends PromiseLike<TResponse> {
  /** Sends the request, unless that has been done, and waits for the response. */
  then<A = TResponse, B = never>(
    onFulfilled?: ((response: TResponse) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B>;
  /** Like the method of a promise. */
  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<TResponse | B>;
  /** Like the method of a promise. */
  finally(onFinally?: (() => void) | null): Promise<TResponse>;
  /** Sends the request and hands the response's body over as a Node.js stream. Node.js only. */
  asNodeStream(): Promise<HttpNodeStreamResponse>;
  /** Sends the request and hands the response's body over as a web stream. Browsers only. */
  asBrowserStream(): Promise<HttpBrowserStreamResponse>;
}

/** Sends a request, and reads the response in one of the ways that the core library offers. */
export type Send = <T extends object>(read: (call: StreamableMethod) => PromiseLike<T>) => Promise<T>;

/** The {@link PendingCall} that clients return. */
export class LazyCall<TResponse> implements PendingCall<TResponse> {
  readonly #send: Send;
  #response: Promise<TResponse> | undefined;

  /** @param send - is called when the call is awaited, and rejects when the request cannot be built */
  constructor(send: Send) {
    this.#send = send;
  }

  then<A = TResponse, B = never>(
    onFulfilled?: ((response: TResponse) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#response ??= this.#send((call) => call) as Promise<TResponse>;
    return this.#response.then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<TResponse | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<TResponse> {
    return this.then().finally(onFinally);
  }

  asNodeStream(): Promise<HttpNodeStreamResponse> {
    return this.#send((call) => call.asNodeStream());
  }

  asBrowserStream(): Promise<HttpBrowserStreamResponse> {
    return this.#send((call) => call.asBrowserStream());
  }
}
