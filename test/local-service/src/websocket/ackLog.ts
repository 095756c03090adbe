import type { Outcome } from "./carryOut.js";
import type { Ack } from "./codec.js";

/**
 * How many answered requests are remembered, so that a client cannot fill the memory (as in `Azure/azure-webpubsub`,
 * tools/emulator, AckCache).
 */
const capacity = 1000;

/** Answers the requests of one connection, and carries none out twice, not even one that comes again after a recovery. */
export class AckLog {
  /** In the order in which they were carried out. */
  readonly #done = new Set<bigint>();
  readonly #send: (ack: Ack) => void;

  /** @param send - sends an answer to the client */
  constructor(send: (ack: Ack) => void) {
    this.#send = send;
  }

  /**
   * Carries a request out and answers it, where it has an id to answer to.
   *
   * @param act - returns why the request was not carried out, or nothing when it was
   * @returns when it has been answered, where that takes time
   */
  answer(ackId: bigint | undefined, act: () => Outcome | Promise<Outcome>): void | Promise<void> {
    if (ackId !== undefined && this.#done.has(ackId)) {
      const message = `Message with ack-id: ${ackId} has been processed`;
      this.#send({ ackId, error: { name: "Duplicate", message } });
      return;
    }
    const outcome = attempt(act);
    return outcome instanceof Promise
      ? outcome.then((error) => this.#conclude(ackId, error))
      : this.#conclude(ackId, outcome);
  }

  #conclude(ackId: bigint | undefined, error: Outcome): void {
    if (ackId === undefined) return;
    // What failed may be tried again under the same id (Microsoft docs, howto-develop-reliable-clients.md, "Publisher").
    if (error === undefined) this.#remember(ackId);
    this.#send({ ackId, error });
  }

  #remember(ackId: bigint): void {
    this.#done.add(ackId);
    const [oldest] = this.#done;
    if (this.#done.size > capacity && oldest !== undefined) this.#done.delete(oldest);
  }
}

const ownFault = { name: "InternalServerError", message: "Internal server error" } as const;

function attempt(act: () => Outcome | Promise<Outcome>): Outcome | Promise<Outcome> {
  try {
    const outcome = act();
    return outcome instanceof Promise ? outcome.catch(() => ownFault) : outcome;
  } catch {
    return ownFault;
  }
}
