// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { prepareBody } from "./body.js";
import type { RequestBody } from "./body.js";
import { HttpRequest } from "./httpRequest.js";
import { invalidArgument } from "./invalidArgument.js";
import type { Operation, Parameter } from "./operation.js";
import { writeParameter } from "./parameter.js";
import { buildPath, buildQuery, joinList } from "./url.js";

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
const ownOptions = new Set([
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
  if (typeof options !== "object" || options === null) {
    throw invalidArgument(operation.name, "options", "an object", options);
  }
  checkPlaces(operation, options);
  if ((options.validate ?? validate) === false) operation = withoutLimits(operation);
  const headers = buildHeaders(operation, options.headers as Record<string, unknown> | undefined);
  const body = buildBody(operation, options, headers);
  const path = buildPath(operation, pathArguments);
  const query = buildQuery(operation, options.queryParameters as Record<string, unknown> | undefined);
  // A path may bring a query of its own: a next link does that fills a parameter of a path.
  const url = path + (path.includes("?") ? query.replace("?", "&") : query);
  const { method, expected, paging } = operation;
  return new HttpRequest({ method, url, headers, body }, { expected, ...(paging && { paging }) });
}

/** Refuses a value for the query or the headers that stands beside them, where it would have no effect. */
function checkPlaces(operation: Operation, options: RequestOptions): void {
  const places = { queryParameters: operation.queryParameters, headers: operation.headers };
  for (const [place, parameters] of Object.entries(places)) {
    for (const { name } of parameters) {
      if (ownOptions.has(name) || !Object.hasOwn(options, name)) continue;
      throw invalidArgument(operation.name, name, `given in "${place}"`, (options as Record<string, unknown>)[name]);
    }
  }
}

/**
 * The operation with nothing but the form of its parameters left: what a value must be to be written at all, and where
 * it goes.
 */
function withoutLimits(operation: Operation): Operation {
  const relax = (parameters: readonly Parameter[]): Parameter[] =>
    parameters.map(({ name, type, list, default: value, encoded }) => ({
      name,
      type,
      ...(list !== undefined && { list }),
      ...(value !== undefined && { default: value }),
      ...(encoded !== undefined && { encoded }),
    }));
  const { pathParameters, queryParameters, headers } = operation;
  return {
    ...operation,
    pathParameters: relax(pathParameters),
    queryParameters: relax(queryParameters),
    headers: relax(headers),
  };
}

function buildHeaders(operation: Operation, given: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const values = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const headers: Record<string, string> = {};
  for (const parameter of operation.headers) {
    const name = parameter.name.toLowerCase();
    const value = values.get(name) ?? parameter.default;
    values.delete(name);
    if (value !== undefined && value !== null) {
      headers[name] = joinList(parameter, writeParameter(operation.name, parameter, value)).join(",");
    } else if (parameter.required) {
      throw invalidArgument(operation.name, `headers.${parameter.name}`, "given", value);
    }
  }
  for (const [name, value] of values) {
    if (value !== undefined && value !== null) headers[name] = String(value);
  }
  return headers;
}

/** Checks body and content type against each other, and writes the content type into `headers`. */
function buildBody(
  operation: Operation,
  options: RequestOptions,
  headers: Record<string, string>,
): RequestBody | undefined {
  const { body } = options;
  const contentType = options.contentType ?? headers["content-type"];
  if (operation.body === undefined) {
    if (body === undefined) return undefined;
    throw invalidArgument(operation.name, "body", "left out, because the operation takes none", body);
  }
  const { contentTypes, required } = operation.body;
  if (body === undefined && contentType === undefined && !required) return undefined;
  const known = Object.keys(contentTypes);
  const chosen = contentType ?? (known.length === 1 ? known[0] : undefined);
  // As it is written first: a document may name a type with its charset.
  const named = known.find((name) => name === chosen) ?? known.find((name) => name === mediaType(String(chosen)));
  const kind = named === undefined ? undefined : contentTypes[named];
  if (chosen === undefined || kind === undefined) {
    throw invalidArgument(
      operation.name,
      "contentType",
      `one of ${known.map((type) => `"${type}"`).join(", ")}`,
      contentType,
    );
  }
  headers["content-type"] = chosen;
  return prepareBody(operation.name, kind, chosen, body);
}

/** The media type without parameters such as `; charset=utf-8`. */
function mediaType(contentType: string): string {
  return (String(contentType).split(";")[0] as string).trim().toLowerCase();
}
