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
export const longestTimer = 2 ** 31 - 1;

/**
 * The end that a call must come to. Its errors are made by {@link Deadline.explain}, which is asked where the caller's frames are
 * still on the stack.
 */
export class Deadline {
  /** Fires when the caller's signal does, or when the time is up. */
  readonly signal: CallSignal;
  readonly #what: string;
  readonly #limit: number;
  readonly #abortSignal: AbortSignalLike | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLate = false;
  #stopListening: (() => void) | undefined;
  #reject: ((error: unknown) => void) | undefined;

  /**
   * @param what - for the errors, such as `POST /things`
   * @throws TypeError with code `INVALID_ARGUMENT` when a limit is not one
   * @throws Error named `AbortError` when the caller's signal has fired
   */
  constructor(what: string, { timeoutInMs = Infinity, abortSignal }: CallLimits) {
    checkLimits(what, timeoutInMs, abortSignal);
    if (abortSignal?.aborted) throw abortError(what, abortSignal);
    this.#what = what;
    this.#limit = timeoutInMs === 0 ? Infinity : timeoutInMs;
    this.#abortSignal = abortSignal;
    this.signal = new CallSignal(Date.now() + this.#limit);
  }

  /**
   * Does something that must end in time.
   *
   * @param isOpen - tells of a result that more comes after it, as of an answer that is read as a stream: the caller's signal
   * goes on counting then, and the time does not
   */
  race<T>(act: (signal: CallSignal) => Promise<T>, isOpen: (result: T) => boolean = () => false): Promise<T> {
    return new Promise((resolve, reject) => {
      // Not left to what is under way: it may be waiting for something that takes no notice of signals, such as a token.
      this.#reject = reject;
      if (this.#abortSignal !== undefined) this.#stopListening = onAbort(this.#abortSignal, () => this.#end());
      if (this.#limit <= longestTimer) this.#timer = setTimeout(() => this.#expire(), this.#limit);
      const fail = (error: unknown): void => {
        clearTimeout(this.#timer);
        this.#stopListening?.();
        reject(error);
      };
      try {
        act(this.signal).then((result) => {
          try {
            // Throws for what is no answer, as where a policy returns none.
            if (isOpen(result)) this.signal.onceUnused(() => this.#stopListening?.());
            else this.#stopListening?.();
          } catch (error) {
            return fail(error);
          }
          clearTimeout(this.#timer);
          resolve(result);
        }, fail);
      } catch (error) {
        fail(error);
      }
    });
  }

  /** What became of the call, for an error of {@link race}. */
  explain(error: unknown): unknown {
    if (this.#isLate) return timeoutError(this.#what, this.#limit, this.signal.failure);
    if (this.signal.aborted && this.#abortSignal?.aborted) return abortError(this.#what, this.#abortSignal);
    return error;
  }

  #expire(): void {
    this.#isLate = true;
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#stopListening?.();
    // What the caller hears who reads the answer as a stream, which only the caller's own signal ends.
    const error =
      !this.#isLate && this.#abortSignal?.aborted
        ? abortError(this.#what, this.#abortSignal)
        : Object.assign(new Error(`${this.#what} was given up.`), { name: "AbortError" });
    // The call ends first: a policy's listener may throw.
    this.#reject?.(error);
    this.signal.abort(error);
  }
}

/** Does something that must end in time, and explains it if it does not. */
export async function withDeadline<T>(
  what: string,
  limits: CallLimits,
  act: (signal: CallSignal) => Promise<T>,
): Promise<T> {
  const deadline = new Deadline(what, limits);
  try {
    return await deadline.race(act);
  } catch (error) {
    throw deadline.explain(error);
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

function timeoutError(what: string, milliseconds: number, failure: unknown): Error {
  const message = `${what} took longer than ${milliseconds} ms. Whether the service has acted on it is not known.`;
  const options = failure === undefined ? {} : { cause: failure };
  return Object.assign(new Error(message, options), { name: "TimeoutError", code: "TIMEOUT" });
}

function abortError(what: string, signal: AbortSignalLike): Error {
  const { reason } = signal as { readonly reason?: unknown };
  return Object.assign(new Error(`${what} was aborted.`, { cause: reason }), { name: "AbortError" });
}
