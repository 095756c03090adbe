import type { PipelinePolicy, PipelineRequest, PipelineResponse, SendRequest } from "@azure/core-rest-pipeline";
import { isRestError } from "../../generated/runtime/restError.js";
import { argumentError } from "../argumentError.js";
import { abortError, wasNotSent } from "../transport/failure.js";
import { discard } from "./discard.js";
import { retryAfter } from "./retryAfter.js";

/** How often and how fast failed attempts are repeated. */
export interface WebPubSubRetryOptions {
  /**
   * How often a failed attempt is repeated.
   *
   * @defaultValue 3
   */
  maxRetries?: number | undefined;
  /**
   * How long to wait before the first repetition, in milliseconds; before each further one it is twice as long.
   *
   * @defaultValue 1000
   */
  retryDelayInMs?: number | undefined;
  /**
   * The longest wait, in milliseconds, whoever asks for it.
   *
   * @defaultValue 64000
   */
  maxRetryDelayInMs?: number | undefined;
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

/** How an attempt ended. */
type Outcome = { readonly response: PipelineResponse } | { readonly error: unknown };

/** Codes of failures that may pass: no connection, or one that was lost. */
const transientCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ESOCKETTIMEDOUT",
  "ENOENT",
  "ConnectionRefused",
  "UND_ERR_CONNECT_TIMEOUT",
  // What fetch says, whatever it was.
  "REQUEST_SEND_ERROR",
]);

/** Those of them that may come before a single byte of the request has left. */
const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "ETIMEDOUT"]);

/**
 * Repeats failed attempts, and takes care that a message is not sent twice. A POST is repeated only when the service
 * cannot have acted on it; calls that may be repeated without harm are repeated after every failure that may pass.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for options that cannot be meant
 */
export function webPubSubRetryPolicy(options: WebPubSubRetryOptions = {}): PipelinePolicy {
  const settings = readOptions(options);
  return {
    name: retryPolicyName,
    sendRequest(request, next) {
      const mayBeRepeated = request.method === "POST" && !settings.retrySends ? cannotHaveBeenProcessed : isTransient;
      // Nothing but this stands in the way of an attempt that succeeds.
      return next(request).then(
        (response) =>
          mayBeRepeated({ response }) ? repeat(request, next, { response }, mayBeRepeated, settings) : response,
        (error: unknown) => repeat(request, next, { error }, mayBeRepeated, settings),
      );
    },
  };
}

type Settings = ReturnType<typeof readOptions>;

async function repeat(
  request: PipelineRequest,
  next: SendRequest,
  first: Outcome,
  mayBeRepeated: (outcome: Outcome) => boolean,
  settings: Settings,
): Promise<PipelineResponse> {
  const { deadline = Infinity } = (request.abortSignal ?? {}) as { readonly deadline?: number };
  let outcome = first;
  for (let count = 0; count < settings.maxRetries && mayBeRepeated(outcome); count += 1) {
    const wait = waitBefore(count, outcome, settings);
    if ("response" in outcome) {
      // What is asked for takes longer than the caller allows: the answer is worth more than the wait.
      if (wait > settings.maxRetryDelayInMs || Date.now() + wait >= deadline) break;
      discard(outcome.response);
    }
    await pause(wait, request);
    outcome = await next(request).then(
      (response): Outcome => ({ response }),
      (error: unknown): Outcome => ({ error }),
    );
  }
  if ("error" in outcome) throw outcome.error;
  return outcome.response;
}

/** In milliseconds: what the service asks for, or twice as long each time. Half of that is left to chance, so that clients that failed together do not come back together. */
function waitBefore(count: number, outcome: Outcome, { retryDelayInMs, maxRetryDelayInMs }: Settings): number {
  const asked = "response" in outcome ? retryAfter(outcome.response, Date.now()) : undefined;
  if (asked !== undefined) return asked;
  const delay = Math.min(maxRetryDelayInMs, retryDelayInMs * 2 ** count);
  return delay / 2 + (Math.random() * delay) / 2;
}

/** Timers take no more milliseconds than fit into 31 bits. */
const longestWait = 2 ** 31 - 1;

function pause(milliseconds: number, { abortSignal }: PipelineRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(abortError());
    };
    const timer = setTimeout(
      () => {
        abortSignal?.removeEventListener("abort", abort);
        resolve();
      },
      Math.min(milliseconds, longestWait),
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

const isTransientError = ({ code }: { readonly code?: string }): boolean => transientCodes.has(code ?? "");

/**
 * Whether a failure is one of connecting. Our transports say so. Of another one, the code alone does not: an open connection
 * can be lost under the same ones. Node.js names the call that failed first, and says nothing in words where several addresses
 * were tried.
 */
function isUnsent(error: Error & { readonly code?: string }): boolean {
  if (wasNotSent(error)) return true;
  return unsentCodes.has(error.code ?? "") && (error.message === "" || /^(?:connect|getaddrinfo) /.test(error.message));
}

function readOptions(options: WebPubSubRetryOptions): {
  readonly [Name in keyof WebPubSubRetryOptions]-?: NonNullable<WebPubSubRetryOptions[Name]>;
} {
  if (typeof options !== "object" || options === null)
    throw argumentError("retryOptions", "an object", { value: options });
  const { maxRetries = 3, retryDelayInMs = 1000, maxRetryDelayInMs = 64_000, retrySends = false } = options;
  for (const [name, value] of Object.entries({ maxRetries, retryDelayInMs, maxRetryDelayInMs })) {
    if (typeof value !== "number" || !(value >= 0)) {
      throw argumentError(`retryOptions.${name}`, "a number, 0 or greater", { value });
    }
  }
  if (!Number.isInteger(maxRetries) && maxRetries !== Infinity)
    throw argumentError("retryOptions.maxRetries", "a whole number", { phrase: "another one" });
  if (typeof retrySends !== "boolean")
    throw argumentError("retryOptions.retrySends", "true or false", { value: retrySends });
  return { maxRetries, retryDelayInMs, maxRetryDelayInMs, retrySends };
}
