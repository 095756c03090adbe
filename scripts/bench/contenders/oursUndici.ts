/** This package over undici, with all of its defaults: retries, logging and tracing are on. */
import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
import { undiciTransport } from "web-pubsub-rest/undici";
import { message } from "../target.js";
import type { Prepare } from "../target.js";

export const prepare: Prepare = async ({ endpoint, hub, key }) => {
  const client = createWebPubSubClient(endpoint, { key }, { httpClient: undiciTransport() });
  return async () => {
    const call = client.path("/api/hubs/{hub}/:send", hub);
    return Number((await call.post({ contentType: "application/json", body: message })).status);
  };
};
