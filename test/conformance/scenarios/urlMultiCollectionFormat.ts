import { createClient } from "../clients/url-multi-collectionFormat/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

export const document = "url-multi-collectionFormat";

export const names = /^UrlQueriesArrayMulti/;

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
