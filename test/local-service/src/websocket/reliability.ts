import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.js";
import { isOver } from "./outbox.js";
import type { Frame } from "./outbox.js";

/** How long a lost connection can be recovered, in milliseconds (`Azure/azure-webpubsub`, client-spec.md, 1.4). */
export const recoveryWindow = 30_000;

/** How much may be unacknowledged (the same, 3.2). */
const capacity = { frames: 1000, bytes: 16_777_216 };

type NumberedFrame = Frame & { readonly sequenceId: number };

/** What a reliable subprotocol adds: messages are numbered and kept until acknowledged, and a lost client is awaited. */
export class Reliability {
  /** Whoever shows it may recover the connection. */
  readonly reconnectionToken = randomBytes(32).toString("base64url");
  readonly #clock: Clock;
  #kept: NumberedFrame[] = [];
  #bytes = 0;
  #lastSequenceId = 0;
  #stopWaiting: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Numbers a message and keeps it.
   *
   * @param write - makes the frame that has the number
   * @returns the frame, or nothing where the client leaves too much unacknowledged
   */
  add(write: (sequenceId: number) => Frame): Frame | undefined {
    const sequenceId = (this.#lastSequenceId += 1);
    const frame = { ...write(sequenceId), sequenceId };
    this.#kept.push(frame);
    this.#bytes += frame.content.length;
    if (this.#isFull()) this.#keep(this.pending());
    return this.#isFull() ? undefined : frame;
  }

  /** Forgets the messages up to a number. */
  acknowledge(sequenceId: bigint): void {
    this.#keep(this.#kept.filter((frame) => frame.sequenceId > sequenceId));
  }

  /** What a recovered client has yet to get, in order. */
  pending(): NumberedFrame[] {
    return this.#kept.filter((frame) => !isOver(frame, this.#clock));
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

  #keep(frames: NumberedFrame[]): void {
    this.#kept = frames;
    this.#bytes = frames.reduce((sum, { content }) => sum + content.length, 0);
  }

  #isFull(): boolean {
    return this.#kept.length > capacity.frames || this.#bytes > capacity.bytes;
  }
}
