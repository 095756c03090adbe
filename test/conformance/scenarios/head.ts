import { createClient, isUnexpected } from "../clients/head/index.js";
import { answer, equal, options } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "head";

/** What the server calls them. */
export const names = /^HttpSuccess(200|204|404)Head$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    HttpSuccess200Head: () => answer(client.path("/http/success/200").head(), "200"),
    HttpSuccess204Head: () => answer(client.path("/http/success/204").head(), "204"),
    HttpSuccess404Head: async () => {
      const response = await answer(client.path("/http/success/404").head(), "404");
      // The document lists the status as an answer, not as an error.
      equal(isUnexpected(response), false);
    },
  };
};
