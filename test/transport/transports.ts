import { fetchTransport } from "../../src/transport/fetch/fetchTransport.js";
import { httpTransport } from "../../src/transport/http/httpTransport.js";
import { undiciTransport } from "../../src/undici.js";
import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClient, WebPubSubClientOptions } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";

/** Retries that do not take long. */
const retryOptions = { maxRetries: 2, retryDelayInMs: 1, maxRetryDelayInMs: 5 };

const bounds = { maxConnections: 50, idleTimeoutInMs: 30_000, maxResponseBytes: 16 * 1024 * 1024 };

/** Each transport, by what makes one with other bounds than the usual. */
export const transports = [
  ["node:http", (changes: Partial<typeof bounds> = {}) => httpTransport({ ...bounds, ...changes })],
  ["undici", (changes: Partial<typeof bounds> = {}) => undiciTransport({ ...bounds, ...changes })],
  ["fetch", (changes: Partial<typeof bounds> = {}) => fetchTransport({ ...bounds, ...changes })],
] as const;

export type MakeTransport = (typeof transports)[number][1];

/** A client over a transport. */
export function clientOver(
  transport: ReturnType<MakeTransport>,
  endpoint: string,
  options: WebPubSubClientOptions = {},
): WebPubSubClient {
  return createWebPubSubClient(endpoint, { key: FAKE_KEY }, { httpClient: transport, retryOptions, ...options });
}
