import { buildEndpoint, createClient } from "../clients/custom-baseUrl-more-options/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

export const document = "custom-baseUrl-more-options";

export const names = /^CustomBaseUriMoreOptions$/;

export const scenarios = (endpoint: string): Scenarios => {
  const { hostname, port } = new URL(endpoint);
  return {
    CustomBaseUriMoreOptions: () => {
      const parts = { vault: "http://", secret: hostname, dnsSuffix: `:${port}` };
      const client = createClient(buildEndpoint(parts), options);
      const queryParameters = { keyVersion: "v1" };
      return succeeds(client.path("/customuri/{subscriptionId}/{keyName}", "test12", "key1").get({ queryParameters }));
    },
  };
};
