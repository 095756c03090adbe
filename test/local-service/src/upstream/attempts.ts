import type { Clock } from "../clock.js";
import { CallFailure } from "./wire.js";
import type { HandlerAnswer } from "./wire.js";

/** How long to wait before each further attempt, in milliseconds (`Azure/azure-webpubsub`, tools/emulator). */
const pauses = [1000, 3000, 5000] as const;

/** After how long without an answer somebody who watches is told so, in milliseconds. */
const silence = 5000;

/** How long attempts may take that were put off by a clock that was put forward past the end of their time, in milliseconds. */
const grace = 1000;

/** Whether another attempt may bring another answer (the same: 408 and 5xx, not 429). */
const mayChange = (status: number): boolean => status === 408 || status >= 500;

/** What there is to tell of a call that is not over. */
export interface Progress {
  /** What the last attempt was answered with; absent where it was not. */
  readonly answer?: HandlerAnswer | undefined;
  /** Why the last attempt was not answered. */
  readonly error?: string | undefined;
  /** In how many milliseconds the next attempt is made; absent where an attempt has been waiting for its answer for long. */
  readonly retryIn?: number | undefined;
}

/**
 * The pauses of one call. By how much the clock is put forward beyond the end of one counts for those that follow, so that
 * a clock that is put forward once goes through all of them.
 */
export class Pauses {
  readonly #clock: Clock;
  readonly #aheadAtStart: number;
  #used = 0;
  #hasRung = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#aheadAtStart = clock.ahead;
  }

  /** Whether one is over whose end nobody has had the time to notice. */
  get hasRung(): boolean {
    return this.#hasRung;
  }

  /** Waits by the service's clock. @throws the signal's reason once it fires */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const credit = this.#clock.ahead - this.#aheadAtStart - this.#used;
    const startedAt = this.#machineTime();
    await this.#sleep(Math.max(0, milliseconds - credit), signal);
    this.#hasRung = false;
    // What has not passed by itself was put forward.
    this.#used += Math.max(0, milliseconds - (this.#machineTime() - startedAt));
  }

  #machineTime(): number {
    return this.#clock.now() - this.#clock.ahead;
  }

  #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = (): void => {
        callOff();
        reject(signal.reason as Error);
      };
      const callOff = this.#clock.after(milliseconds, () => {
        this.#hasRung = true;
        signal.removeEventListener("abort", giveUp);
        resolve();
      });
      signal.addEventListener("abort", giveUp, { once: true });
    });
  }
}

/** What attempts are made with. */
export interface Repetition {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly pauses?: Pauses | undefined;
  /** Told of each attempt that will be followed by another, and of one that is not answered for a while. */
  readonly report?: ((progress: Progress) => void) | undefined;
}

/**
 * Makes attempts until one succeeds, or is answered for good.
 *
 * @param attempt - makes one
 * @returns the last answer
 * @throws what the last attempt threw
 */
export async function attemptRepeatedly(
  attempt: () => Promise<HandlerAnswer>,
  { clock, signal, pauses: between = new Pauses(clock), report = () => undefined }: Repetition,
): Promise<HandlerAnswer> {
  for (const retryIn of [...pauses, undefined]) {
    const callOff = clock.after(silence, () => report({}));
    try {
      const answer = await attempt();
      if (retryIn === undefined || !mayChange(answer.status)) return answer;
      report({ answer, retryIn });
    } catch (error) {
      if (retryIn === undefined || !(error instanceof CallFailure) || !error.mayRepeat) throw error;
      report({ error: error.message, retryIn });
    } finally {
      callOff();
    }
    await between.wait(retryIn, signal);
  }
  throw new Error("The last attempt has neither succeeded nor failed.");
}

/** There is no answer, because the time is over. */
export class OutOfTime extends CallFailure {
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds / 1000} seconds.`);
  }
}

/** How long something may take, and what ends it earlier. */
export interface Limit {
  /** By the service's clock. */
  readonly milliseconds: number;
  readonly clock: Clock;
  readonly signals: readonly (AbortSignal | undefined)[];
  /** Whether attempts are due that had no chance, because the clock was put forward past them and the end of the time at once. */
  readonly isBehind?: (() => boolean) | undefined;
}

/**
 * Does something within a time.
 *
 * @param act - is given a signal that fires when the time is over, or when one of those given does
 * @throws OutOfTime when the time is over, and the reason of a signal that fires
 */
export async function within<Result>(
  { milliseconds, clock, signals, isBehind = () => false }: Limit,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const outer = signals.filter((signal) => signal !== undefined);
  const follow = (): void => controller.abort(outer.find(({ aborted }) => aborted)?.reason);
  for (const signal of outer) signal.addEventListener("abort", follow, { once: true });
  if (outer.some(({ aborted }) => aborted)) follow();
  const end = (): void => {
    if (isBehind()) callOff = clock.after(grace, end);
    else controller.abort(new OutOfTime(milliseconds));
  };
  let callOff = clock.after(milliseconds, end);
  try {
    return await untilAborted(act(controller.signal), controller.signal);
  } finally {
    callOff();
    for (const signal of outer) signal.removeEventListener("abort", follow);
  }
}

/** Waits for something, but no longer than until a signal fires: a function in process heeds none. */
function untilAborted<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    void result.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
