import { FilterError } from "./filterError.js";

/** How many characters the functions of one filter may go through, for all connections together. */
const most = 4_000_000;

/** Counts what a filter does, and ends it where that is too much: evaluated for many, a long text takes its time each time. */
export class Work {
  readonly #filter: string;
  #left = most;

  /** @param filter - as it was written, for the error */
  constructor(filter: string) {
    this.#filter = filter;
  }

  /**
   * Notes that a function goes through some characters.
   *
   * @throws FilterError where they are too many
   */
  spend(characters: number): void {
    this.#left -= characters;
    if (this.#left < 0)
      throw new FilterError(
        this.#filter,
        `Its functions would go through more than ${most} characters for all connections together.`,
      );
  }
}
