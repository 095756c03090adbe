import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.js";
import type { Budget } from "./budget.js";
import type { Frame } from "./frame.js";
import { isOver } from "./outbox.js";

/** How long a lost connection can be recovered, in milliseconds (`Azure/azure-webpubsub`, client-spec.md, 1.4). */
export const recoveryWindow = 30_000;

/** How much may be unacknowledged (the same, 3.2). */
const capacity = { frames: 1000, bytes: 16_777_216 };

interface NumberedFrame {
  readonly sequenceId: number;
  readonly frame: Frame;
}

/** What a reliable subprotocol adds: messages are numbered and kept until acknowledged, and a lost client is awaited. */
export class Reliability {
  /** Whoever shows it may recover the connection. */
  readonly reconnectionToken = randomBytes(32).toString("base64url");
  readonly #clock: Clock;
  readonly #budget: Budget;
  #kept: NumberedFrame[] = [];
  #bytes = 0;
  #lastSequenceId = 0;
  #stopWaiting: (() => void) | undefined;

  constructor({ clock, budget }: { readonly clock: Clock; readonly budget: Budget }) {
    this.#clock = clock;
    this.#budget = budget;
  }

  /** How many bytes are kept. */
  get heldBytes(): number {
    return this.#bytes;
  }

  /**
   * Numbers a message and keeps it.
   *
   * @param write - makes the frame that has the number
   * @returns the frame, or nothing where the client leaves too much unacknowledged
   */
  add(write: (sequenceId: number) => Frame): Frame | undefined {
    const sequenceId = (this.#lastSequenceId += 1);
    const frame = write(sequenceId);
    this.#kept.push({ sequenceId, frame });
    this.#bytes += frame.size;
    this.#budget.hold(frame);
    if (this.#isFull()) this.#keep(({ frame: kept }) => !isOver(kept, this.#clock));
    return this.#isFull() ? undefined : frame;
  }

  /** Forgets the messages up to a number. */
  acknowledge(upTo: bigint): void {
    this.#keep(({ sequenceId }) => sequenceId > upTo);
  }

  /** What a recovered client has yet to get, in order. */
  pending(): Frame[] {
    return this.#kept.map(({ frame }) => frame).filter((frame) => !isOver(frame, this.#clock));
  }

  /** Whether a token is that of the connection. */
  isToken(token: string): boolean {
    const [given, expected] = [Buffer.from(token), Buffer.from(this.reconnectionToken)];
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** Waits for a recovery. @param giveUp - called when none has come in time */
  wait(giveUp: () => void): void {
    this.#stopWaiting = this.#clock.after(recoveryWindow, giveUp);
  }

  /** Ends the waiting. */
  stopWaiting(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
  }

  /** Ends the waiting, and forgets everything. */
  end(): void {
    this.stopWaiting();
    this.#keep(() => false);
  }

  #keep(isWanted: (numbered: NumberedFrame) => boolean): void {
    const kept: NumberedFrame[] = [];
    for (const numbered of this.#kept) {
      if (isWanted(numbered)) {
        kept.push(numbered);
        continue;
      }
      this.#bytes -= numbered.frame.size;
      this.#budget.release(numbered.frame);
    }
    this.#kept = kept;
  }

  #isFull(): boolean {
    return this.#kept.length > capacity.frames || this.#bytes > capacity.bytes;
  }
}
