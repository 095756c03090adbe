import { splitUrl } from "../http/restRequest.js";
import type { RestRequest } from "../http/restRequest.js";

/** A request as it was received. */
export interface ReceivedRequest {
  readonly method: string;
  /** Percent-encoded, as it was sent, without the query. */
  readonly path: string;
  /** Decoded. */
  readonly query: URLSearchParams;
  /** By name in lower case, without `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there was none, and where it was larger than a message may be. */
  readonly body: Uint8Array;
  /** The body read as UTF-8. */
  readonly text: string;
}

/** How many requests are kept. */
const requestLimit = 1000;

/** How many bytes of bodies are kept. */
const byteLimit = 16 * 1_048_576;

/** The latest requests. */
export class RequestLog {
  readonly requests: ReceivedRequest[] = [];
  #bytes = 0;

  /** Adds a request, and lets go of the oldest ones where there is no room for it. */
  add({ method, url, headers: { authorization: _, ...headers }, body = new Uint8Array() }: RestRequest): void {
    this.requests.push({
      method,
      ...splitUrl(url),
      headers,
      body,
      get text() {
        return new TextDecoder().decode(body);
      },
    });
    this.#bytes += body.length;
    while (this.requests.length > requestLimit || this.#bytes > byteLimit)
      this.#bytes -= this.requests.shift()?.body.length ?? 0;
  }

  /** Lets go of all. */
  clear(): void {
    this.requests.length = 0;
    this.#bytes = 0;
  }
}
