import type { PathUnchecked, RequestParameters, ResourceMethods, StreamableMethod } from "@azure-rest/core-client";
import { escapeEncoded, escapeText } from "./escape.js";
import { buildHeaders } from "./headers.js";
import type { HttpRequest } from "./httpRequest.js";
import { invalidArgument } from "./invalidArgument.js";
import type { HttpMethod } from "./operation.js";
import { writeParameter } from "./parameter.js";
import type { PendingCall } from "./pendingCall.js";
import { toHttpRequest } from "./plainRequest.js";
import { isRecord } from "./readMember.js";
import { belowEndpoint } from "./relativeUrl.js";
import { writeAny } from "./writeValue.js";

/** Sends what a function builds, with these options. */
type Call = (build: () => HttpRequest, options: object | undefined) => PendingCall<never>;

const verbs: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/**
 * `client.pathUnchecked`: the methods of any path, in the form that the core library gives them, sent on the road of every
 * other call.
 *
 * @param endpoint - a path may also be written as an address below it
 */
export function uncheckedMethods(endpoint: string, call: Call): PathUnchecked {
  return (path, ...args) => {
    // As with a path of the document, a wrong one is found before there is a call.
    checkPath(endpoint, path, args, {});
    const methods: Record<string, (options?: RequestParameters) => StreamableMethod> = {
      trace: () => call(() => refuseMethod(), undefined) as StreamableMethod,
    };
    for (const method of verbs) {
      methods[method.toLowerCase()] = (options) =>
        call(() => buildUnchecked(endpoint, method, path, args, options), options) as StreamableMethod;
    }
    return methods as unknown as ResourceMethods<StreamableMethod>;
  };
}

function refuseMethod(): never {
  throw invalidArgument("pathUnchecked", "method", "any method but TRACE, which `fetch` does not send", "TRACE");
}

function buildUnchecked(
  endpoint: string,
  method: HttpMethod,
  template: string,
  args: readonly unknown[],
  options: RequestParameters = {},
): HttpRequest {
  const url = checkPath(endpoint, template, args, options);
  const query = writeQuery(options);
  const { accept, contentType, headers, body } = options;
  return toHttpRequest({
    method,
    url: query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`,
    headers: {
      ...buildHeaders({ name: "pathUnchecked", headers: [] }, headers),
      ...(accept !== undefined && { accept }),
      ...(contentType && { "content-type": contentType }),
    },
    body,
  });
}

/** The path as it is sent. @throws TypeError with code `INVALID_ARGUMENT` for one that leaves the endpoint's */
function checkPath(endpoint: string, template: string, args: readonly unknown[], options: RequestParameters): string {
  const path = writePath(endpoint, template, args, options);
  const url = belowEndpoint(path);
  if (url === undefined) throw invalidArgument("pathUnchecked", "path", "a path below the endpoint", template);
  if (path.includes("#")) throw invalidArgument("pathUnchecked", "path", "a path without a fragment", template);
  return url;
}

/** The path with its parameters filled in. */
function writePath(endpoint: string, template: string, args: readonly unknown[], options: RequestParameters): string {
  if (typeof template !== "string") throw invalidArgument("pathUnchecked", "path", "a string", template);
  let next = 0;
  const path = template.replace(/\{[^}]*\}/g, () => {
    const arg = args[next++];
    const { value, allowReserved } = isWithOptions(arg) ? arg : { value: arg, allowReserved: false };
    if (value === undefined || value === null || value === "") {
      throw invalidArgument("pathUnchecked", `path parameter ${next}`, "a non-empty value", value);
    }
    return write(`path parameter ${next}`, value, allowReserved === true || options.skipUrlEncoding === true);
  });
  const phrase = String(args.length);
  if (args.length > next)
    throw invalidArgument("pathUnchecked", "path arguments", `${next} in number`, args, { phrase });
  if (path.startsWith(`${endpoint}/`)) return path.slice(endpoint.length);
  return path.startsWith("/") || /^[a-z][a-z\d+.-]*:/i.test(path) ? path : `/${path}`;
}

/** Separators of lists, by the names that OpenAPI has for them. */
const separators: Readonly<Record<string, string>> = { form: ",", spaceDelimited: "%20", pipeDelimited: "|" };

/** The query: a list in one value, unless `{ value, explode: true }` asks for a value each. */
function writeQuery({ queryParameters = {}, skipUrlEncoding }: RequestParameters): string {
  if (!isRecord(queryParameters))
    throw invalidArgument("pathUnchecked", "queryParameters", "an object of values by name", queryParameters);
  const isEncoded = skipUrlEncoding === true;
  const pairs: string[] = [];
  for (const [name, given] of Object.entries(queryParameters)) {
    if (given === undefined || given === null) continue;
    const { value, explode, style } = (isWithOptions(given) ? given : { value: given }) as QueryValue;
    const items = (Array.isArray(value) ? value : [value]).map((item: unknown) =>
      write(`queryParameters.${name}`, item ?? "", isEncoded),
    );
    const texts = explode === true ? items : [items.join(separators[style ?? "form"] ?? ",")];
    const key = write("queryParameters", name, isEncoded);
    for (const text of texts) pairs.push(`${key}=${text}`);
  }
  return pairs.join("&");
}

interface QueryValue {
  readonly value: unknown;
  readonly explode?: unknown;
  readonly style?: string;
}

function isWithOptions(value: unknown): value is { readonly value: unknown; readonly allowReserved?: unknown } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "value");
}

/** A value as the URL has it. What is encoded already stays as it is, but for what no URL can hold. */
function write(argument: string, value: unknown, isEncoded: boolean): string {
  const [text] = writeParameter("pathUnchecked", { name: argument, write: writeAny }, value) as [string];
  return (isEncoded ? escapeEncoded : escapeText)("pathUnchecked", argument, text);
}
