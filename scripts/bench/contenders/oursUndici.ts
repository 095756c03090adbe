/** This package over undici, with all of its defaults: retries, logging and tracing are on. */
import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
import type { WebPubSubClientOptions } from "web-pubsub-rest/2024-12-01";
import { message } from "../target.js";
import type { Prepare } from "../target.js";

/** The entry point, by a name that the compiler does not look up. */
const entryPoint: string = "web-pubsub-rest/undici";

export const prepare: Prepare = async ({ endpoint, hub, key }) => {
  const { undiciTransport } = await import(entryPoint);
  const options: WebPubSubClientOptions = { httpClient: undiciTransport() };
  const client = createWebPubSubClient(endpoint, { key }, options);
  return async () => {
    const call = client.path("/api/hubs/{hub}/:send", hub);
    return Number((await call.post({ contentType: "application/json", body: message })).status);
  };
};
