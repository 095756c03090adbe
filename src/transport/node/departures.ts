import timers from "node:timers";

/** Taken once: tests that stop the clock replace the global one, and that of the module. */
const { setImmediate } = timers;

/**
 * Lets requests that are made in one turn of the event loop leave together, at its end. Answers that arrive together are read
 * together then, and what follows them is written together: writing between reading wakes the other end for each request
 * anew, which costs more than all that a client does itself. A request that is alone leaves at once. Where a number
 * is given, those beyond it wait until a connection is free for them.
 */
export class Departures {
  readonly #most: number;
  #underWay = 0;
  #waiting: (() => void)[] = [];
  #isReleaseDue = false;

  /** @param most - how many requests may be under way at a time; further ones leave when others have arrived */
  constructor(most = Infinity) {
    this.#most = most;
  }

  /** @param depart - sends a request, which is under way until {@link arrive} is called for it, whatever becomes of it */
  leave(depart: () => void): void {
    if (this.#underWay === 0 && this.#waiting.length === 0) {
      this.#underWay = 1;
      depart();
      return;
    }
    this.#waiting.push(depart);
    this.#planRelease();
  }

  /** One request has ended, and its connection is free for another. */
  arrive(): void {
    this.#underWay -= 1;
    if (this.#waiting.length > 0) this.#planRelease();
  }

  #planRelease(): void {
    if (this.#isReleaseDue || this.#underWay >= this.#most) return;
    this.#isReleaseDue = true;
    setImmediate(this.#release);
  }

  readonly #release = (): void => {
    this.#isReleaseDue = false;
    const due = this.#waiting.splice(0, this.#most - this.#underWay);
    this.#underWay += due.length;
    for (const depart of due) depart();
  };
}
