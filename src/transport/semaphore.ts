/** Lets so many tasks run at a time, and the others wait for their turn. */
export class Semaphore {
  readonly #size: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param size - how many tasks may run at a time */
  constructor(size: number) {
    this.#size = size;
  }

  /** Resolves when it is a task's turn. Each turn has to be ended by {@link release}. */
  acquire(): Promise<void> | undefined {
    if (this.#running < this.#size) {
      this.#running += 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends a turn; the next task takes it over. */
  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}
