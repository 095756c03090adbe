/** What ends the reading of an answer from outside, where its stream might not end by itself. */
export class Interruption {
  /** Whether a connection was made, where `fetch` tells. */
  isConnected: boolean | undefined;
  /** What has ended the reading, if anything has. */
  cause: unknown;
  #listener: ((cause: unknown) => void) | undefined;

  /** Ends the reading; the first cause counts. */
  raise(cause: Error): void {
    if (this.cause !== undefined) return;
    this.cause = cause;
    this.#listener?.(cause);
  }

  /** @param listener - is told the cause, at once where there is one already */
  listen(listener: (cause: unknown) => void): void {
    this.#listener = listener;
    if (this.cause !== undefined) listener(this.cause);
  }
}
