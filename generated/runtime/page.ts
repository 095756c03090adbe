// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpResponse } from "@azure-rest/core-client";
import type { HttpRequest } from "./httpRequest.js";
import type { ExpectedResponse } from "./isUnexpected.js";
import type { SendOptions } from "./restClient.js";

declare const item: unique symbol;

/**
 * A response that holds a page of a list.
 *
 * @typeParam TItem - what the list is of
 */
export interface PageResponse<
  TItem,
  TStatus extends string = string,
  TBody = unknown,
  THeaders = unknown,
> extends ExpectedResponse<TStatus, TBody, THeaders> {
  /** Exists for the compiler only. */
  readonly [item]?: TItem;
}

/** The type of the items in the pages among some responses; `never` where there is no page. */
export type PageItem<TResponse> = TResponse extends unknown
  ? typeof item extends keyof TResponse
    ? Exclude<TResponse[typeof item], undefined>
    : never
  : never;

/** The items of one page, and where the list goes on. */
export interface PageOfItems<TItem> extends Array<TItem> {
  /**
   * Where the list goes on after this page, for {@link PageStart}; `undefined` on the last one. A text to be kept as it is. It
   * names the list and is no secret of the client's.
   */
  readonly continuationToken: string | undefined;
}

/** Where to begin a list. */
export interface PageStart {
  /** The `continuationToken` of the last page that was seen. Left out, the list begins with its first page. */
  readonly continuationToken?: string | undefined;
}

/** The items of a list, one after the other, or page by page. */
export interface PagedItems<TItem> extends AsyncIterableIterator<TItem> {
  /** The list itself, as `for await` asks for it. */
  [Symbol.asyncIterator](): PagedItems<TItem>;
  /**
   * The same list in the portions in which the service gives it.
   *
   * @throws TypeError with code `INVALID_ARGUMENT`, while iterating, when `continuationToken` is not one of this list: it is sent
   * with the client's credentials, and may have been where others could change it
   */
  byPage(start?: PageStart): AsyncIterableIterator<PageOfItems<TItem>>;
}

/** What a list may begin with: the call that lists, its answer, or its request, which is then sent when it is needed. */
export type ListStart = HttpResponse | PromiseLike<HttpResponse> | HttpRequest;

/** What a call, or a built request, is answered with. */
export type AnswerTo<TStart> = TStart extends HttpRequest<infer TResponse> ? TResponse : Awaited<TStart>;

/** The parts of a client that getting pages needs. */
export interface PagingClient {
  /** The address that next pages have to lie below, without a trailing slash. */
  readonly endpoint: string;
  /** Sends a request. */
  sendRequest(request: HttpRequest, options?: SendOptions): PromiseLike<unknown>;
}
