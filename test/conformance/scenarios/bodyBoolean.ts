import { createClient } from "../clients/body-boolean/index.js";
import { options, rejects, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-boolean";

/** What the server calls them. */
export const names = /^(get|put)Bool/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    getBoolTrue: () => returns(client.path("/bool/true").get(), "200", true),
    putBoolTrue: () => succeeds(client.path("/bool/true").put({ body: true })),
    getBoolFalse: () => returns(client.path("/bool/false").get(), "200", false),
    putBoolFalse: () => succeeds(client.path("/bool/false").put({ body: false })),
    getBoolNull: () => returns(client.path("/bool/null").get(), "200", undefined),
    getBoolInvalid: () => rejects(client.path("/bool/invalid").get(), "PARSE_ERROR"),
  };
};
