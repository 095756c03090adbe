import type { HttpResponse } from "@azure-rest/core-client";

declare const outcome: unique symbol;

/** A response that the document lists and does not call an error. */
export interface ExpectedResponse extends HttpResponse {
  /** Exists for the compiler only: it keeps the two kinds of response apart. */
  readonly [outcome]?: "expected";
}

/** A response that the document calls an error, or does not list. */
export interface UnexpectedResponse extends HttpResponse {
  /** Exists for the compiler only: it keeps the two kinds of response apart. */
  readonly [outcome]?: "unexpected";
}

/**
 * The errors among some responses. A response that no document speaks of is not known to be one or the other; the mark
 * that is added keeps the compiler from ruling it out where `isUnexpected` says false.
 */
export type Unexpected<TResponse extends HttpResponse> = typeof outcome extends keyof TResponse
  ? Extract<TResponse, UnexpectedResponse>
  : TResponse & { readonly [outcome]: "unexpected" };

/** Found through the global registry, so that the ES and the CommonJS build of a package understand each other. */
const expectedStatuses = Symbol.for("rest-level-client.expectedStatuses");

/** Notes on a response which statuses its operation calls expected, for {@link isUnexpected} to look at. */
export function noteExpected<TResponse extends object>(
  response: TResponse,
  expected: readonly string[] | undefined,
): TResponse {
  // Not enumerable: a printed or compared response shows what the service said and no more.
  if (expected !== undefined) Object.defineProperty(response, expectedStatuses, { value: expected });
  return response;
}

/**
 * Tells whether a response is an error: one whose status the operation does not list, or lists as an error. For a
 * response that was not made by a client of this package, every status but 200 to 299 is unexpected.
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
  const expected = (response as { readonly [expectedStatuses]?: readonly string[] })[expectedStatuses];
  return expected === undefined ? !/^2\d\d$/.test(response.status) : !expected.includes(response.status);
}
