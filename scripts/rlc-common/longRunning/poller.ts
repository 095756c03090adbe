import type { HttpResponse, PathUncheckedResponse } from "@azure-rest/core-client";
import { createHttpPoller } from "@azure/core-lro";
import type {
  CreateHttpPollerOptions,
  LongRunningOperation,
  LroResponse,
  OperationState,
  SimplePollerLike,
} from "@azure/core-lro";
import { errorFactory } from "../runtime/errorFactory.js";
import { HttpRequest } from "../runtime/httpRequest.js";
import type { ResponseContract } from "../runtime/httpRequest.js";
import { invalidArgument } from "../runtime/invalidArgument.js";
import { contractOf, isUnexpected } from "../runtime/isUnexpected.js";
import type { Unexpected } from "../runtime/isUnexpected.js";
import type { LongRunning } from "../runtime/operation.js";
import type { SendOptions } from "../runtime/restClient.js";

/** The parts of a client that asking for the state of an operation needs. */
export interface PollingClient {
  /** The address that the operation's state and its result have to lie below, without a trailing slash. */
  readonly endpoint: string;
  /** Sends a request. */
  sendRequest(request: HttpRequest, options?: SendOptions): PromiseLike<unknown>;
}

/**
 * The answer that holds the result, of those that an operation may give: one of success, and not 202, which only says that
 * the work has begun. Where the document knows no other, what it says of 202 is what it says of the result.
 */
export type LongRunningResult<TResponse extends HttpResponse> = Finished<Exclude<TResponse, Unexpected<TResponse>>>;

type Finished<TExpected extends HttpResponse> = [Exclude<TExpected, { status: "202" }>] extends [never]
  ? Omit<TExpected, "status"> & { status: string }
  : Exclude<TExpected, { status: "202" }>;

/** Follows an operation to its end: see `@azure/core-lro`. */
export type LongRunningPoller<TResponse extends HttpResponse> = SimplePollerLike<
  OperationState<LongRunningResult<TResponse>>,
  LongRunningResult<TResponse>
>;

/** How an operation is followed, such as `intervalInMs`. */
export type LongRunningPollerOptions<TResponse extends HttpResponse> = CreateHttpPollerOptions<
  LongRunningResult<TResponse>,
  OperationState<LongRunningResult<TResponse>>
>;

/**
 * Follows a long-running operation, whose first answer comes before its work is done.
 *
 * @param client - the client that made the call; what the poller asks passes through its pipeline
 * @param call - the call that starts the operation, or its answer
 * @param options - how often to ask (`intervalInMs`, 2000 unless the service says otherwise), where the result is, how to go
 * on with an earlier poller (`restoreFrom`, what its `toString` gave), and the like
 * @returns a poller of `@azure/core-lro`; its `pollUntilDone` gives the answer that holds the result
 * @throws RestError when the operation is refused, and, while polling, when its state is answered with an error
 * @throws Error while polling, when the operation fails or is cancelled
 * @throws Error with code `FOREIGN_LINK`, while polling, when the state or the result lies outside of the client's endpoint
 * @throws TypeError with code `INVALID_ARGUMENT` when the operation is none that runs long
 * @example
 * ```ts
 * const poller = await getLongRunningPoller(client, client.path("/jobs").post({ body }));
 * const { body: result } = await poller.pollUntilDone();
 * ```
 */
export async function getLongRunningPoller<TResponse extends HttpResponse>(
  client: PollingClient,
  call: TResponse | PromiseLike<TResponse>,
  options: LongRunningPollerOptions<TResponse> = {},
): Promise<LongRunningPoller<TResponse>> {
  type Result = LongRunningResult<TResponse>;
  const first = await call;
  const contract = typeof first?.status === "string" ? contractOf(first) : undefined;
  const longRunning = (contract as { readonly longRunning?: LongRunning } | undefined)?.longRunning;
  if (contract === undefined || longRunning === undefined)
    throw invalidArgument("getLongRunningPoller", "call", "a call of a long-running operation, or its answer", first);
  if (isUnexpected(first)) throw toError(client, first);
  const { method, url } = first.request;
  // What is asked for later is answered with other statuses of success than the document lists for the operation itself.
  const polled = { ...contract, expected: [...contract.expected, "200", "201", "202", "204"] };
  const operation: LongRunningOperation<Result> = {
    requestMethod: method,
    requestPath: url,
    sendInitialRequest: async () => begin(first as HttpResponse as Result),
    sendPollRequest: (link, { abortSignal } = {}) =>
      askFor(client, relativeTo(client.endpoint, link, url), polled, abortSignal && { abortSignal }),
  };
  const { result } = longRunning;
  return createHttpPoller<Result, OperationState<Result>>(operation, {
    ...(result && { resourceLocationConfig: result }),
    ...options,
  });
}

async function askFor<TResult extends HttpResponse>(
  client: PollingClient,
  url: string,
  contract: ResponseContract,
  options: SendOptions | undefined,
): Promise<LroResponse<TResult>> {
  const response = (await client.sendRequest(new HttpRequest({ method: "GET", url }, contract), options)) as TResult;
  if (isUnexpected(response)) throw toError(client, response);
  return toLroResponse(response);
}

/** The first answer, without its links where it says by its status and its body that the work is done already. */
function begin<TResult extends HttpResponse>(response: TResult): LroResponse<TResult> {
  const { body } = response as { body?: { properties?: { provisioningState?: unknown } | null } | null };
  const isDone = response.status !== "202" && body?.properties?.provisioningState === "Succeeded";
  const { flatResponse, rawResponse } = toLroResponse(response);
  return { flatResponse, rawResponse: isDone ? { ...rawResponse, headers: {} } : rawResponse };
}

function toLroResponse<TResult extends HttpResponse>(response: TResult): LroResponse<TResult> {
  const { status, headers, body } = response as HttpResponse & { body: unknown };
  return { flatResponse: response, rawResponse: { statusCode: Number(status), headers, body } };
}

/**
 * The path and query of a link, which may be relative to the request that it was an answer to. One elsewhere is refused: it
 * would be given the client's credentials.
 */
function relativeTo(endpoint: string, link: string, request: string): string {
  const base = new URL(`${endpoint}/`).href;
  try {
    const { href } = new URL(link, request);
    if (href.startsWith(base)) return href.slice(base.length - 1);
  } catch {
    // No address at all.
  }
  const message = `The state of the operation lies outside of ${endpoint}, and was not asked for. Check the service, and any proxy before it.`;
  throw Object.assign(new Error(message), { code: "FOREIGN_LINK" });
}

function toError(client: PollingClient, response: HttpResponse): Error {
  const make = (client as { readonly [errorFactory]?: (response: PathUncheckedResponse) => Error })[errorFactory];
  if (make !== undefined) return make(response as PathUncheckedResponse);
  const { status } = response;
  return Object.assign(new Error(`A long-running operation was answered with status ${status}.`), {
    statusCode: Number(status),
  });
}
