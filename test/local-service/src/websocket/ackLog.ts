import type { Ack, RequestError } from "./codec.js";

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
   * @param act - returns why the request is forbidden, or nothing when it was carried out
   */
  answer(ackId: bigint | undefined, act: () => string | undefined): void {
    if (ackId !== undefined && this.#done.has(ackId)) {
      const message = `Message with ack-id: ${ackId} has been processed`;
      this.#send({ ackId, error: { name: "Duplicate", message } });
      return;
    }
    const error = attempt(act);
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

function attempt(act: () => string | undefined): RequestError | undefined {
  try {
    const message = act();
    return message === undefined ? undefined : { name: "Forbidden", message };
  } catch {
    return { name: "InternalServerError", message: "The local service failed to handle the request." };
  }
}
