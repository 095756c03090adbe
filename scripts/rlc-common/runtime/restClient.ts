import { getClient } from "@azure-rest/core-client";
import type { Client, ClientOptions, PathUnchecked, RequestParameters } from "@azure-rest/core-client";
import { createPipelineFromOptions } from "@azure/core-rest-pipeline";
import type { Pipeline } from "@azure/core-rest-pipeline";
import { buildRequest } from "./buildRequest.js";
import type { RequestOptions } from "./buildRequest.js";
import type { HttpRequest } from "./httpRequest.js";
import { noteExpected } from "./isUnexpected.js";
import { invalidArgument } from "./invalidArgument.js";
import type { HttpMethod, Operation } from "./operation.js";
import { LazyCall } from "./pendingCall.js";
import type { PendingCall } from "./pendingCall.js";
import { readBody } from "./readBody.js";

/** What a caller may say about the sending of a request, as opposed to its content. */
export type SendOptions = Pick<
  RequestParameters,
  | "abortSignal"
  | "allowInsecureConnection"
  | "onDownloadProgress"
  | "onResponse"
  | "onUploadProgress"
  | "timeout"
  | "tracingOptions"
>;

/** The operations behind each path, by method in lower case. */
export type RouteTable = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** What a client is generated from. */
export interface ClientDescription {
  /** The client's name when it is printed. */
  readonly name: string;
  readonly apiVersion: string;
  readonly routes: RouteTable;
}

type Verb = Lowercase<Exclude<HttpMethod, "OPTIONS">> | "options";

/**
 * Sends requests to one endpoint. What callers see of it is the interface that is generated beside it.
 *
 * @typeParam TRoutes - for each path, a function from its parameters to its methods
 */
export class RestClient<TRoutes extends { [Path in keyof TRoutes]: (...pathParameters: never[]) => unknown }> {
  /** The address that requests go to, without a trailing slash. */
  readonly endpoint: string;
  /** The API version of the document that the client was generated from. */
  readonly apiVersion: string;
  /** The policies that each request passes through. */
  readonly pipeline: Pipeline;
  /** Calls a path that the document does not know. Nothing is checked or added, not even the API version. */
  readonly pathUnchecked: PathUnchecked;
  readonly #core: Client;
  readonly #description: ClientDescription;

  constructor(endpoint: string, description: ClientDescription, options: ClientOptions = {}) {
    this.endpoint = endpoint.replace(/\/+$/, "");
    this.apiVersion = description.apiVersion;
    this.#description = description;
    // The core library's own default pipeline would parse each URL once more to add the API version.
    this.pipeline = options.pipeline ?? createPipelineFromOptions(options);
    this.#core = getClient(this.endpoint, { ...options, pipeline: this.pipeline });
    this.pathUnchecked = this.#core.pathUnchecked;
  }

  /** The methods of a path, bound to its arguments. */
  path<Path extends keyof TRoutes & string>(
    path: Path,
    ...pathParameters: Parameters<TRoutes[Path]>
  ): ReturnType<TRoutes[Path]> {
    const { routes } = this.#description;
    const operations = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (operations === undefined) {
      throw invalidArgument("path", "path", `one of ${Object.keys(routes).join(", ")}`, path);
    }
    const methods = Object.entries(operations).map(([verb, operation]) => [
      verb,
      (options?: RequestOptions & SendOptions) =>
        this.#call(() => buildRequest(operation, pathParameters, options), operation.expected, options),
    ]);
    return Object.fromEntries(methods) as ReturnType<TRoutes[Path]>;
  }

  /** Sends a request that was built before. */
  sendRequest<TResponse>(request: HttpRequest<TResponse>, options?: SendOptions): PendingCall<TResponse> {
    return this.#call(() => request, request?.expected, options);
  }

  /** What `util.inspect` and `console.log` print: never a credential. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `<${this.#description.name} endpoint: '${this.endpoint}', apiVersion: '${this.apiVersion}'>`;
  }

  /** Building happens inside the call, so that wrong arguments reject it like every other failure. */
  #call<TResponse>(
    build: () => HttpRequest<TResponse>,
    expected: readonly string[] | undefined,
    options?: RequestOptions & SendOptions,
  ): PendingCall<TResponse> {
    return new LazyCall(
      async () => this.#send(build(), options),
      (response) => noteExpected(response, expected),
    );
  }

  async #send(request: HttpRequest, options: RequestOptions & SendOptions = {}) {
    if (typeof request?.url !== "string" || !/^\/(?!\/)/.test(request.url)) {
      throw invalidArgument("sendRequest", "request", "a built request, whose url starts with one slash", request);
    }
    // The request has the content already; the rest is for the core library, known to us or not.
    const { body: _body, contentType: _contentType, queryParameters: _query, headers: _headers, ...sending } = options;
    const resource = this.#core.pathUnchecked(this.endpoint + request.url);
    const parameters: RequestParameters = { ...sending, headers: { ...request.headers } };
    if (request.body !== undefined) parameters.body = await readBody(request.body, options.abortSignal);
    return { call: resource[request.method.toLowerCase() as Verb](parameters) };
  }
}
