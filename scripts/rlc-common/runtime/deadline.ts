import { CallSignal, isAbortSignal, onAbort } from "./abortSignal.js";
import type { AbortSignalLike } from "./abortSignal.js";
import { invalidArgument } from "./invalidArgument.js";

/** What ends a call before its answer is there. */
export interface CallLimits {
  /** How long the call may take, in milliseconds; 0 or `Infinity` for as long as it likes. */
  readonly timeoutInMs: number | undefined;
  /** The caller's own signal. */
  readonly abortSignal: AbortSignalLike | undefined;
}

/** Timers take no more milliseconds than fit into 31 bits; nobody waits for what is later than that. */
const longestTimer = 2 ** 31 - 1;

/**
 * Does something that must end in time.
 *
 * @param what - for the error, such as `POST /things`
 * @param act - is given a signal that fires when the caller's does, or when the time is up
 * @param isOpen - tells of a result that more comes after it, as of an answer that is read as a stream: the caller's signal
 * goes on counting then, and the time does not
 * @throws Error named `TimeoutError` with code `TIMEOUT` when the time is up
 * @throws Error named `AbortError` when the caller's signal fires; its `cause` is the signal's reason
 * @throws TypeError with code `INVALID_ARGUMENT` when a limit is not one
 */
export async function withDeadline<T>(
  what: string,
  { timeoutInMs = Infinity, abortSignal }: CallLimits,
  act: (signal: CallSignal) => Promise<T>,
  isOpen: (result: T) => boolean = () => false,
): Promise<T> {
  checkLimits(what, timeoutInMs, abortSignal);
  if (abortSignal?.aborted) throw abortError(what, abortSignal);
  const limit = timeoutInMs === 0 ? Infinity : timeoutInMs;
  const signal = new CallSignal(Date.now() + limit);
  let isLate = false;
  try {
    return await new Promise<T>((resolve, reject) => {
      // Not left to what is under way: it may be waiting for something that takes no notice of signals, such as a token.
      const end = (): void => {
        clearTimeout(timer);
        stop?.();
        // What the caller hears who reads the answer as a stream, which only the caller's own signal ends.
        const error =
          !isLate && abortSignal?.aborted
            ? abortError(what, abortSignal)
            : Object.assign(new Error(`${what} was given up.`), { name: "AbortError" });
        signal.abort(error);
        reject(error);
      };
      const late = (): void => {
        isLate = true;
        end();
      };
      const stop = abortSignal && onAbort(abortSignal, end);
      const timer = limit > longestTimer ? undefined : setTimeout(late, limit);
      const fail = (error: unknown): void => {
        clearTimeout(timer);
        stop?.();
        reject(error);
      };
      try {
        act(signal).then((result) => {
          clearTimeout(timer);
          if (isOpen(result)) signal.whenUnused = stop;
          else stop?.();
          resolve(result);
        }, fail);
      } catch (error) {
        fail(error);
      }
    });
  } catch (error) {
    // Made here, where the caller's frames are still on the stack.
    if (isLate) throw timeoutError(what, limit);
    if (signal.aborted && abortSignal?.aborted) throw abortError(what, abortSignal);
    throw error;
  }
}

function checkLimits(what: string, timeoutInMs: unknown, abortSignal: unknown): void {
  if (typeof timeoutInMs !== "number" || !(timeoutInMs >= 0)) {
    throw invalidArgument(what, "timeoutInMs", "a number greater than 0, or 0 for no limit", timeoutInMs);
  }
  if (abortSignal !== undefined && !isAbortSignal(abortSignal)) {
    throw invalidArgument(what, "abortSignal", "an AbortSignal", abortSignal);
  }
}

function timeoutError(what: string, milliseconds: number): Error {
  const message = `${what} took longer than ${milliseconds} ms. Whether the service has acted on it is not known.`;
  return Object.assign(new Error(message), { name: "TimeoutError", code: "TIMEOUT" });
}

function abortError(what: string, signal: AbortSignalLike): Error {
  const { reason } = signal as { readonly reason?: unknown };
  return Object.assign(new Error(`${what} was aborted.`, { cause: reason }), { name: "AbortError" });
}
