import { createClient } from "../clients/body-date/index.js";
import { options, returns, returnsRaw, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-date";

/** What the server calls them. */
export const names = /^(get|put)Date(Null|Invalid|Overflow|Underflow|Max|Min)$/;

/** Calls by the name of the scenario that they pass. A date in an answer is the text that arrived. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    getDateNull: () => returns(client.path("/date/null").get(), "200", undefined),
    getDateInvalid: () => returns(client.path("/date/invaliddate").get(), "200", "201O-18-90"),
    getDateOverflow: () => returns(client.path("/date/overflowdate").get(), "200", "10000000000-12-31"),
    getDateUnderflow: () => returns(client.path("/date/underflowdate").get(), "200", "0000-00-00"),
    getDateMax: () => returns(client.path("/date/max").get(), "200", "9999-12-31"),
    putDateMax: () => succeeds(client.path("/date/max").put({ body: "9999-12-31" })),
    // The document says that it is another day.
    getDateMin: () => returnsRaw(client.path("/date/min").get(), "200", "0001-01-01"),
    putDateMin: () => succeeds(client.path("/date/min").put({ body: "0001-01-01" })),
  };
};
