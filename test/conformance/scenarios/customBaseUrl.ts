import { buildEndpoint, createClient } from "../clients/custom-baseUrl/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "custom-baseUrl";

/** What the server calls them. */
export const names = /^CustomBaseUri$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const { hostname, port } = new URL(endpoint);
  return {
    CustomBaseUri: () => {
      const parts = { accountName: hostname.slice(0, 5), host: `${hostname.slice(5)}:${port}` };
      return succeeds(createClient(buildEndpoint(parts), options).path("/customuri").get());
    },
  };
};
