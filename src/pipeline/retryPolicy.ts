import { defaultRetryPolicy, isRestError, retryPolicy } from "@azure/core-rest-pipeline";
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

/** Failures that come before a single byte of the request has left: no connection was made. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"]);

/**
 * Repeats failed attempts, and takes care that a message is not sent twice. Calls that may be repeated without harm
 * follow the rules of the core library. A POST is repeated only when the service cannot have acted on it.
 */
export function webPubSubRetryPolicy({ retrySends = false, ...options }: WebPubSubRetryOptions = {}): PipelinePolicy {
  const anyFailure = defaultRetryPolicy(options);
  const notProcessed = retryPolicy([notProcessedStrategy(options)], { maxRetries: options.maxRetries ?? 3 });
  return {
    name: retryPolicyName,
    sendRequest(request, next) {
      const policy = request.method === "POST" && !retrySends ? notProcessed : anyFailure;
      return policy.sendRequest(request, next);
    },
  };
}

function notProcessedStrategy({
  retryDelayInMs = 1000,
  maxRetryDelayInMs = 64_000,
}: PipelineRetryOptions): RetryStrategy {
  return {
    name: "notProcessed",
    retry({ retryCount, response, responseError }) {
      if (!cannotHaveBeenProcessed(response, responseError)) return { skipStrategy: true };
      // Half of the delay is fixed and half by chance, so that clients that failed together do not come back together.
      const delay = Math.min(maxRetryDelayInMs, retryDelayInMs * 2 ** retryCount);
      return { retryAfterInMs: retryAfter(response) ?? delay / 2 + (Math.random() * delay) / 2 };
    },
  };
}

function cannotHaveBeenProcessed(response: PipelineResponse | undefined, error: unknown): boolean {
  if (response === undefined) return isRestError(error) && neverSent.has(error.code ?? "");
  return response.status === 429 || (response.status === 503 && retryAfter(response) !== undefined);
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
