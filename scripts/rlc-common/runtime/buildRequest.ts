import { buildHeaders } from "./headers.js";
import { HttpRequest } from "./httpRequest.js";
import { beginStackBelow, invalidArgument } from "./invalidArgument.js";
import type { Operation, Parameter } from "./operation.js";
import { buildBody } from "./requestBody.js";
import { buildPath, buildQuery } from "./url.js";

/** What a caller may say about a request; the generated types narrow it for each operation. */
export interface RequestOptions {
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  readonly queryParameters?: object | undefined;
  readonly headers?: object | undefined;
  /** Set to false to send values that the document does not allow. */
  readonly validate?: boolean | undefined;
}

/** Names of options; a document may have parameters of these names. */
const optionNames = /* @__PURE__ */ new Set([
  "abortSignal",
  "allowInsecureConnection",
  "body",
  "contentType",
  "headers",
  "onDownloadProgress",
  "onResponse",
  "onUploadProgress",
  "queryParameters",
  "timeoutInMs",
  "tracingOptions",
  "validate",
]);

/**
 * Builds the request for an operation. Nothing is sent, and nothing but the arguments is looked at.
 *
 * @param operation - the operation
 * @param pathArguments - the path parameters' values in path order
 * @param options - body, content type, query parameters and headers
 * @param validate - what counts where the options say nothing of it
 * @throws TypeError with code `INVALID_ARGUMENT` for anything that the document does not allow
 */
export function buildRequest<TResponse>(
  operation: Operation,
  pathArguments: readonly unknown[],
  options: RequestOptions = {},
  validate?: boolean | undefined,
): HttpRequest<TResponse> {
  try {
    if (typeof options !== "object" || options === null) {
      throw invalidArgument(operation.name, "options", "an object", options);
    }
    checkPlaces(operation, options);
    if ((options.validate ?? validate) === false) operation = withoutLimits(operation);
    const headers = buildHeaders(operation, options.headers);
    const body = buildBody(operation, options, headers);
    const path = buildPath(operation, pathArguments);
    const query = buildQuery(operation, options.queryParameters);
    // A path may bring a query of its own: a next link does that fills a parameter of a path.
    const url = path + (path.includes("?") ? query.replace("?", "&") : query);
    return new HttpRequest({ method: operation.method, url, headers, body }, operation);
  } catch (error) {
    beginStackBelow(buildRequest, error);
    throw error;
  }
}

/** Refuses a value for the query or the headers that stands beside them, where it would have no effect. */
function checkPlaces(operation: Operation, options: RequestOptions): void {
  for (const given in options) {
    if (optionNames.has(given)) continue;
    const place = (["queryParameters", "headers"] as const).find((list) =>
      operation[list].some(({ name }) => name === given),
    );
    if (place === undefined) continue;
    throw invalidArgument(operation.name, given, `given in "${place}"`, (options as Record<string, unknown>)[given]);
  }
}

/**
 * The operation with nothing but the form of its parameters left: what a value must be to be written at all, and where
 * it goes.
 */
function withoutLimits(operation: Operation): Operation {
  const relax = (parameters: readonly Parameter[]): Parameter[] =>
    parameters.map(({ name, write, list, default: value, encoded }) => ({
      name,
      write,
      list,
      default: value,
      encoded,
    }));
  const { pathParameters, queryParameters, headers } = operation;
  return {
    ...operation,
    pathParameters: relax(pathParameters),
    queryParameters: relax(queryParameters),
    headers: relax(headers),
  };
}
