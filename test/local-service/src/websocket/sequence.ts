/** Does one thing after another. What need not wait for anything is done at once. */
export class Sequence {
  #waiting: (() => void | Promise<void>)[] = [];
  #isBusy = false;

  /** How many things wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Does something as soon as everything before it is done. It must not fail. */
  add(task: () => void | Promise<void>): void {
    this.#waiting.push(task);
    if (!this.#isBusy) this.#goOn();
  }

  /** Drops what waits. */
  clear(): void {
    this.#waiting = [];
  }

  #goOn(): void {
    for (let task = this.#waiting.shift(); task !== undefined; task = this.#waiting.shift()) {
      this.#isBusy = true;
      const going = task();
      if (going instanceof Promise) {
        void going.finally(() => {
          this.#isBusy = false;
          this.#goOn();
        });
        return;
      }
      this.#isBusy = false;
    }
  }
}
