import { createClient } from "../clients/constants/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "constants";

/** What the server calls them. */
export const names = /^ConstantClientProperties$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    ConstantClientProperties: () => succeeds(client.path("/constants/clientConstants/{path-constant}", "path").put()),
  };
};
