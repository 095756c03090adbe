import type { HttpResponse } from "@azure-rest/core-client";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { ResponseContract } from "./httpRequest.js";
import { isExpected } from "./isUnexpected.js";
import { parseJson } from "./json.js";
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
  const type = headers.get("content-type")?.split(";", 1)[0];
  if (type === "text/plain") return text;
  if (text === "") return undefined;
  try {
    return parseJson(text, contract?.longs, large);
  } catch (error) {
    if (error instanceof RangeError)
      throw inexact(`${what} was answered with status ${status}`, error, request, status);
    if (type !== "application/json" || !isExpected(String(status), contract)) return text;
    const message = `${what} was answered with status ${status} and a body that is not the JSON that it says it is.`;
    throw new RestError(message, { code: RestError.PARSE_ERROR, statusCode: status, request });
  }
}

function inexact(what: string, { message }: RangeError, request: PipelineRequest, statusCode: number): RestError {
  const advice = `A number of JavaScript would be another one. With "largeIntegers: 'bigint'" the client returns it as a bigint.`;
  const text = `${what} and an integer beyond 2^53 - 1 in ${message}. ${advice}`;
  return new RestError(text, { code: RestError.PARSE_ERROR, statusCode, request });
}
