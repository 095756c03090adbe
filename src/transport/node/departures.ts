import timers from "node:timers";

/** Taken once: tests that stop the clock replace the global one, and that of the module. */
const { setImmediate } = timers;

/**
 * Lets requests that are made in one turn of the event loop leave together, at its end. Answers that arrive together are read
 * together then, and what follows them is written together: writing between reading wakes the other end for each request
 * anew, which costs more than all that a client does itself. A request that is alone leaves at once.
 */
export class Departures {
  #underWay = 0;
  #waiting: (() => void)[] = [];

  run<T>(send: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    const sent = this.#underWay === 1 ? send() : this.#turnEnd().then(send);
    sent.then(this.#arrived, this.#arrived);
    return sent;
  }

  readonly #arrived = (): void => {
    this.#underWay -= 1;
  };

  #turnEnd(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#waiting.push(resolve) === 1) setImmediate(this.#release);
    });
  }

  readonly #release = (): void => {
    const due = this.#waiting;
    this.#waiting = [];
    for (const leave of due) leave();
  };
}
