import type { Clock } from "../clock.js";
import { CallFailure } from "./wire.js";
import type { HandlerAnswer } from "./wire.js";

/** How long to wait before each further attempt, in milliseconds (`Azure/azure-webpubsub`, tools/emulator). */
const pauses = [1000, 3000, 5000] as const;

/** Whether another attempt may bring another answer (the same: 408 and 5xx, not 429). */
const mayChange = (status: number): boolean => status === 408 || status >= 500;

/**
 * Makes attempts until one succeeds, or is answered for good.
 *
 * @param attempt - makes one
 * @returns the last answer
 * @throws what the last attempt threw
 */
export async function attemptRepeatedly(
  attempt: () => Promise<HandlerAnswer>,
  clock: Clock,
  signal: AbortSignal,
): Promise<HandlerAnswer> {
  for (const pause of [...pauses, undefined]) {
    try {
      const answer = await attempt();
      if (pause === undefined || !mayChange(answer.status)) return answer;
    } catch (error) {
      if (pause === undefined || !(error instanceof CallFailure) || !error.mayRepeat) throw error;
    }
    await sleep(pause as number, clock, signal);
  }
  throw new Error("The last attempt has neither succeeded nor failed.");
}

/** Waits by the service's clock. @throws the signal's reason once it fires */
function sleep(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = (): void => {
      callOff();
      reject(signal.reason as Error);
    };
    const callOff = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    });
    signal.addEventListener("abort", giveUp, { once: true });
  });
}

/**
 * Does something within a time by the service's clock.
 *
 * @param act - is given a signal that fires when the time is over, or when one of those given does
 * @throws CallFailure when the time is over, and the reason of a signal that fires
 */
export async function within<Result>(
  milliseconds: number,
  clock: Clock,
  signals: readonly (AbortSignal | undefined)[],
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const outer = signals.filter((signal) => signal !== undefined);
  const follow = (): void => controller.abort(outer.find(({ aborted }) => aborted)?.reason);
  for (const signal of outer) signal.addEventListener("abort", follow, { once: true });
  if (outer.some(({ aborted }) => aborted)) follow();
  const callOff = clock.after(milliseconds, () =>
    controller.abort(new CallFailure(`No answer within ${milliseconds / 1000} seconds.`)),
  );
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
