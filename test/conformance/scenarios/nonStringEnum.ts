import { createClient } from "../clients/non-string-enum/index.js";
import { options, returns } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "non-string-enum";

/** What the server calls them. */
export const names = /^NonStringEnums/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    NonStringEnumsPostInt: () =>
      returns(client.path("/nonStringEnums/int/put").put({ body: 200 }), "200", "Nice job posting an int enum"),
    NonStringEnumsGetInt: () => returns(client.path("/nonStringEnums/int/get").get(), "200", 429),
    NonStringEnumsPostFloat: () =>
      returns(client.path("/nonStringEnums/float/put").put({ body: 200.4 }), "200", "Nice job posting a float enum"),
    NonStringEnumsGetFloat: () => returns(client.path("/nonStringEnums/float/get").get(), "200", 429.1),
  };
};
