import type { Agent, HttpClient, ProxySettings, TlsSettings } from "@azure/core-rest-pipeline";

/** What carries requests to the service: an `HttpClient` of the core library that says what its streams are. */
export interface Transport extends HttpClient {
  /** In which kind of stream an answer is handed over. */
  readonly streams: "node" | "browser";
  /** Whether all of its requests go through a proxy that the caller has chosen. */
  readonly isProxied?: boolean;
}

/** How connections are made, where that is ours to say: on Node.js. */
export interface ConnectionSettings {
  /** The caller's own agent, for every request. */
  readonly agent?: Agent | undefined;
  /** The proxy to go through, in place of one that the environment names. */
  readonly proxyOptions?: ProxySettings | undefined;
  /** Certificates and the like. */
  readonly tlsOptions?: TlsSettings | undefined;
}
