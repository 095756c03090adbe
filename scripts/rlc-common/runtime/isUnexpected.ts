import type { HttpResponse } from "@azure-rest/core-client";
import type { RawHttpHeaders } from "@azure/core-rest-pipeline";
import type { ResponseContract } from "./httpRequest.js";

declare const outcome: unique symbol;

/**
 * A response that the document lists and does not call an error.
 *
 * @typeParam TStatus - its status
 * @typeParam TBody - its body
 * @typeParam THeaders - the headers that the document promises
 */
export interface ExpectedResponse<
  TStatus extends string = string,
  TBody = unknown,
  THeaders = unknown,
> extends HttpResponse {
  /** The HTTP status. */
  status: TStatus;
  /** What the service says. */
  body: TBody;
  /** The headers by lower-case name. */
  headers: RawHttpHeaders & THeaders;
  /** Exists for the compiler only: it keeps the two kinds of response apart. */
  readonly [outcome]?: "expected";
}

/**
 * A response that the document calls an error, or does not list.
 *
 * @typeParam TStatus - its status
 * @typeParam TBody - its body
 * @typeParam THeaders - the headers that the document promises
 */
export interface UnexpectedResponse<
  TStatus extends string = string,
  TBody = unknown,
  THeaders = unknown,
> extends HttpResponse {
  /** The HTTP status. */
  status: TStatus;
  /** What the service says. */
  body: TBody;
  /** The headers by lower-case name. */
  headers: RawHttpHeaders & THeaders;
  /** Exists for the compiler only: it keeps the two kinds of response apart. */
  readonly [outcome]?: "unexpected";
}

/**
 * A response with a status that the document does not list. It may come from something before the service, or from what
 * comes before the operation in it, such as 401, and then has no body, or another.
 *
 * Its status is any text; written like this, an editor still completes the statuses that are listed beside it. Since it may be
 * one of those for all that the compiler knows, a comparison of `status` rules nothing out before `isUnexpected` has.
 */
export type DefaultResponse<TBody = unknown, THeaders = unknown> = UnexpectedResponse<
  string & {},
  TBody | undefined,
  THeaders
>;

/**
 * The errors among some responses. A response that no document speaks of is not known to be one or the other; the mark
 * that is added keeps the compiler from ruling it out where `isUnexpected` says false.
 */
export type Unexpected<TResponse extends HttpResponse> = typeof outcome extends keyof TResponse
  ? Extract<TResponse, UnexpectedResponse>
  : TResponse & {
      /** Exists for the compiler only. */
      readonly [outcome]: "unexpected";
    };

/** Found through the global registry, so that the ES and the CommonJS build of a package understand each other. */
const contractOfResponse = Symbol.for("rest-level-client.contract");

/** Notes on a response what the document says of it, for {@link contractOf} to find. */
export function noteContract<TResponse extends object>(
  response: TResponse,
  contract: ResponseContract | undefined,
): TResponse {
  // Not enumerable: a printed or compared response shows what the service said and no more.
  if (contract !== undefined) Object.defineProperty(response, contractOfResponse, { value: contract });
  return response;
}

/** What the document says of a response; nothing for one that no client of this package returned. */
export function contractOf(response: object): ResponseContract | undefined {
  return (response as { readonly [contractOfResponse]?: ResponseContract } | undefined)?.[contractOfResponse];
}

/**
 * Tells whether a response is an error: one whose status the operation does not list, or lists as an error. For a
 * response that was not made by a client of this package, every status but 200 to 299 is unexpected, and so is what is no
 * response.
 *
 * @param response - what a call returned
 * @returns true for an error; the compiler then knows the error's type, and in the other branch the type of success
 * @example
 * ```ts
 * const response = await client.path("/api/health").head();
 * if (isUnexpected(response)) throw createRestError(response);
 * ```
 */
export function isUnexpected<TResponse extends HttpResponse>(response: TResponse): response is Unexpected<TResponse> {
  return !isExpected((response as TResponse | undefined)?.status ?? "", contractOf(response));
}

/** Whether a status is one of success: one that the document lists and does not call an error, or 200 to 299 without a document. */
export function isExpected(status: string, contract: ResponseContract | undefined): boolean {
  return contract === undefined ? /^2\d\d$/.test(status) : contract.expected.includes(status);
}
