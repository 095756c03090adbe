import type {
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
  RedirectPolicyOptions,
  SendRequest,
} from "@azure/core-rest-pipeline";
import { argumentError } from "../../generated/runtime/invalidArgument.js";
import { log } from "../logger.js";
import { discard } from "./discard.js";

/**
 * Follows redirects, on the transports that do not do so themselves, to the same origin unless the caller allows others. All but
 * `GET` and `HEAD` are sent on only where method and body stay what they are, or where the answer says to `GET` something (RFC
 * 9110 section 15.4).
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for options that cannot be meant
 */
export function redirectPolicy(options: RedirectPolicyOptions = {}): PipelinePolicy {
  const { maxRetries = 20, allowCrossOriginRedirects = false } = options;
  if (!(typeof maxRetries === "number" && maxRetries >= 0))
    throw argumentError("redirectOptions.maxRetries", "a number, 0 or greater", maxRetries);
  if (typeof allowCrossOriginRedirects !== "boolean")
    throw argumentError("redirectOptions.allowCrossOriginRedirects", "true or false", allowCrossOriginRedirects);
  const follow = async (
    next: SendRequest,
    first: PipelineResponse,
    firstTarget: URL,
    request: PipelineRequest,
  ): Promise<PipelineResponse> => {
    let response = first;
    let target: URL | undefined = firstTarget;
    for (let count = 0; target !== undefined && count < maxRetries; count += 1) {
      const { origin } = new URL(request.url);
      if (!allowCrossOriginRedirects && target.origin !== origin) {
        log(`Not redirected from ${origin} to ${target.origin}, which is another origin.`);
        return response;
      }
      discard(response);
      request.url = target.href;
      if (response.status === 303 && request.method !== "HEAD") {
        request.method = "GET";
        request.headers.delete("Content-Length");
        delete request.body;
      }
      request.headers.delete("Authorization");
      response = await next(request);
      target = targetOf(response);
    }
    return response;
  };
  return {
    // That of the core library's, whose place it takes.
    name: "redirectPolicy",
    sendRequest: (request, next) =>
      next(request).then((response) => {
        const target = targetOf(response);
        return target === undefined ? response : follow(next, response, target, request);
      }),
  };
}

/**
 * Has a redirect name an address in the terms of whoever follows it. One that is not below `from` is left what it is.
 *
 * @param asked - the address that has answered, which a redirect may be relative to
 */
export function translateRedirect(
  { status, headers }: PipelineResponse,
  asked: string,
  from: string,
  to: string,
): void {
  const location = headers.get("location");
  if (!location || status < 300 || status >= 400) return;
  try {
    const { href } = new URL(location, asked);
    headers.set("location", href.startsWith(`${from}/`) ? to + href.slice(from.length) : href);
  } catch {
    // No address: it leads nowhere.
  }
}

/** Where an answer sends its request. */
function targetOf({ status, headers, request }: PipelineResponse): URL | undefined {
  const { method, url } = request;
  const isRedirect =
    status === 300 ||
    status === 303 ||
    status === 307 ||
    status === 308 ||
    ((status === 301 || status === 302) && (method === "GET" || method === "HEAD"));
  const location = isRedirect ? headers.get("location") : undefined;
  if (!location) return undefined;
  try {
    const target = new URL(location, url);
    // None of these is sent, and the token is for what is sent.
    target.hash = target.username = target.password = "";
    return target.protocol.startsWith("http") ? target : undefined;
  } catch {
    // No address: the answer is all there is.
    return undefined;
  }
}
