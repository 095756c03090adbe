import type { HttpResponse } from "@azure-rest/core-client";
import { isUnexpected } from "../generated/runtime/isUnexpected.js";
import type { Unexpected } from "../generated/runtime/isUnexpected.js";
import { giveUpBody } from "../generated/runtime/readBody.js";
import { createRestError } from "./createRestError.js";

/**
 * Throws the error of a response that is one, and lets the compiler know that what follows is about the others. A stream that is
 * the body of an error is given up.
 *
 * @param response - what a call returned
 * @throws RestError, as {@link createRestError} makes it, when `isUnexpected` is true for the response
 * @throws TypeError with code `INVALID_ARGUMENT` for what is no response, such as a call that nobody has awaited
 * @example
 * ```ts
 * const response = await client.path("/api/hubs/{hub}/users/{userId}", "chat", "ada").head();
 * throwIfUnexpected(response);
 * const isConnected = response.status === "200"; // or "404", nothing else
 * ```
 */
export function throwIfUnexpected<TResponse extends HttpResponse>(
  response: TResponse,
): asserts response is Exclude<TResponse, Unexpected<TResponse>> {
  if (!isUnexpected(response)) return;
  const error = createRestError(response);
  // Nobody will read it, and until then it holds its connection.
  giveUpBody(response.body);
  throw error;
}
