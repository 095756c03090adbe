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

/** Builds and starts a call of the core library, which itself waits until it is awaited. */
export type Start = () => Promise<{ call: StreamableMethod }>;

/** The {@link PendingCall} that clients return. */
export class LazyCall<TResponse> implements PendingCall<TResponse> {
  readonly #start: Start;
  readonly #finish: <T extends object>(response: T) => T;
  #response: Promise<TResponse> | undefined;

  /**
   * @param start - is called when the call is awaited, and rejects when the request cannot be built
   * @param finish - is given each response before the caller is
   */
  constructor(start: Start, finish: <T extends object>(response: T) => T) {
    this.#start = start;
    this.#finish = finish;
  }

  then<A = TResponse, B = never>(
    onFulfilled?: ((response: TResponse) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#response ??= this.#start().then(async ({ call }) => this.#finish(await call) as TResponse);
    return this.#response.then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<TResponse | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<TResponse> {
    return this.then().finally(onFinally);
  }

  async asNodeStream(): Promise<HttpNodeStreamResponse> {
    const { call } = await this.#start();
    return this.#finish(await call.asNodeStream());
  }

  async asBrowserStream(): Promise<HttpBrowserStreamResponse> {
    const { call } = await this.#start();
    return this.#finish(await call.asBrowserStream());
  }
}
