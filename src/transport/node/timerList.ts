import timers from "node:timers";
import { longestTimer } from "../../../generated/runtime/deadline.js";

/** Taken once: tests that stop the clock replace the global one, and that of the module. */
const { setTimeout } = timers;

/** More durations than this are a caller's who has another one for each call. */
const mostLists = 10;

const kept = new Set<number>();

/**
 * Makes timers of a duration cheap, for some time. Node.js keeps timers in lists by duration, and makes a list, and has it
 * watched, for the first timer of it, which costs several times what the timer does. Calls that follow one another would have
 * that done for each of them anew. So one timer of the same duration waits beside theirs: it does nothing, and holds no process.
 *
 * @param milliseconds - how long the timers wait; nothing is done for what is no duration of a timer
 */
export function keepTimerList(milliseconds: number | undefined): void {
  if (milliseconds === undefined || kept.has(milliseconds) || kept.size >= mostLists) return;
  if (!(milliseconds >= 1 && milliseconds <= longestTimer)) return;
  kept.add(milliseconds);
  setTimeout(() => kept.delete(milliseconds), milliseconds).unref();
}
