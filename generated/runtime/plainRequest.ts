// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { RawHttpHeadersInput } from "@azure/core-rest-pipeline";
import { checkText, copy, isBytes, isStreamBody, writeJson } from "./body.js";
import type { RequestBody } from "./body.js";
import { encodeText } from "./charset.js";
import { buildHeaders } from "./headers.js";
import { HttpRequest } from "./httpRequest.js";
import type { ResponseContract } from "./httpRequest.js";
import { invalidArgument } from "./invalidArgument.js";
import type { HttpMethod } from "./operation.js";
import { belowEndpoint } from "./relativeUrl.js";

/** A request that no builder made. Nothing is added to it but credentials: name the `api-version` in the URL. */
export interface PlainRequest {
  /** The HTTP method, in capitals. */
  readonly method: HttpMethod;
  /** Path and query relative to the endpoint, percent-encoded, starting with one `/`. */
  readonly url: string;
  /** Headers, in any letter case. */
  readonly headers?: RawHttpHeadersInput | undefined;
  /**
   * A text, bytes or a stream, sent as they are, a text in the charset that `content-type` names; anything else is written
   * as JSON. Without a `content-type` header, text
   * goes out as `text/plain`, bytes and streams as `application/octet-stream`, and the rest as `application/json`.
   */
  readonly body?: unknown;
}

const methods: readonly string[] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"] satisfies HttpMethod[];

/**
 * Makes a request that can be sent of one that was made by hand, or returns a built one as it is.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for another method, for a URL that is not relative to the endpoint, and
 * for a body that cannot be sent
 */
export function toHttpRequest(request: HttpRequest | PlainRequest): HttpRequest {
  const { method } = request ?? {};
  const url = readUrl(request);
  if (!methods.includes(method)) {
    throw invalidArgument("sendRequest", "request.method", `one of ${methods.join(", ")}`, method);
  }
  const isReady = request instanceof HttpRequest && url === request.url;
  // What a builder made has no other form.
  if (isReady && request.contract !== undefined) return request;
  const headers = buildHeaders({ name: "sendRequest", headers: [] }, request.headers ?? {});
  // Made by hand all the same: its headers have been checked now.
  if (isReady) return request;
  const { content, contentType } = readPlainBody(request.body);
  if (contentType !== undefined) headers["content-type"] ??= contentType;
  const body = content && encodeText("sendRequest", headers["content-type"] ?? "", content);
  // A request that was built by the other build of this package is no instance here, but knows what it expects.
  return new HttpRequest({ method, url, headers, body }, (request as { contract?: ResponseContract }).contract);
}

function readUrl(request: HttpRequest | PlainRequest | undefined): string {
  const { url } = request ?? {};
  const sent = typeof url === "string" ? belowEndpoint(url) : undefined;
  if (sent !== undefined) return sent;
  throw invalidArgument("sendRequest", "request", "a request whose url is a path that starts with one slash", request);
}

function readPlainBody(body: unknown): { content?: RequestBody; contentType?: string } {
  if (body === undefined || body === null) return {};
  if (typeof body === "string") return { content: checkText("sendRequest", body), contentType: "text/plain" };
  if (isBytes(body)) return { content: copy("sendRequest", body), contentType: "application/octet-stream" };
  if (isStreamBody(body)) return { content: body, contentType: "application/octet-stream" };
  return { content: writeJson("sendRequest", "application/json", body), contentType: "application/json" };
}
