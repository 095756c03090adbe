// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { createRestError, getClient } from "@azure-rest/core-client";
import type {
  Client,
  ClientOptions,
  PathUnchecked,
  PathUncheckedResponse,
  RequestParameters,
} from "@azure-rest/core-client";
import { createPipelineFromOptions } from "@azure/core-rest-pipeline";
import type { Pipeline } from "@azure/core-rest-pipeline";
import { buildRequest } from "./buildRequest.js";
import type { RequestOptions } from "./buildRequest.js";
import { withDeadline } from "./deadline.js";
import type { HttpRequest } from "./httpRequest.js";
import { noteContract } from "./isUnexpected.js";
import { readFailure } from "./failedCall.js";
import { invalidArgument } from "./invalidArgument.js";
import type { HttpMethod, Operation } from "./operation.js";
import { Call } from "./pendingCall.js";
import type { PendingCall } from "./pendingCall.js";
import { toHttpRequest } from "./plainRequest.js";
import type { PlainRequest } from "./plainRequest.js";
import { readBody } from "./readBody.js";

/** What a caller may say about the sending of a request, as opposed to its content. */
export type SendOptions = Pick<
  RequestParameters,
  | "abortSignal"
  | "allowInsecureConnection"
  | "onDownloadProgress"
  | "onResponse"
  | "onUploadProgress"
  | "tracingOptions"
> & {
  /**
   * How long the call may take, in milliseconds, with all its attempts and the reading of a stream that is its body. It
   * then rejects with an error whose `code` is `TIMEOUT`. Of an answer that is read as a stream, the headers have to be
   * there in that time.
   */
  timeoutInMs?: number | undefined;
};

/** Options of a client, on top of those of the core library. */
export type RestClientOptions = ClientOptions & {
  /** How long each call may take, in milliseconds, unless it says otherwise itself. No limit by default. */
  timeoutInMs?: number | undefined;
  /**
   * Set to false to send values that the API document does not allow.
   *
   * @defaultValue true
   */
  validate?: boolean | undefined;
  /** Makes the error that `paginate` throws for a page that is an error. By default the core library does. */
  createError?: ((response: PathUncheckedResponse) => Error) | undefined;
};

/** The operations behind each path, by method in lower case. */
export type RouteTable = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** What a client is generated from. */
export interface ClientDescription {
  /** The client's name when it is printed. */
  readonly name: string;
  readonly apiVersion: string;
  readonly routes: RouteTable;
}

/** Found through the global registry, so that the ES and the CommonJS build of a package understand each other. */
export const errorFactory = Symbol.for("rest-level-client.errorFactory");

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
  /** Makes an error of a response, for {@link paginate}. */
  readonly [errorFactory]: (response: PathUncheckedResponse) => Error;
  readonly #core: Client;
  readonly #description: ClientDescription;
  readonly #defaults: Pick<RestClientOptions, "timeoutInMs" | "validate">;

  constructor(endpoint: string, description: ClientDescription, options: RestClientOptions = {}) {
    this.endpoint = endpoint.replace(/\/+$/, "");
    this.apiVersion = description.apiVersion;
    this.#description = description;
    this.#defaults = { timeoutInMs: options.timeoutInMs, validate: options.validate };
    // The core library's own default pipeline would parse each URL once more to add the API version.
    this.pipeline = options.pipeline ?? createPipelineFromOptions(options);
    this.#core = getClient(this.endpoint, { ...options, pipeline: this.pipeline });
    this.pathUnchecked = (path, ...pathParameters) => {
      // The core library would take it for an address of its own, and send credentials there.
      if (/^[a-z][a-z\d+.-]*:\/\//i.test(path) && !path.startsWith(`${this.endpoint}/`)) {
        throw invalidArgument("pathUnchecked", "path", "a path below the endpoint", path);
      }
      return this.#core.pathUnchecked(path, ...pathParameters);
    };
    this[errorFactory] = options.createError ?? createRestError;
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
        this.#call(() => {
          const validate = options?.validate ?? this.#defaults.validate;
          return buildRequest(operation, pathParameters, options === null ? options : { ...options, validate });
        }, options),
    ]);
    return Object.fromEntries(methods) as ReturnType<TRoutes[Path]>;
  }

  /** Sends a request that was built before, or made by hand. */
  sendRequest<TResponse>(request: HttpRequest<TResponse>, options?: SendOptions): PendingCall<TResponse>;
  sendRequest(request: PlainRequest, options?: SendOptions): PendingCall<PathUncheckedResponse>;
  sendRequest(request: HttpRequest | PlainRequest, options?: SendOptions): PendingCall<unknown> {
    return this.#call(() => toHttpRequest(request), options);
  }

  /** What `util.inspect` and `console.log` print: never a credential. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `<${this.#description.name} endpoint: '${this.endpoint}', apiVersion: '${this.apiVersion}'>`;
  }

  /** What is wrong with a request is found at once, while its parts are what they were, and rejects the call like every other failure. */
  #call<TResponse>(build: () => HttpRequest, options?: RequestOptions & SendOptions): PendingCall<TResponse> {
    // The request has the content; what is left is for the core library, known to us or not.
    const { body, contentType, queryParameters, headers, validate, timeoutInMs, abortSignal, ...sending } =
      options ?? {};
    const request = attempt(build);
    return new Call(async (read) => {
      const { method, url, contract, ...content } = request();
      const what = `${method} ${url.split("?")[0]}`;
      const limit = timeoutInMs ?? this.#defaults.timeoutInMs;
      const response = await withDeadline(what, limit, abortSignal, async (signal) => {
        const parameters: RequestParameters = { ...sending, headers: { ...content.headers } };
        if (signal !== undefined) parameters.abortSignal = signal as AbortSignal;
        if (content.body !== undefined) parameters.body = await readBody(content.body, signal);
        const resource = this.#core.pathUnchecked(this.endpoint + url);
        const call = resource[method.toLowerCase() as Verb](parameters);
        return Promise.resolve(read(call)).catch((error) => readFailure(error, what, contract) as never);
      });
      return noteContract(response, contract);
    });
  }
}

/** Does something now, and hands over its result, or throws its error, when it is asked for. */
function attempt<T>(act: () => T): () => T {
  try {
    const result = act();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
