import { createClient } from "../clients/url-multi-collectionFormat/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "url-multi-collectionFormat";

/** What the server calls them. */
export const names = /^UrlQueriesArrayMulti/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    UrlQueriesArrayMultiNull: () => succeeds(client.path("/queries/array/multi/string/null").get()),
    UrlQueriesArrayMultiEmpty: () =>
      succeeds(client.path("/queries/array/multi/string/empty").get({ queryParameters: { arrayQuery: [] } })),
    UrlQueriesArrayMultiValid: () =>
      succeeds(
        client
          .path("/queries/array/multi/string/valid")
          .get({ queryParameters: { arrayQuery: ["ArrayQuery1", "begin!*'();:@ &=+$,/?#[]end", "", ""] } }),
      ),
  };
};
