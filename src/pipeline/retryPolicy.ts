import { isRestError, retryPolicy } from "@azure/core-rest-pipeline";
import type { PipelinePolicy, PipelineResponse, PipelineRetryOptions, RetryStrategy } from "@azure/core-rest-pipeline";

/** How often and how fast failed attempts are repeated. */
export interface WebPubSubRetryOptions extends PipelineRetryOptions {
  /**
   * Set to true to repeat sends that the service may have carried out already: every message is then delivered at least
   * once, and sometimes twice.
   *
   * @defaultValue false
   */
  retrySends?: boolean | undefined;
}

/** What {@link webPubSubRetryPolicy} takes the place of. */
export const coreRetryPolicyName = "defaultRetryPolicy";

/** The policy's name in a pipeline. */
export const retryPolicyName = "webPubSubRetryPolicy";

/** What may come before a single byte of the request has left: no connection was made. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);

/** What breaks a connection, at any time. */
const connectionLost = new Set([...neverSent, "ECONNRESET", "EPIPE", "ETIMEDOUT", "ESOCKETTIMEDOUT", "ENOENT"]);

/** Timers take no more milliseconds than fit into 31 bits. */
const longestWait = 2 ** 31 - 1;

/**
 * Repeats failed attempts, and takes care that a message is not sent twice. A POST is repeated only when the service
 * cannot have acted on it; calls that may be repeated without harm are repeated after what the core library calls
 * transient too.
 */
export function webPubSubRetryPolicy({ retrySends = false, ...options }: WebPubSubRetryOptions = {}): PipelinePolicy {
  const maxRetries = options.maxRetries ?? 3;
  const notProcessed = retryPolicy([strategy(cannotHaveBeenProcessed, options)], { maxRetries });
  const anyFailure = retryPolicy(
    [strategy((response, error) => cannotHaveBeenProcessed(response, error) || isTransient(response, error), options)],
    { maxRetries },
  );
  return {
    name: retryPolicyName,
    sendRequest(request, next) {
      const policy = request.method === "POST" && !retrySends ? notProcessed : anyFailure;
      return policy.sendRequest(request, next);
    },
  };
}

type Judge = (response: PipelineResponse | undefined, error: unknown) => boolean;

function strategy(
  mayBeRepeated: Judge,
  { retryDelayInMs = 1000, maxRetryDelayInMs = 64_000 }: PipelineRetryOptions,
): RetryStrategy {
  return {
    name: "webPubSubRetryStrategy",
    retry({ retryCount, response, responseError }) {
      if (!mayBeRepeated(response, responseError)) return { skipStrategy: true };
      // Half of the delay is fixed and half by chance, so that clients that failed together do not come back together.
      const delay = Math.min(maxRetryDelayInMs, retryDelayInMs * 2 ** retryCount);
      const wait = retryAfter(response) ?? delay / 2 + (Math.random() * delay) / 2;
      return { retryAfterInMs: Math.min(wait, longestWait) };
    },
  };
}

function cannotHaveBeenProcessed(response: PipelineResponse | undefined, error: unknown): boolean {
  if (response === undefined) return isRestError(error) && neverSent.has(error.code ?? "") && isOfConnecting(error);
  return response.status === 429 || (response.status === 503 && retryAfter(response) !== undefined);
}

/**
 * Whether a failure is one of making a connection. An open one can be lost with the same codes. Node names the call that
 * failed first, and says nothing in words where several addresses were tried.
 */
const isOfConnecting = ({ message }: Error): boolean => message === "" || /^(?:connect|getaddrinfo) /.test(message);

/** The core library's own rules: 408, 500 and above but for what will not change, and lost connections. */
function isTransient(response: PipelineResponse | undefined, error: unknown): boolean {
  if (response === undefined) return isRestError(error) && connectionLost.has(error.code ?? "");
  return response.status === 408 || (response.status >= 500 && response.status !== 501 && response.status !== 505);
}

/** The wait that the service asks for, in milliseconds: `Retry-After` is in seconds or a date (RFC 9110 section 10.2.3). */
function retryAfter(response: PipelineResponse | undefined): number | undefined {
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const milliseconds = Number(response?.headers.get(name) ?? Number.NaN);
    if (milliseconds >= 0) return milliseconds;
  }
  const value = response?.headers.get("retry-after");
  if (value === undefined) return undefined;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
