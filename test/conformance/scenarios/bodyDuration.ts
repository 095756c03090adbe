import { createClient } from "../clients/body-duration/index.js";
import { options, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-duration";

/** What the server calls them. */
export const names = /^(get|put)Duration/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    getDurationNull: () => returns(client.path("/duration/null").get(), "200", undefined),
    getDurationInvalid: () => returns(client.path("/duration/invalid").get(), "200", "123ABC"),
    getDurationPositive: () => returns(client.path("/duration/positiveduration").get(), "200", "P3Y6M4DT12H30M5S"),
    putDurationPositive: () => succeeds(client.path("/duration/positiveduration").put({ body: "P123DT22H14M12.011S" })),
  };
};
