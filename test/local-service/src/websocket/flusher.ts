/** What has something to write. */
export interface Flushable {
  flush(): void;
}

/**
 * Has frames written at the end of the turn in which they came, so that what came for one client within it is one write:
 * many messages at once cost hardly more than one.
 */
export class Flusher {
  readonly #waiting = new Set<Flushable>();
  #turn: NodeJS.Immediate | undefined;

  /** Has something flushed at the end of this turn. */
  schedule(one: Flushable): void {
    this.#waiting.add(one);
    this.#turn ??= setImmediate(() => this.flush());
  }

  /** Flushes everything at once. */
  flush(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const one of waiting) one.flush();
  }
}
