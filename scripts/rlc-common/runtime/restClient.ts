import type { PathUnchecked, PathUncheckedResponse } from "@azure-rest/core-client";
import type { HttpClient, Pipeline, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { CallSignal } from "./abortSignal.js";
import { buildRequest } from "./buildRequest.js";
import type { RequestOptions } from "./buildRequest.js";
import { Deadline } from "./deadline.js";
import { errorFactory } from "./errorFactory.js";
import { nameCall } from "./failedCall.js";
import { HeaderMap } from "./httpHeaders.js";
import type { HttpRequest } from "./httpRequest.js";
import { invalidArgument } from "./invalidArgument.js";
import { noteContract } from "./isUnexpected.js";
import { matchPath } from "./matchPath.js";
import type { Operation } from "./operation.js";
import type { ConnectedClientOptions, SendOptions } from "./options.js";
import { uncheckedMethods } from "./pathUnchecked.js";
import type { LiteralMethods, LiteralPath, NoValues } from "./pathTypes.js";
import { startCall } from "./pendingCall.js";
import type { BodyForm, PendingCall } from "./pendingCall.js";
import { toHttpRequest } from "./plainRequest.js";
import type { PlainRequest } from "./plainRequest.js";
import { giveUpBody, readBody } from "./readBody.js";
import { requestIds } from "./requestId.js";
import { readResponse } from "./response.js";
import { isRestError } from "./restError.js";
import type { RouteTable } from "./routes.js";
import { giveStream, refuseStream } from "./streamedResponse.js";

export type { ConnectedClientOptions, RestClientOptions, SendOptions } from "./options.js";

/** How a client's requests reach the service. */
export interface Connection {
  /** What they pass through. */
  readonly pipeline: Pipeline;
  /** What carries them in the end. */
  readonly httpClient: HttpClient;
  /** Whether they may go out unencrypted. */
  readonly allowInsecureConnection: boolean;
  /** In which kind of stream `httpClient` hands over an answer; where that is not known, the answer shows it. */
  readonly streams?: "node" | "browser" | undefined;
  /** Is told of the time limit of each call, before its timer is set. */
  readonly keepTimerList?: ((milliseconds: number | undefined) => void) | undefined;
}

/** What a client is generated from. */
export interface ClientDescription {
  /** The client's name when it is printed. */
  readonly name: string;
  readonly apiVersion: string;
  readonly routes: RouteTable;
}

/** Every status: an answer that is wanted as a stream is one whatever it says. */
const everyStatus: Set<number> = /* @__PURE__ */ new Set([Infinity]);

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
  /** Makes an error of a response, for `paginate`. */
  readonly [errorFactory]: ((response: PathUncheckedResponse) => Error) | undefined;
  readonly #connection: Connection;
  readonly #nextRequestId = requestIds();
  readonly #description: ClientDescription;
  readonly #defaults: Omit<ConnectedClientOptions, "createError">;

  constructor(
    endpoint: string,
    description: ClientDescription,
    connection: Connection,
    defaults: ConnectedClientOptions = {},
  ) {
    this.endpoint = endpoint.replace(/\/+$/, "");
    this.apiVersion = description.apiVersion;
    this.pipeline = connection.pipeline;
    this.#connection = connection;
    this.#description = description;
    const { createError, largeIntegers, timeoutInMs, validate } = defaults;
    this.#defaults = { largeIntegers, timeoutInMs, validate };
    this.pathUnchecked = uncheckedMethods(this.endpoint, (build, options) => this.#call(build, options));
    this[errorFactory] = createError;
    // As with the core library's clients, which are objects of functions: `const { path } = client`.
    this.path = this.path.bind(this) as typeof this.path;
    this.sendRequest = this.sendRequest.bind(this) as typeof this.sendRequest;
  }

  /** The methods of a path, bound to its arguments. */
  path<Literal extends string>(
    path: LiteralPath<TRoutes, Literal>,
    ...none: NoValues<TRoutes, Literal>
  ): LiteralMethods<TRoutes, Literal>;
  path<Path extends keyof TRoutes & string>(
    path: Path,
    ...pathParameters: Parameters<TRoutes[Path]>
  ): ReturnType<TRoutes[Path]>;
  path(path: string, ...pathParameters: readonly unknown[]): unknown {
    const { routes } = this.#description;
    const match = matchPath(routes, path, pathParameters);
    const operations = routes[match.path];
    // Functions of their own, which can be taken apart: `const { get, put } = client.path(...)`.
    const methods: Record<string, unknown> = {};
    for (const verb in operations) {
      const operation = operations[verb] as Operation;
      methods[verb] = (options?: RequestOptions & SendOptions) =>
        this.#call(() => buildRequest(operation, match.values, options, this.#defaults.validate), options);
    }
    return methods;
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
  #call<TResponse>(build: () => HttpRequest, options: SendOptions = {}): PendingCall<TResponse> {
    let request: HttpRequest | undefined;
    let failure: { error: unknown } | undefined;
    try {
      if (typeof options !== "object" || options === null)
        throw invalidArgument("call", "options", "an object", options);
      checkCallbacks(options);
      request = build();
    } catch (error) {
      failure = { error };
    }
    // Where the signal has fired before the call, nothing that is the caller's is touched.
    const isWanted = options?.abortSignal?.aborted !== true;
    return startCall((form) => {
      if (request === undefined) return Promise.reject(failure?.error);
      if (isWanted && options.abortSignal?.aborted === true) giveUpBody(request.body);
      return this.#send(request, options, form);
    });
  }

  async #send(request: HttpRequest, options: SendOptions, form: BodyForm): Promise<unknown> {
    const { method, url, contract } = request;
    const what = `${method} ${pathOf(url)}`;
    const refusal = refuseStream(form, this.#connection.streams);
    if (refusal !== undefined) throw refusal;
    // The core library's name for it, under which its helpers hand it on; 0 says nothing there.
    const { timeout = 0 } = options as { readonly timeout?: number };
    const { timeoutInMs = timeout === 0 ? this.#defaults.timeoutInMs : timeout, abortSignal } = options;
    const deadline = new Deadline(what, { timeoutInMs, abortSignal });
    this.#connection.keepTimerList?.(timeoutInMs);
    try {
      const response = await deadline.race((signal) => this.#exchange(request, options, form, signal), isOpen);
      const answer = readResponse(response, what, contract, this.#defaults.largeIntegers);
      options.onResponse?.({ ...response, rawHeaders: answer.headers, parsedBody: answer.body as never });
      return noteContract(form === "whole" ? answer : giveStream(answer, form), contract);
    } catch (cause) {
      const error = deadline.explain(cause);
      if (isRestError(error) && error.response !== undefined) {
        options.onResponse?.({ ...error.response, rawHeaders: error.response.headers.toJSON() } as never, error, error);
      }
      throw nameCall(error, what);
    }
  }

  /** From the finished request to the answer that the pipeline returns. */
  #exchange(
    { method, url, headers, body }: HttpRequest,
    options: SendOptions,
    form: BodyForm,
    signal: CallSignal,
  ): Promise<PipelineResponse> {
    const { pipeline, httpClient, allowInsecureConnection } = this.#connection;
    const request: PipelineRequest = {
      url: this.endpoint + url,
      method,
      headers: new HeaderMap(headers),
      timeout: 0,
      withCredentials: false,
      requestId: this.#nextRequestId(),
      disableKeepAlive: false,
      allowInsecureConnection,
      abortSignal: signal as NonNullable<PipelineRequest["abortSignal"]>,
      enableBrowserStreams: true,
    };
    if (form !== "whole") request.streamResponseStatusCodes = everyStatus;
    if (!request.headers.has("accept")) request.headers.set("accept", "application/json");
    // What is left is for the core library and for policies, known to us or not.
    for (const name in options) {
      const value = options[name as keyof SendOptions];
      if (value !== undefined && !handledOptions.has(name)) (request as never as Record<string, unknown>)[name] = value;
    }
    const send = (content: ReturnType<typeof readBody> | undefined): Promise<PipelineResponse> => {
      if (content !== undefined) request.body = content as NonNullable<PipelineRequest["body"]>;
      return pipeline.sendRequest(httpClient, request);
    };
    const content = body === undefined ? undefined : readBody(body, signal);
    return isPromise(content) ? content.then(send) : send(content);
  }
}

/** What is no function would fail in the middle of a call, after the request has gone out. */
function checkCallbacks({ onDownloadProgress, onResponse, onUploadProgress }: SendOptions): void {
  if (onDownloadProgress === undefined && onResponse === undefined && onUploadProgress === undefined) return;
  for (const [name, value] of Object.entries({ onDownloadProgress, onResponse, onUploadProgress }))
    if (value !== undefined && typeof value !== "function") throw invalidArgument("call", name, "a function", value);
}

/** Options of a call that are dealt with here, or speak of the request's content and are in it already. */
const handledOptions: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "abortSignal",
  "accept",
  "body",
  "contentType",
  "headers",
  "onResponse",
  "pathParameters",
  "queryParameters",
  "skipUrlEncoding",
  "timeout",
  "timeoutInMs",
  "validate",
]);

/** Whichever realm it is from. */
const isPromise = <T>(value: T | Promise<T>): value is Promise<T> =>
  typeof value === "object" && value !== null && "then" in value;

/** Whether more of an answer comes after its headers. */
const isOpen = (response: PipelineResponse): boolean =>
  response.readableStreamBody !== undefined || response.browserStreamBody !== undefined;

/** The URL without its query, which may hold what is not for logs. */
function pathOf(url: string): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}
