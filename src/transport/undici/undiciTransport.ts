import { Agent } from "undici";
import type { Dispatcher } from "undici";
import type { HttpClient, PipelineRequest, PipelineResponse, TlsSettings } from "@azure/core-rest-pipeline";
import { argumentError } from "../../argumentError.js";
import { longestTimer, readBounds } from "../bounds.js";
import { insecureError } from "../failure.js";
import { Departures } from "../node/departures.js";
import type { Transport } from "../transport.js";
import { UndiciExchange } from "./undiciExchange.js";

/** How {@link undiciTransport} makes connections. */
export interface UndiciTransportOptions {
  /**
   * What sends, in place of an `Agent` that is made from the other options: one with a proxy, such as `EnvHttpProxyAgent`, or
   * a `MockAgent`. Its own limits on connections count then, and so do its time limits: those here are refused beside it.
   */
  dispatcher?: Dispatcher | undefined;
  /**
   * How many connections may be open at a time; further requests wait for one.
   *
   * @defaultValue 50
   */
  maxConnections?: number | undefined;
  /**
   * How long a connection is kept open for the next request, in milliseconds.
   *
   * @defaultValue 30000
   */
  idleTimeoutInMs?: number | undefined;
  /**
   * How many bytes an answer may have, after decompression; a larger one is an error with code `RESPONSE_TOO_LARGE`.
   *
   * @defaultValue 16777216
   */
  maxResponseBytes?: number | undefined;
  /** Certificates and the like. */
  tlsOptions?: TlsSettings | undefined;
}

/**
 * Makes a transport on the package `undici`, version 7 or later, for those who send much from Node.js. It goes where `httpClient`
 * goes. It asks no proxy that the environment names: give it `new EnvHttpProxyAgent()` of `undici` as `dispatcher` for that.
 *
 * @param options - bounds and connections; options of the same names are left out of those of the client, which refuses them
 * @throws TypeError with code `INVALID_ARGUMENT` for options that cannot be meant
 * @example
 * ```ts
 * import { undiciTransport } from "web-pubsub-rest/undici";
 * const client = createWebPubSubClient(endpoint, credential, { httpClient: undiciTransport() });
 * ```
 */
export function undiciTransport(options: UndiciTransportOptions = {}): HttpClient {
  checkOptions(options);
  const { maxConnections, idleTimeoutInMs, maxResponseBytes } = readBounds(options);
  const keepAliveTimeout = Math.min(idleTimeoutInMs, longestTimer);
  const dispatcher =
    options.dispatcher ??
    new Agent({
      connections: Number.isFinite(maxConnections) ? maxConnections : null,
      pipelining: 1,
      keepAliveTimeout,
      // A service may ask for less, not for more.
      keepAliveMaxTimeout: keepAliveTimeout,
      // Calls have a time limit of their own, from beginning to end.
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(options.tlsOptions !== undefined && { connect: options.tlsOptions as object }),
    });
  const departures = new Departures();
  let origin = "";
  const transport: Transport = {
    streams: "node",
    sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const { url } = request;
      // One client sends to one address, so looking for its end once is enough.
      if (!url.startsWith(origin) || url[origin.length] !== "/") {
        origin = url.slice(0, url.indexOf("/", url.indexOf("//") + 2));
      }
      if (!request.allowInsecureConnection && !url.startsWith("https:")) {
        return Promise.reject(insecureError(request));
      }
      const from = origin;
      return departures.run(() => new UndiciExchange(request, maxResponseBytes).run(dispatcher, from));
    },
  };
  return transport;
}

/** @throws TypeError with code `INVALID_ARGUMENT` for what is no dispatcher, and for options that it would not go by */
function checkOptions(options: UndiciTransportOptions): void {
  if (typeof options !== "object" || options === null) throw argumentError("options", "an object", { value: options });
  const { dispatcher } = options;
  if (dispatcher === undefined) return;
  if (typeof dispatcher?.dispatch !== "function") {
    throw argumentError("dispatcher", "a Dispatcher of undici, such as an Agent", { value: dispatcher });
  }
  for (const name of ["maxConnections", "idleTimeoutInMs", "tlsOptions"] as const) {
    const value = options[name];
    if (value !== undefined)
      throw argumentError(name, "left out beside dispatcher, which makes the connections", { value });
  }
}
