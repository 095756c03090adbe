import type { HttpResponse } from "@azure-rest/core-client";
import { HeaderMap } from "../generated/runtime/httpHeaders.js";
import { argumentError } from "../generated/runtime/invalidArgument.js";
import { RestError } from "../generated/runtime/restError.js";
import { parseUrl } from "./endpoint.js";
import { excerpt } from "./excerpt.js";
import { authorizationOf } from "./pipeline/authorization.js";

/** What to look at first, where the status alone says it. */
const advice: Readonly<Record<string, string>> = {
  "401":
    "Check that the access key belongs to this endpoint and that this machine's clock is right; " +
    "a reverse proxy must not change the path that the token is for.",
  "403": "Check that the credential has the role Web PubSub Service Owner, and that the resource admits this network.",
};

/** What a body says about an error. */
interface ServiceMessage {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/**
 * Makes an `Error` of a response that is one. It says what failed, with which status, and what the service said about it:
 * some 200 characters at most, of a page of HTML its words, and never a token.
 *
 * @param response - a response for which `isUnexpected` is true
 * @returns a `RestError` with `statusCode`, with `response.headers`, and with `code` where the service gave one, in the body or in
 * the header `x-ms-error-code`
 * @throws TypeError with code `INVALID_ARGUMENT` for what is no response, such as a call that nobody has awaited
 * @example
 * ```ts
 * const response = await client.path("/api/health").head();
 * if (isUnexpected(response)) throw createRestError(response);
 * ```
 */
export function createRestError(response: HttpResponse): RestError {
  if ((response as HttpResponse | undefined)?.status === undefined)
    throw argumentError("response", "what a call returned; a call itself is to be awaited first", response);
  const { request, status, headers } = response;
  const authorization = request && (authorizationOf(request) ?? request.headers?.get("authorization"));
  const own = authorization?.replace(/^Bearer /i, "");
  const said = readBody(response.body);
  const code = clean(said.code ?? headers?.["x-ms-error-code"], own);
  const message = clean(said.message, own);
  const target = request === undefined ? "The request" : `${request.method} ${pathOf(request.url)}`;
  const sentences = [
    `${target} failed with status ${status}${code === undefined ? "" : ` (${code})`}`,
    message,
    advice[status],
  ];
  const text = sentences
    .filter((sentence) => sentence !== undefined && sentence !== "")
    .map(endSentence)
    .join(" ");
  const statusCode = Number(status);
  return new RestError(text, {
    statusCode,
    ...(code !== undefined && { code }),
    request,
    // As the core library does: with its headers, such as `retry-after`, and without its body.
    response: { request, status: statusCode, headers: new HeaderMap(headers) },
  });
}

/** Code and message of the body shapes that the service has used: JSON objects, JSON texts, problem+json and plain text. */
function readBody(body: unknown): ServiceMessage {
  if (typeof body === "string") return readText(body);
  if (typeof body !== "object" || body === null) return {};
  const { error, code, message, title, detail, errors } = body as Record<string, unknown>;
  if (typeof error === "string") return readText(error);
  // One level, as in every shape that the service has used.
  if (typeof error === "object" && error !== null) return readBody({ ...error, error: undefined });
  return {
    code: text(code),
    message: text(message) ?? firstOf(errors) ?? text(detail) ?? text(title),
  };
}

/** JSON of a media type that the core library does not parse, such as `application/problem+json`, arrives as a text. */
function readText(body: string): ServiceMessage {
  if (/^\s*[{"]/.test(body)) {
    try {
      const value: unknown = JSON.parse(body);
      return typeof value === "string" ? { message: value } : readBody(value);
    } catch {
      // Not JSON after all.
    }
  }
  return { message: text(body.trim()) };
}

/** The first message of a problem's `errors`, which holds a list for each parameter. */
function firstOf(errors: unknown): string | undefined {
  if (typeof errors !== "object" || errors === null) return undefined;
  return Object.values(errors).flat().map(text).find(Boolean);
}

const clean = (words: string | undefined, own: string | undefined): string | undefined =>
  words === undefined ? undefined : excerpt(words, own);

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const endSentence = (sentence: string | undefined): string =>
  /[.!?]$/.test(sentence ?? "") ? `${sentence}` : `${sentence}.`;

/** A URL's path, without host and query: the query may hold what is not for logs. */
function pathOf(url: string): string {
  return parseUrl(url)?.pathname ?? url.split("?")[0] ?? "";
}
