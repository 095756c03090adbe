import type { HttpMethod, Paging } from "./operation.js";
import type { RequestBody } from "./body.js";

declare const responseType: unique symbol;

/** What an {@link HttpRequest} is made of. */
export interface HttpRequestInit {
  /** The HTTP method. */
  readonly method: HttpMethod;
  /** Path and query relative to the endpoint, percent-encoded, starting with `/`. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body in the form in which it is sent; JSON is a text already. */
  readonly body?: RequestBody | undefined;
}

/** What the document says of the answers to a request. */
export interface ResponseContract {
  /** The statuses that the document lists and does not call errors. */
  readonly expected: readonly string[];
  /** Set where an answer is a page of a list. */
  readonly paging?: Paging | undefined;
  /** The properties of answers with integers of 64 bits; an empty name is for the body itself. */
  readonly longs?: readonly string[] | undefined;
  /** Reads an answer with such integers; there with them, so that other documents do without. */
  readonly readLongs?: ((text: string, longs: readonly string[], large?: "refuse" | "bigint") => unknown) | undefined;
}

/**
 * A request that is ready to be sent: a plain value, relative to any client's endpoint, without credentials. It may be
 * sent many times and by many clients; one whose body is a stream once, and one whose body opens a stream as often as
 * that can be opened.
 *
 * @typeParam TResponse - the responses that the operation has
 */
export class HttpRequest<TResponse = unknown> implements HttpRequestInit {
  /** The HTTP method. */
  readonly method: HttpMethod;
  /** Path and query relative to the endpoint, percent-encoded, starting with `/`. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body in the form in which it is sent; JSON is a text already. */
  readonly body: RequestBody | undefined;
  /** What the document says of the answers; absent when no document speaks of the request. */
  readonly contract: ResponseContract | undefined;
  /** Exists for the compiler only. */
  declare readonly [responseType]?: TResponse;

  constructor(init: HttpRequestInit, contract?: ResponseContract) {
    this.method = init.method;
    this.url = init.url;
    this.headers = init.headers ?? {};
    this.body = init.body;
    this.contract = contract;
  }

  /** What `util.inspect` and `console.log` print: no headers and no body, which may be private. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `<HttpRequest [${this.method}], url: '${this.url}'>`;
  }
}
