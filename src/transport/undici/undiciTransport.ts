import { Pool, ProxyAgent } from "undici";
import type { Dispatcher } from "undici";
import type { HttpClient, PipelineRequest, PipelineResponse, TlsSettings } from "@azure/core-rest-pipeline";
import { longestTimer } from "../../../generated/runtime/deadline.js";
import { argumentError } from "../../../generated/runtime/invalidArgument.js";
import { readBounds } from "../bounds.js";
import type { TransportBounds } from "../bounds.js";
import { insecureError } from "../failure.js";
import { keepTimerList } from "../node/timerList.js";
import { Departures } from "../node/departures.js";
import { takeSettings } from "../node/takeSettings.js";
import { targetFinder } from "../node/target.js";
import type { Target } from "../node/target.js";
import type { Transport } from "../transport.js";
import { UndiciExchange } from "./undiciExchange.js";

/** How {@link undiciTransport} makes connections. */
export interface UndiciTransportOptions {
  /**
   * What sends, in place of a `Pool` that is made from the other options: one with a proxy, such as `EnvHttpProxyAgent`, or
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
  const bounds = readBounds(options);
  const dispatcherFor = dispatcherFinder(options, bounds);
  // undici closes a connection, or opens one to close it, for each request that was given up while it waited for one. So they
  // wait here, where giving up costs nothing.
  const departures = new Departures(options.dispatcher === undefined ? bounds.maxConnections : undefined);
  const find = targetFinder();
  const transport: Transport = {
    streams: "node",
    isProxied: options.dispatcher instanceof ProxyAgent,
    sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const target = find(request.url);
      if (!target.isSecure && !request.allowInsecureConnection) return Promise.reject(insecureError(request));
      // undici has its own.
      takeSettings(request);
      return new UndiciExchange(request, bounds.maxResponseBytes, departures, target, dispatcherFor).run();
    },
  };
  return transport;
}

/**
 * Finds what sends to a target: the caller's own dispatcher, or a pool for each origin, which is let go when its last connection
 * has ended. An `Agent` of undici does that, too, but takes what ends in a former pool for what ends in its successor, which it
 * goes on to close then.
 */
function dispatcherFinder(
  { dispatcher, tlsOptions }: UndiciTransportOptions,
  { maxConnections, idleTimeoutInMs }: TransportBounds,
): (target: Target) => Dispatcher {
  if (dispatcher !== undefined) return () => dispatcher;
  const keepAliveTimeout = Math.min(idleTimeoutInMs, longestTimer);
  const poolOptions: Pool.Options = {
    connections: Number.isFinite(maxConnections) ? maxConnections : null,
    pipelining: 1,
    // Not every version has the same default. One request at a time is what connections are bounded for.
    allowH2: false,
    keepAliveTimeout,
    // A service may ask for less, not for more.
    keepAliveMaxTimeout: keepAliveTimeout,
    // Calls have a time limit of their own, from beginning to end.
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(tlsOptions !== undefined && { connect: tlsOptions as object }),
  };
  const pools = new Map<string, Pool>();
  return ({ origin }) => {
    // undici sets such a timer for each connection that becomes idle.
    keepTimerList(keepAliveTimeout);
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const pool = new Pool(origin, poolOptions);
    pools.set(origin, pool);
    pool.on("disconnect", () => {
      if (pools.get(origin) !== pool || pool.stats.connected > 0) return;
      pools.delete(origin);
      // What it has been given already still goes out.
      pool.close().catch(() => undefined);
    });
    return pool;
  };
}

/** @throws TypeError with code `INVALID_ARGUMENT` for what is no dispatcher, and for options that it would not go by */
function checkOptions(options: UndiciTransportOptions): void {
  if (typeof options !== "object" || options === null) throw argumentError("options", "an object", options);
  const { dispatcher, tlsOptions } = options;
  if (tlsOptions !== undefined && (typeof tlsOptions !== "object" || tlsOptions === null))
    throw argumentError("tlsOptions", "an object", tlsOptions);
  if (dispatcher === undefined) return;
  if (typeof dispatcher?.dispatch !== "function") {
    throw argumentError("dispatcher", "a Dispatcher of undici, such as an Agent", dispatcher);
  }
  for (const name of ["maxConnections", "idleTimeoutInMs", "tlsOptions"] as const) {
    const value = options[name];
    if (value !== undefined)
      throw argumentError(name, "left out beside dispatcher, which makes the connections", value);
  }
}
