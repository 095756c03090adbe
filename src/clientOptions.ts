import type { CoreClientOptions } from "../generated/runtime/options.js";
import type { WebPubSubRetryOptions } from "./pipeline/retryOptions.js";

/**
 * How a client sends. Besides what stands here, all options of the Azure core library are taken: proxy, user agent, logging,
 * and so on.
 *
 * @example
 * ```ts
 * const options: WebPubSubClientOptions = { timeoutInMs: 10_000, retryOptions: { maxRetries: 5 } };
 * ```
 */
export interface WebPubSubClientOptions extends Omit<
  CoreClientOptions,
  "apiVersion" | "baseUrl" | "endpoint" | "retryOptions"
> {
  /**
   * Policies of your own. With `position: "perCall"` one runs once for a call, around its retries; with `"perRetry"` once for each
   * attempt, after the request has got its token.
   */
  additionalPolicies?: CoreClientOptions["additionalPolicies"];
  /** Set to true to use an `http:` endpoint of another machine; loopback hosts need no flag. */
  allowInsecureConnection?: CoreClientOptions["allowInsecureConnection"];
  /** `credentials.scopes` is what to ask Microsoft Entra ID for; the default is `https://webpubsub.azure.com/.default`. */
  credentials?: CoreClientOptions["credentials"];
  /**
   * Where requests go out, in place of the transport of this package: one of your own, that of `web-pubsub-rest/undici`, or a stub in
   * a test. It makes the connections, so options of connections are refused beside it.
   */
  httpClient?: CoreClientOptions["httpClient"];
  /**
   * Policies in place of the usual ones; the pipeline is copied. The client adds its credentials, and its own retries where there
   * are some. `loggingOptions`, `redirectOptions`, `telemetryOptions` and `userAgentOptions` do nothing beside it.
   */
  pipeline?: CoreClientOptions["pipeline"];
  /** How failed attempts are repeated. */
  retryOptions?: WebPubSubRetryOptions | undefined;
  /**
   * How many connections the client may have open at a time; further requests wait for one. Where requests go out by
   * `fetch`, how many may be on their way.
   *
   * @defaultValue 50
   */
  maxConnections?: number | undefined;
  /**
   * How long a connection is kept open for the next request, in milliseconds. Node.js only.
   *
   * @defaultValue 30000
   */
  idleTimeoutInMs?: number | undefined;
  /**
   * How many bytes an answer may have, after decompression; a larger one is an error with code `RESPONSE_TOO_LARGE`. Answers
   * that are read as a stream have no limit.
   *
   * @defaultValue 16777216
   */
  maxResponseBytes?: number | undefined;
  /**
   * The address of a reverse proxy that stands before the service. Requests and WebSocket clients go there; tokens stay
   * made for the service.
   */
  reverseProxyEndpoint?: string | undefined;
  /**
   * How long each call may take, in milliseconds, with all its attempts; 0 or `Infinity` for as long as it likes.
   *
   * @defaultValue 100000
   */
  timeoutInMs?: number | undefined;
  /**
   * Set to false to send names and values that the API document does not allow.
   *
   * @defaultValue true
   */
  validate?: boolean | undefined;
}
