/**
 * The client for API version 2020-10-01.
 *
 * @packageDocumentation
 */
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import { createClientOn as createGenerated } from "../generated/2020-10-01/client.js";
import type { WebPubSubClient } from "../generated/2020-10-01/client.js";
import { createClient, createClientFromConnectionString } from "./client.js";
import type { WebPubSubClientOptions } from "./clientOptions.js";

const api = { createClient: createGenerated };

/**
 * Makes a client for one Web PubSub resource. It speaks the preview 2020-10-01,
 * which resources of today may refuse; those of `web-pubsub-rest/2024-12-01` and the like speak later versions.
 *
 * @param endpoint - the address of the resource, such as `https://example.webpubsub.azure.com`; `http:` for loopback hosts
 * @param credential - the access key as `{ key }` or `AzureKeyCredential`, or a Microsoft Entra ID credential
 * @param options - retries, proxy, policies and the like
 * @throws TypeError with code `INVALID_ARGUMENT` for an endpoint, a credential or an option that cannot be meant
 * @example
 * ```ts
 * const client = createWebPubSubClient("https://example.webpubsub.azure.com", { key: process.env.WEB_PUBSUB_KEY! });
 * await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "hello" });
 * ```
 */
export function createWebPubSubClient(
  endpoint: string,
  credential: KeyCredential | TokenCredential,
  options?: WebPubSubClientOptions,
): WebPubSubClient {
  return createClient(api, endpoint, credential, options);
}

/**
 * Makes a client from the connection string that the Azure portal shows under "Keys". It speaks the preview 2020-10-01,
 * which resources of today may refuse; those of `web-pubsub-rest/2024-12-01` and the like speak later versions.
 *
 * @param connectionString - `Endpoint=...;AccessKey=...;Version=1.0;`, with an optional `Port`
 * @param options - retries, proxy, policies and the like
 * @throws ConnectionStringError when a part is missing or malformed; its `code` says which
 * @throws TypeError with code `INVALID_ARGUMENT` when it is not a string, or for an option that cannot be meant
 * @example
 * ```ts
 * const client = createWebPubSubClientFromConnectionString(process.env.WEB_PUBSUB_CONNECTION_STRING!);
 * ```
 */
export function createWebPubSubClientFromConnectionString(
  connectionString: string,
  options?: WebPubSubClientOptions,
): WebPubSubClient {
  return createClientFromConnectionString(api, connectionString, options);
}

// Each name of the generated client stands in its api.ts, and in the API report.
export * from "../generated/2020-10-01/api.js";
export * from "./common.js";
export { paginate } from "./paginate.js";
