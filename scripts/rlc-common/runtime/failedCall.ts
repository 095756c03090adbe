import type { HttpResponse } from "@azure-rest/core-client";
import { RestError, isRestError } from "@azure/core-rest-pipeline";
import type { ResponseContract } from "./httpRequest.js";
import { isExpected } from "./isUnexpected.js";

/**
 * What becomes of a call that the core library calls failed. An answer with a status for errors is one even if its body
 * is not the JSON that it says it is: proxies answer so. Its body is then the text that arrived.
 *
 * @param what - for errors, such as `POST /things`
 * @throws RestError with code `PARSE_ERROR` for such a body under a status for success; it does not repeat the body, which
 * may hold a secret
 * @throws the error itself, for every other one
 */
export function readFailure(error: unknown, what: string, contract: ResponseContract | undefined): HttpResponse {
  if (!isRestError(error)) throw error;
  const { code, request, response } = error;
  if (code === RestError.PARSE_ERROR && response !== undefined) {
    const { headers, bodyAsText, status } = response;
    if (!isExpected(String(status), contract)) {
      return { request: response.request, headers: headers.toJSON(), status: String(status), body: bodyAsText };
    }
    const message = `${what} was answered with status ${status} and a body that is not the JSON that it says it is.`;
    throw new RestError(message, { code, statusCode: status, ...(request && { request }) });
  }
  // Where several addresses of a host were tried in vain, Node says nothing in words.
  if (error.message === "") error.message = `${what}: no connection was made${code === undefined ? "" : ` (${code})`}.`;
  throw error;
}
