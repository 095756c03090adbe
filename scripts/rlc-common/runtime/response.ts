import type { HttpResponse } from "@azure-rest/core-client";
import type { PipelineResponse } from "@azure/core-rest-pipeline";
import type { ResponseContract } from "./httpRequest.js";
import { isExpected } from "./isUnexpected.js";
import type { LargeIntegers } from "./json.js";
import { RestError } from "./restError.js";

/**
 * Makes an answer of what the pipeline returned: JSON as the value that it stands for, `text/plain` and what is no JSON as
 * text, and nothing as undefined.
 *
 * An answer with a status for errors is one even if its body is not the JSON that it says it is: proxies answer so. Its
 * body is then the text that arrived.
 *
 * @param what - for errors, such as `POST /things`
 * @param large - what becomes of integers that a number of JavaScript is not exact for
 * @throws RestError with code `PARSE_ERROR` for such a body under a status for success, and for such an integer; it does not
 * repeat the body, which may hold a secret
 */
export function readResponse(
  response: PipelineResponse,
  what: string,
  contract: ResponseContract | undefined,
  large?: LargeIntegers | undefined,
): HttpResponse {
  const { request, headers, bodyAsText } = response;
  const status = String(response.status);
  const body = response.readableStreamBody ?? response.browserStreamBody ?? parse(response, what, contract, large);
  return {
    request,
    headers: headers.toJSON(),
    status,
    body: bodyAsText === undefined && body === "" ? undefined : body,
  };
}

function parse(
  { request, status, headers, bodyAsText }: PipelineResponse,
  what: string,
  contract: ResponseContract | undefined,
  large: LargeIntegers | undefined,
): unknown {
  const text = bodyAsText ?? "";
  // In any letter case, with blanks before its parameters (RFC 9110, section 8.3.1).
  const type = headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === "text/plain") return text;
  if (text === "") return undefined;
  try {
    const { longs = [], readLongs } = contract ?? {};
    return readLongs === undefined ? JSON.parse(text) : readLongs(text, longs, large);
  } catch (error) {
    const isInexact = error instanceof RangeError;
    if (!isInexact && (type !== "application/json" || !isExpected(String(status), contract))) return text;
    const problem = isInexact ? error.message : "a body that is not the JSON that it says it is.";
    const message = `${what} was answered with status ${status} and ${problem}`;
    throw new RestError(message, { code: RestError.PARSE_ERROR, statusCode: status, request });
  }
}
