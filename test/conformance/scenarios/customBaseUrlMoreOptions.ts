import { buildEndpoint, createClient } from "../clients/custom-baseUrl-more-options/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "custom-baseUrl-more-options";

/** What the server calls them. */
export const names = /^CustomBaseUriMoreOptions$/;

/** Calls by the name of the scenario that they pass. */
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
