// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { invalidArgument } from "./invalidArgument.js";

/** The parts of an abort signal that are used here; `AbortSignal` has them, and so have its stand-ins. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Does something that must end in time.
 *
 * @param what - for the error, such as `POST /things`
 * @param milliseconds - the time it has; no limit where undefined
 * @param signal - the caller's own signal
 * @param act - is given a signal that fires when the caller's does, or when the time is up
 * @throws Error named `TimeoutError` with code `TIMEOUT` when the time is up
 * @throws TypeError with code `INVALID_ARGUMENT` when the time is not a number greater than 0
 */
export async function withDeadline<T>(
  what: string,
  milliseconds: number | undefined,
  signal: AbortSignalLike | undefined,
  act: (signal: AbortSignalLike | undefined) => Promise<T>,
): Promise<T> {
  if (milliseconds !== undefined && (typeof milliseconds !== "number" || !(milliseconds > 0))) {
    throw invalidArgument(what, "timeoutInMs", "a number greater than 0", milliseconds);
  }
  if (milliseconds === undefined && signal === undefined) return act(undefined);
  const controller = new AbortController();
  let late = false;
  // Not left to what is under way: it may be waiting for something that takes no notice of signals, such as a token.
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      controller.abort();
      reject(Object.assign(new Error(`${what} was aborted.`), { name: "AbortError" }));
    };
  });
  const timer = startTimer(milliseconds, () => {
    late = true;
    abort();
  });
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  try {
    // The caller's own signal where it will do: it ends a response that is read as a stream later, too.
    return await Promise.race([act(milliseconds === undefined ? signal : controller.signal), aborted]);
  } catch (error) {
    if (!late) throw error;
    const message = `${what} took longer than ${milliseconds} ms. Whether the service has acted on it is not known.`;
    throw Object.assign(new Error(message, { cause: error }), { name: "TimeoutError", code: "TIMEOUT" });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Timers take no more milliseconds than fit into 31 bits; nobody waits for what is later than that. */
const longestTimer = 2 ** 31 - 1;

function startTimer(milliseconds: number | undefined, ring: () => void): ReturnType<typeof setTimeout> | undefined {
  return milliseconds === undefined || milliseconds > longestTimer ? undefined : setTimeout(ring, milliseconds);
}
