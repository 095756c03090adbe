import { closeCodes } from "./closeCodes.js";
import type { Frame } from "./frame.js";

/** What becomes of a client for which too much is kept. */
export const overBudget = {
  code: closeCodes.policyViolation,
  reason: "Too much waits for all clients together, and most of it for this one.",
} as const;

/** Somebody for whom messages are kept. */
export interface Holder {
  /** How many bytes are kept for it, whoever else they are kept for. */
  readonly heldBytes: number;
  /** Lets go of all of them, for good. */
  giveUp(): void;
}

/** How many bytes of messages are kept for all connections of a service together: 256 MiB. */
const defaultLimit = 268_435_456;

/**
 * Bounds what is kept for clients that do not read or acknowledge, all of them together. A message that is kept for many
 * counts once, for it is in memory once.
 */
export class Budget {
  readonly #limit: number;
  readonly #holders = new Set<Holder>();
  #bytes = 0;

  /** @param limit - in bytes */
  constructor(limit = defaultLimit) {
    this.#limit = limit;
  }

  /** How many bytes are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  add(holder: Holder): void {
    this.#holders.add(holder);
  }

  remove(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** Notes that somebody keeps a frame. */
  hold({ bytes }: Frame): void {
    if (bytes.holders++ === 0) this.#bytes += bytes.size;
  }

  /** Notes that somebody keeps it no longer. */
  release({ bytes }: Frame): void {
    if (--bytes.holders === 0) this.#bytes -= bytes.size;
  }

  /** While too much is kept, has those give up for whom most is. */
  enforce(): void {
    while (this.#bytes > this.#limit) {
      let largest: Holder | undefined;
      for (const holder of this.#holders)
        if (largest === undefined || holder.heldBytes > largest.heldBytes) largest = holder;
      if (largest === undefined) return;
      this.#holders.delete(largest);
      largest.giveUp();
    }
  }
}
