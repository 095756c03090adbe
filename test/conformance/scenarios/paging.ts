import { createClient, getLongRunningPoller, isUnexpected, paginate } from "../clients/paging/index.js";
import { answer, cookiePolicy, equal, failure, options, rejects } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "paging";

/** What the server calls them. */
export const names = /^Paging(?!CustomUrl)/;

/** Those that are not tried, and why. */
export const outOfScope = {
  PagingWithApiVersionAppend:
    "the server wants an api-version that its own next link does not have, and a next link is used as it is",
  PagingWithApiVersionReplace:
    "the server wants an api-version that its own next link does not have, and a next link is used as it is",
};

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const one = [1];
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  return {
    PagingNoItemName: async () => equal(await idsOf(paginate(client, client.path("/paging/noitemname").get())), one),
    PagingEmptyNextLink: async () =>
      equal(await idsOf(paginate(client, client.path("/paging/emptynextlink").get())), one),
    PagingNextLinkNameNull: async () =>
      equal(await idsOf(paginate(client, client.path("/paging/nullnextlink").get())), one),
    PagingSingle: async () => equal(await idsOf(paginate(client, client.path("/paging/single").get())), one),
    PagingSingleWithBodyParams: async () => {
      const call = client.path("/paging/single/getWithBodyParams").get({ body: { name: "body" } });
      equal(await idsOf(paginate(client, call)), one);
    },
    PagingFirstResponseEmpty: async () =>
      equal(await idsOf(paginate(client, client.path("/paging/firstResponseEmpty/1").get())), one),
    PagingMultiple: async () => {
      equal(await idsOf(paginate(client, client.path("/paging/multiple").get())), ten);
      const sizes: number[] = [];
      for await (const page of paginate(client, client.path("/paging/multiple").get()).byPage())
        sizes.push(page.length);
      equal(
        sizes,
        ten.map(() => 1),
      );
    },
    PagingMultipleWithQueryParameters: async () => {
      const first = client
        .path("/paging/multiple/getWithQueryParams")
        .get({ queryParameters: { requiredQueryParameter: 100 } });
      equal((await answer(first, "200")).body.nextLink, `${endpoint}/paging/multiple/nextOperationWithQueryParams`);
      const next = client.path("/paging/multiple/nextOperationWithQueryParams").get();
      equal(await idsOf(paginate(client, next)), [2]);
    },
    PagingDuplicateParameters: async () => {
      const call = client.path("/paging/multiple/duplicateParams/1").get({ queryParameters: { $filter: "foo" } });
      equal(await idsOf(paginate(client, call)), one);
    },
    PagingDontSendMaxPageSize: async () =>
      equal(await idsOf(paginate(client, client.path("/paging/maxPageSize").get())), []),
    PagingOdataMultiple: async () =>
      equal(await idsOf(paginate(client, client.path("/paging/multiple/odata").get())), ten),
    PagingMultiplePath: async () => {
      const call = client.path("/paging/multiple/withpath/{offset}", 100).get();
      equal(await idsOf(paginate(client, call)), [1, 102, 103, 104, 105, 106, 107, 108, 109, 110]);
    },
    PagingMultipleRetryFirst: async () => {
      const retrying = createClient(endpoint, options);
      retrying.pipeline.addPolicy(cookiePolicy(), { phase: "Sign" });
      equal(await idsOf(paginate(retrying, retrying.path("/paging/multiple/retryfirst").get())), ten);
    },
    PagingMultipleRetrySecond: async () => {
      const retrying = createClient(endpoint, options);
      retrying.pipeline.addPolicy(cookiePolicy(), { phase: "Sign" });
      equal(
        await idsOf(paginate(retrying, retrying.path("/paging/multiple/retrysecond").get())),
        // The server calls its second page the first.
        [1, 1, 3, 4, 5, 6, 7, 8, 9, 10],
      );
    },
    PagingMultipleLRO: async () => {
      const poller = await getLongRunningPoller(client, client.path("/paging/multiple/lro").post(), {
        intervalInMs: 1,
      });
      // What the work has led to is the first page of a list.
      equal(await idsOf(paginate(client, await poller.pollUntilDone())), ten);
    },
    PagingSingleFailure: async () => {
      const response = await failure(client.path("/paging/single/failure").get(), "400");
      equal(isUnexpected(response), true);
      await rejects(idsOf(paginate(client, client.path("/paging/single/failure").get())), 400);
    },
    PagingMultipleFailure: () => rejects(idsOf(paginate(client, client.path("/paging/multiple/failure").get())), 400),
    PagingMultipleFailureUri: () =>
      rejects(idsOf(paginate(client, client.path("/paging/multiple/failureuri").get())), 404),
    PagingFragment: async () => {
      // The document names an operation that takes the next link as a part of its path.
      const queryParameters = { api_version: "1.6" };
      const first = client.path("/paging/multiple/fragment/{tenant}", "test_user").get({ queryParameters });
      let { body } = await answer(first, "200");
      const ids = body.values?.map(({ properties }) => properties?.id) ?? [];
      while (body["odata.nextLink"]) {
        const next = client.path("/paging/multiple/fragment/{tenant}/{nextLink}", "test_user", body["odata.nextLink"]);
        ({ body } = await answer(next.get({ queryParameters }), "200"));
        ids.push(...(body.values ?? []).map(({ properties }) => properties?.id));
      }
      equal(ids, ten);
    },
    PagingReturnModelWithXMSClientName: async () =>
      equal(await idsOf(paginate(client, client.path("/paging/itemNameWithXMSClientName").get())), one),
  };
};

interface Product {
  properties?: { id?: number | undefined } | undefined;
}

async function idsOf(products: AsyncIterable<Product>): Promise<(number | undefined)[]> {
  const ids = [];
  for await (const { properties } of products) ids.push(properties?.id);
  return ids;
}
