import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from "@azure/core-rest-pipeline";
import type { CallSignal } from "../../generated/runtime/abortSignal.js";
import { longestTimer } from "../../generated/runtime/deadline.js";
import { isRestError } from "../../generated/runtime/restError.js";
import { abortError, unconnectedCodes, wasNotSent } from "../transport/failure.js";
import { discard } from "./discard.js";
import { retryAfter } from "./retryAfter.js";
import { readRetryOptions } from "./retryOptions.js";
import type { RetrySettings, WebPubSubRetryOptions } from "./retryOptions.js";

/** What {@link webPubSubRetryPolicy} takes the place of. */
export const coreRetryPolicyName = "defaultRetryPolicy";

/** The policy's name in a pipeline. */
export const retryPolicyName = "webPubSubRetryPolicy";

/** How an attempt ended. */
type Outcome = { readonly response: PipelineResponse } | { readonly error: unknown };

/** Codes of failures that may pass: no connection, or one that was lost. */
const transientCodes: ReadonlySet<string> = new Set([
  ...unconnectedCodes,
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ESOCKETTIMEDOUT",
  "ENOENT",
  // What fetch says, whatever it was.
  "REQUEST_SEND_ERROR",
]);

/**
 * Repeats failed attempts, and takes care that a message is not sent twice. A POST is repeated only when the service
 * cannot have acted on it; calls that may be repeated without harm are repeated after every failure that may pass.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for options that cannot be meant
 */
export function webPubSubRetryPolicy(options: WebPubSubRetryOptions = {}): PipelinePolicy {
  const settings = readRetryOptions(options);
  return {
    name: retryPolicyName,
    sendRequest(request, next) {
      const mayBeRepeated = request.method === "POST" && !settings.retrySends ? cannotHaveBeenProcessed : isTransient;
      // Nothing but this stands in the way of an attempt that succeeds.
      return next(request).then(
        (response) => (response.status < 400 ? response : repeat(request, next, { response }, mayBeRepeated, settings)),
        (error: unknown) => repeat(request, next, { error }, mayBeRepeated, settings),
      );
    },
  };
}

async function repeat(
  request: PipelineRequest,
  next: SendRequest,
  first: Outcome,
  mayBeRepeated: (outcome: Outcome) => boolean,
  settings: RetrySettings,
): Promise<PipelineResponse> {
  // A policy may have put a signal of another kind in its place.
  const signal = (request.abortSignal ?? {}) as Partial<CallSignal>;
  const { deadline = Infinity } = signal;
  let outcome = first;
  for (let count = 0; count < settings.maxRetries && mayBeRepeated(outcome); count += 1) {
    const wait = waitBefore(count, outcome, settings);
    if ("response" in outcome) {
      // What is asked for takes longer than the caller allows: the answer is worth more than the wait.
      if (wait > settings.maxRetryDelayInMs || Date.now() + wait >= deadline) break;
      discard(outcome.response);
    } else signal.failure = outcome.error;
    await pause(wait, request);
    signal.failure = undefined;
    outcome = await next(request).then(
      (response): Outcome => ({ response }),
      (error: unknown): Outcome => ({ error }),
    );
  }
  if ("error" in outcome) throw outcome.error;
  return outcome.response;
}

/** In milliseconds: what the service asks for, or twice as long each time. Half of that is left to chance, so that clients that failed together do not come back together. */
function waitBefore(count: number, outcome: Outcome, { retryDelayInMs, maxRetryDelayInMs }: RetrySettings): number {
  const asked = "response" in outcome ? retryAfter(outcome.response, Date.now()) : undefined;
  if (asked !== undefined) return asked;
  const delay = Math.min(maxRetryDelayInMs, retryDelayInMs * 2 ** count);
  return delay / 2 + (Math.random() * delay) / 2;
}

function pause(milliseconds: number, { abortSignal }: PipelineRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(abortError(abortSignal));
    };
    const timer = setTimeout(
      () => {
        abortSignal?.removeEventListener("abort", abort);
        resolve();
      },
      Math.min(milliseconds, longestTimer),
    );
    abortSignal?.addEventListener("abort", abort);
    if (abortSignal?.aborted) abort();
  });
}

function cannotHaveBeenProcessed(outcome: Outcome): boolean {
  if ("error" in outcome)
    return isRestError(outcome.error) && isTransientError(outcome.error) && isUnsent(outcome.error);
  const { status } = outcome.response;
  return status === 429 || (status === 503 && retryAfter(outcome.response, Date.now()) !== undefined);
}

/** 429, 408, 500 and above but for what will not change, and lost connections. */
function isTransient(outcome: Outcome): boolean {
  if ("error" in outcome) return isRestError(outcome.error) && isTransientError(outcome.error);
  const { status } = outcome.response;
  return status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

/** By its code; a proxy has one for all that it refuses, and says of some of it that it may pass. */
const isTransientError = ({ code, cause }: { readonly code?: string; readonly cause?: unknown }): boolean =>
  transientCodes.has(code ?? "") || (cause as { readonly mayPass?: unknown } | undefined)?.mayPass === true;

/**
 * Whether a failure is one of connecting. Our transports say so. Of another one, the code alone does not: an open connection
 * can be lost under the same ones. Node.js names the call that failed first, and says nothing in words where several addresses
 * were tried.
 */
function isUnsent(error: Error & { readonly code?: string }): boolean {
  if (wasNotSent(error)) return true;
  const { code = "", message } = error;
  const mayBe = unconnectedCodes.has(code) || code === "ETIMEDOUT";
  return mayBe && (message === "" || /^(?:connect|getaddrinfo) /.test(message));
}
