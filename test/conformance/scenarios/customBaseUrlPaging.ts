import { buildEndpoint, createClient, paginate } from "../clients/custom-baseUrl-paging/index.js";
import { answer, equal, options } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "custom-baseUrl-paging";

/** What the server calls them. */
export const names = /^PagingCustomUrl/;

/** The query tells this operation from others at the path, so the document has it in its key. */
const byNextLink = "/paging/customurl/{nextLink}?Paging_getPagesPartialUrlOperationNext";

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const { hostname, port } = new URL(endpoint);
  const client = createClient(buildEndpoint({ accountName: hostname, host: `:${port}` }), options);
  return {
    PagingCustomUrlPartialNextLink: async () => {
      const ids = [];
      const first = client.path("/paging/customurl/partialnextlink").get();
      for await (const { properties } of paginate(client, first)) ids.push(properties?.id);
      equal(ids, [1, 2]);
    },
    PagingCustomUrlPartialOperationNextLink: async () => {
      // The document names an operation that takes the next link as a part of its path.
      const { body } = await answer(client.path("/paging/customurl/partialnextlinkop").get(), "200");
      equal(body.nextLink, "partialnextlinkop/page/2");
      const next = await answer(client.path(byNextLink, body.nextLink ?? "").get(), "200");
      equal(
        next.body.values?.map(({ properties }) => properties?.id),
        [2],
      );
    },
  };
};
