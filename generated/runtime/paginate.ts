// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpResponse, PathUncheckedResponse } from "@azure-rest/core-client";
import { HttpRequest } from "./httpRequest.js";
import { contractOf, isUnexpected } from "./isUnexpected.js";
import { invalidArgument } from "./invalidArgument.js";
import { errorFactory } from "./errorFactory.js";
import type { AnswerTo, ListStart, PageItem, PageOfItems, PageStart, PagedItems, PagingClient } from "./page.js";
import type { SendOptions } from "./restClient.js";

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
 * @throws TypeError with code `INVALID_ARGUMENT`, while iterating, when the operation has no pages, or there is no client
 * @example
 * ```ts
 * const request = buildListThingsRequest();
 * for await (const item of paginate(client, request)) console.log(item);
 * // Go on where an earlier run stopped; `save` and `load` are yours.
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
  return iteratePages(client, first, options, (response) => toError(client, response));
}

/** Like {@link paginate}, with errors of the caller's making. */
export function iteratePages<TItem>(
  client: PagingClient,
  first: ListStart,
  options: SendOptions | undefined,
  createError: CreateError,
): PagedItems<TItem> {
  // Its failure is told to whoever goes through the list, however late that is.
  Promise.resolve(first).catch(() => undefined);
  const byPage = (start?: PageStart) => getPages<TItem>(client, first, options, start, createError);
  const items: PagedItems<TItem> = Object.assign(flatten(byPage()), {
    byPage,
    [Symbol.asyncIterator]: () => items,
  });
  return items;
}

/** Makes the error of an answer that is one. */
type CreateError = (response: HttpResponse) => Error;

async function* getPages<TItem>(
  client: PagingClient,
  first: ListStart,
  options: SendOptions | undefined,
  start: PageStart | undefined,
  createError: CreateError,
): AsyncGenerator<PageOfItems<TItem>, undefined> {
  if (typeof (client as PagingClient | undefined)?.sendRequest !== "function")
    throw invalidArgument("paginate", "client", "the client that made the call", client);
  const begin = isRequest(first) ? first : await first;
  const isSent = !isRequest(begin);
  if (isSent && typeof begin?.status !== "string")
    throw invalidArgument("paginate", "first", "a call, its answer, or a built request", begin);
  const contract = isSent ? contractOf(begin) : begin.contract;
  const noPages = () =>
    invalidArgument("paginate", "first", "a call of an operation that gives its answer in pages", begin);
  const get = (url: string) => new HttpRequest({ method: "GET", url }, contract);
  const token = start?.continuationToken;
  let next: HttpRequest | undefined;
  if (token !== undefined) next = get(resume(client, isSent ? begin.request.url : client.endpoint + begin.url, token));
  else if (!isSent) next = begin;
  // An answer of this kind is looked at below: an error says more than that it is no page.
  if (!isSent && contract?.paging === undefined) throw noPages();
  let response = isSent && next === undefined ? begin : undefined;
  for (;;) {
    response ??= (await client.sendRequest(next as HttpRequest, options)) as HttpResponse;
    if (isUnexpected(response)) throw createError(response);
    if (contract?.paging === undefined) throw noPages();
    const { items, nextLink } = contract.paging;
    const what = describe(client, response);
    const page = readPage(response, items, what);
    const link = nextLink === undefined ? undefined : page[nextLink];
    const continuationToken = typeof link === "string" && link !== "" ? link : undefined;
    yield pageOf((page[items] ?? []) as TItem[], continuationToken);
    if (continuationToken === undefined) return undefined;
    next = get(relativeTo(client.endpoint, continuationToken, what));
    response = undefined;
  }
}

/** One from the other build of this package is no instance here. */
const isRequest = (first: unknown): first is HttpRequest =>
  first instanceof HttpRequest ||
  (typeof first === "object" && first !== null && "contract" in first && "method" in first && "url" in first);

/** The page's own array, with a token that is not among what is printed, compared or written as JSON. */
function pageOf<TItem>(items: TItem[], continuationToken: string | undefined): PageOfItems<TItem> {
  return Object.defineProperty(items, "continuationToken", { value: continuationToken }) as PageOfItems<TItem>;
}

/** The path and query of the page that a token names, which has to be one of this list and of no other. */
function resume({ endpoint }: PagingClient, list: string, token: unknown): string {
  let url: string | undefined;
  try {
    if (typeof token === "string" && token !== "") url = relativeTo(endpoint, token);
    if (url !== undefined && isBelow(relativeTo(endpoint, list), url)) return url;
  } catch {
    // Elsewhere, or no address.
  }
  const expected = "the continuationToken of a page of this list, as it was";
  throw invalidArgument("paginate", "continuationToken", expected, token);
}

/** Whether a URL has the path of another, or one that goes on from it. An escaped slash separates nothing. */
function isBelow(list: string, url: string): boolean {
  const segments = (text: string) =>
    text
      .replace(/[?#].*$/s, "")
      .split("/")
      .map(decodeURIComponent);
  const found = segments(url);
  return segments(list).every((segment, index) => segment === found[index]);
}

/** The call that gave a page, without its query. */
function describe({ endpoint }: PagingClient, { request: { method, url } }: HttpResponse): string {
  return `${method} ${(url.startsWith(endpoint) ? url.slice(endpoint.length) : url).split("?", 1)[0]}`;
}

/** The page; a proxy's page of HTML is none, and no empty list either. */
function readPage({ status, body }: HttpResponse, items: string, what: string): Record<string, unknown> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    const page = body as Record<string, unknown>;
    // A page that holds nothing may leave its list out.
    if (Array.isArray(page[items] ?? [])) return page;
  }
  const message = `${what}: the answer, of status ${status}, holds no page of a list. Check what stands between this client and the service.`;
  throw Object.assign(new Error(message), { code: "NO_PAGE" });
}

async function* flatten<TItem>(pages: AsyncIterable<TItem[]>): AsyncGenerator<TItem, undefined> {
  // Not yield*, for which TypeScript before 5.6 wants a list's iterator to take what this one does.
  for await (const page of pages) for (const each of page) yield each;
  return undefined;
}

/** The path and query of a next page. One elsewhere is refused: it would be given the client's credentials. */
function relativeTo(endpoint: string, link: string, what = "paginate"): string {
  const base = new URL(`${endpoint}/`).href;
  try {
    const { href } = new URL(link, base);
    if (href.startsWith(base)) return href.slice(base.length - 1);
  } catch {
    // No address at all.
  }
  const message = `${what}: the next page lies outside of ${endpoint}, and was not asked for. Check the service, and any proxy before it.`;
  throw Object.assign(new Error(message), { code: "FOREIGN_NEXT_LINK" });
}

function toError(client: PagingClient, response: HttpResponse): Error {
  const make = (client as { readonly [errorFactory]?: (response: PathUncheckedResponse) => Error })[errorFactory];
  if (make !== undefined) return make(response as PathUncheckedResponse);
  const { status } = response;
  return Object.assign(new Error(`A page was answered with status ${status}.`), { statusCode: Number(status) });
}
