/** The answer to a request that asked for one (Microsoft docs, reference-json-webpubsub-subprotocol.md, "Ack response"). */
export interface Ack {
  readonly ackId: number;
  readonly success: boolean;
  readonly error?: AckError;
}

/** Why a request was not carried out. */
export interface AckError {
  readonly name: "Duplicate" | "Forbidden" | "InternalServerError";
  readonly message: string;
}

/** Answers the requests of one connection, and carries none out twice. */
export class AckLog {
  readonly #done = new Set<number>();
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
  answer(ackId: number | undefined, act: () => string | undefined): void {
    if (ackId !== undefined && this.#done.has(ackId)) {
      const message = `Message with ack-id: ${ackId} has been processed`;
      this.#send({ ackId, success: false, error: { name: "Duplicate", message } });
      return;
    }
    const error = attempt(act);
    if (ackId === undefined) return;
    if (error === undefined) {
      this.#done.add(ackId);
      this.#send({ ackId, success: true });
    } else {
      this.#send({ ackId, success: false, error });
    }
  }
}

function attempt(act: () => string | undefined): AckError | undefined {
  try {
    const message = act();
    return message === undefined ? undefined : { name: "Forbidden", message };
  } catch {
    return { name: "InternalServerError", message: "The local service failed to handle the request." };
  }
}
