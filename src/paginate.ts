import { iteratePages } from "../generated/runtime/paginate.js";
import type { AnswerTo, ListStart, PageItem, PagedItems, PagingClient } from "../generated/runtime/page.js";
import type { SendOptions } from "../generated/runtime/restClient.js";
import { createRestError } from "./createRestError.js";

/**
 * Goes through a list that the service gives in pages. A page is asked for when the one before it has been used up.
 *
 * @param client - the client that made the call; next pages pass through its pipeline
 * @param first - the call that lists, or its answer, or its built request, which is sent when the first page is needed and not
 * at all where the list begins further on
 * @param options - how to send the requests that are made here
 * @throws RestError, while iterating, when a page is an error; items that came before it have been handed out
 * @throws Error with code `NO_PAGE`, while iterating, when an answer of success holds no page
 * @throws Error with code `FOREIGN_NEXT_LINK`, while iterating, when the next page lies outside of the client's endpoint
 * @throws TypeError with code `INVALID_ARGUMENT`, while iterating, when the operation has no pages
 * @example
 * ```ts
 * // Go on where an earlier run stopped; `save` and `load` are yours.
 * const request = buildListConnectionsInGroupRequest("chat", "news");
 * for await (const page of paginate(client, request).byPage({ continuationToken: await load() })) {
 *   await save(page.continuationToken);
 * }
 * ```
 */
export function paginate<TStart extends ListStart>(
  client: PagingClient,
  first: TStart & ([PageItem<AnswerTo<TStart>>] extends [never] ? "a call whose answer is a page" : unknown),
  options?: SendOptions,
): PagedItems<PageItem<AnswerTo<TStart>>> {
  return iteratePages(client, first, options, createRestError);
}
