/** What ends the reading of an answer from outside, where its stream might not end by itself. */
export class Interruption {
  #raised: { readonly cause: unknown } | undefined;
  #listener: ((cause: unknown) => void) | undefined;

  /** Ends the reading; the first cause counts. */
  raise(cause: unknown): void {
    if (this.#raised !== undefined) return;
    this.#raised = { cause };
    this.#listener?.(cause);
  }

  /** @param listener - is told the cause, at once where there is one already */
  listen(listener: (cause: unknown) => void): void {
    this.#listener = listener;
    if (this.#raised !== undefined) listener(this.#raised.cause);
  }
}
