/** Something to be done at a time. */
interface Alarm {
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly ring: () => void;
}

/** Node's timers take no more milliseconds than fit into 31 bits; what is later is looked at again then. */
export const longestTimer = 2 ** 31 - 1;

/** Where a service takes the time from: the machine's clock, which tests may put forward. */
export class Clock {
  #ahead = 0;
  readonly #alarms = new Set<Alarm>();
  #timer: NodeJS.Timeout | undefined;

  /** The time in milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** By how many milliseconds it is ahead of the machine's clock. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Puts the clock forward by some milliseconds, and does at once what has become due, in the order of its times. */
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
    this.#ringDue();
  }

  /**
   * Does something later, without keeping the process alive for it.
   *
   * @returns a function that calls it off
   */
  after(milliseconds: number, ring: () => void): () => void {
    const alarm = { due: this.now() + milliseconds, ring };
    this.#alarms.add(alarm);
    this.#wait();
    return () => void (this.#alarms.delete(alarm) && this.#wait());
  }

  /** Calls everything off. */
  stop(): void {
    this.#alarms.clear();
    this.#wait();
  }

  #ringDue(): void {
    for (let next = this.#next(); next !== undefined && next.due <= this.now(); next = this.#next()) {
      this.#alarms.delete(next);
      next.ring();
    }
    this.#wait();
  }

  #next(): Alarm | undefined {
    return [...this.#alarms].reduce<Alarm | undefined>(
      (first, alarm) => (first === undefined || alarm.due < first.due ? alarm : first),
      undefined,
    );
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (next === undefined) return;
    const wait = Math.min(longestTimer, Math.max(0, next.due - this.now()));
    this.#timer = setTimeout(() => this.#ringDue(), wait).unref();
  }
}
