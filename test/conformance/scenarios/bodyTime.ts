import { createClient } from "../clients/body-time/index.js";
import { options, returns } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-time";

/** What the server calls them. */
export const names = /^BodyTime/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    BodyTimeGet: () => returns(client.path("/time/get").get(), "200", "11:34:56"),
    BodyTimePut: () => returns(client.path("/time/put").put({ body: "08:07:56" }), "200", "Nice job posting time"),
  };
};
