// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpResponse, PathUncheckedResponse } from "@azure-rest/core-client";
import { HttpRequest } from "./httpRequest.js";
import { contractOf, isUnexpected } from "./isUnexpected.js";
import type { ExpectedResponse } from "./isUnexpected.js";
import { invalidArgument } from "./invalidArgument.js";
import { errorFactory } from "./errorFactory.js";
import type { SendOptions } from "./restClient.js";

declare const item: unique symbol;

/**
 * A response that holds a page of a list.
 *
 * @typeParam TItem - what the list is of
 */
export interface PageResponse<TItem> extends ExpectedResponse {
  /** Exists for the compiler only. */
  readonly [item]?: TItem;
}

/** The type of the items in the pages among some responses; `never` where there is no page. */
export type PageItem<TResponse> = TResponse extends unknown
  ? typeof item extends keyof TResponse
    ? Exclude<TResponse[typeof item], undefined>
    : never
  : never;

/** The items of a list, one after the other, or page by page. */
export interface PagedItems<TItem> extends AsyncIterableIterator<TItem> {
  /** The same list in the portions in which the service gives it. */
  byPage(): AsyncIterableIterator<TItem[]>;
}

/** The parts of a client that getting pages needs. */
export interface PagingClient {
  /** The address that next pages have to lie below, without a trailing slash. */
  readonly endpoint: string;
  /** Sends a request. */
  sendRequest(request: HttpRequest, options?: SendOptions): PromiseLike<unknown>;
}

/**
 * Goes through a list that the service gives in pages. A page is asked for when the one before it has been used up.
 *
 * @param client - the client that made the call; next pages pass through its pipeline
 * @param first - the call that lists, or its answer
 * @param options - how to send the requests for further pages
 * @throws RestError, while iterating, when a page is an error; items that came before it have been handed out
 * @throws Error with code `NO_PAGE`, while iterating, when an answer of success holds no page
 * @throws Error with code `FOREIGN_NEXT_LINK`, while iterating, when the next page lies outside of the client's endpoint
 * @throws TypeError with code `INVALID_ARGUMENT`, while iterating, when the operation has no pages
 */
export function paginate<TCall extends HttpResponse | PromiseLike<HttpResponse>>(
  client: PagingClient,
  first: TCall & ([PageItem<Awaited<TCall>>] extends [never] ? "a call whose answer is a page" : unknown),
  options?: SendOptions,
): PagedItems<PageItem<Awaited<TCall>>> {
  // Its failure is told to whoever goes through the list, however late that is.
  Promise.resolve(first).catch(() => undefined);
  const byPage = () => getPages<PageItem<Awaited<TCall>>>(client, first, options);
  return Object.assign(flatten(byPage()), { byPage });
}

async function* getPages<TItem>(
  client: PagingClient,
  first: HttpResponse | PromiseLike<HttpResponse>,
  options: SendOptions | undefined,
): AsyncGenerator<TItem[], undefined> {
  let response = await first;
  if (typeof response?.status !== "string")
    throw invalidArgument("paginate", "first", "a call, or its answer", response);
  const contract = contractOf(response);
  for (;;) {
    if (isUnexpected(response)) throw toError(client, response);
    if (contract?.paging === undefined) {
      throw invalidArgument("paginate", "first", "a call of an operation that gives its answer in pages", response);
    }
    const { items, nextLink } = contract.paging;
    const page = readPage(response);
    yield Array.isArray(page[items]) ? (page[items] as TItem[]) : [];
    const next = nextLink === undefined ? undefined : page[nextLink];
    if (typeof next !== "string" || next === "") return undefined;
    const request = new HttpRequest({ method: "GET", url: relativeTo(client.endpoint, next) }, contract);
    response = (await client.sendRequest(request, options)) as HttpResponse;
  }
}

/** The page; a proxy's page of HTML is none, and no empty list either. */
function readPage({ status, body }: HttpResponse): Record<string, unknown> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  const message = `An answer with status ${status} holds no page of a list. Check what stands between this client and the service.`;
  throw Object.assign(new Error(message), { code: "NO_PAGE" });
}

async function* flatten<TItem>(pages: AsyncIterable<TItem[]>): AsyncGenerator<TItem, undefined> {
  for await (const page of pages) yield* page;
  return undefined;
}

/** The path and query of a next page. One elsewhere is refused: it would be given the client's credentials. */
function relativeTo(endpoint: string, link: string): string {
  const base = new URL(`${endpoint}/`).href;
  try {
    const { href } = new URL(link, base);
    if (href.startsWith(base)) return href.slice(base.length - 1);
  } catch {
    // No address at all.
  }
  const message = `The next page lies outside of ${endpoint}, and was not asked for. Check the service, and any proxy before it.`;
  throw Object.assign(new Error(message), { code: "FOREIGN_NEXT_LINK" });
}

function toError(client: PagingClient, response: HttpResponse): Error {
  const make = (client as { readonly [errorFactory]?: (response: PathUncheckedResponse) => Error })[errorFactory];
  if (make !== undefined) return make(response as PathUncheckedResponse);
  const { status } = response;
  return Object.assign(new Error(`A page was answered with status ${status}.`), { statusCode: Number(status) });
}
