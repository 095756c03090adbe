import type { WebSocket } from "ws";
import type { Clock } from "../clock.js";
import { closeCodes } from "./closeCodes.js";

/** A frame on its way to a client. */
export interface Frame {
  readonly content: Uint8Array;
  readonly binary: boolean;
  /** When to give up sending it, in milliseconds since 1970; never where absent. */
  readonly expiresAt?: number | undefined;
}

/** How many bytes may lie between the service and the network. What waits before them can still expire. */
const underWay = 65_536;
/** How much may wait for a client that does not read; 16 MB is what the service keeps for a reliable one. */
const waiting = { frames: 10_000, bytes: 16_777_216 };

/** Hands frames to a socket as fast as its client reads, in order, and drops those whose time is over. */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #onOverflow: () => void;
  #frames: Frame[] = [];
  #bytes = 0;

  /** @param onOverflow - called when more waits than is kept for a client that does not read */
  constructor(socket: WebSocket, clock: Clock, onOverflow: () => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.#onOverflow = onOverflow;
  }

  /** Sends a frame as soon as it is its turn. */
  push(frame: Frame): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#frames.push(frame);
    this.#bytes += frame.content.length;
    this.#sendWhatFits();
    if (this.#frames.length > waiting.frames || this.#bytes > waiting.bytes) this.#onOverflow();
  }

  /** Closes the socket behind everything that waits. */
  close(code: number, reason?: string): void {
    this.#sendWhile(() => true);
    this.#socket.close(code, reason);
  }

  /** Closes the socket without what waits. */
  discard(code: number, reason?: string): void {
    this.#frames = [];
    this.#socket.close(code, reason);
  }

  /** Breaks the connection off. */
  terminate(): void {
    this.#socket.terminate();
  }

  #sendWhatFits(): void {
    this.#sendWhile(() => this.#socket.bufferedAmount < underWay);
  }

  #sendWhile(hasRoom: () => boolean): void {
    while (this.#socket.readyState === this.#socket.OPEN && hasRoom()) {
      const frame = this.#frames.shift();
      if (frame === undefined) return;
      this.#bytes -= frame.content.length;
      if (isOver(frame, this.#clock)) continue;
      this.#socket.send(frame.content, { binary: frame.binary }, () => this.#sendWhatFits());
    }
  }
}

/** Whether it is too late to send a frame. */
export const isOver = ({ expiresAt }: Frame, clock: Clock): boolean =>
  expiresAt !== undefined && expiresAt <= clock.now();

/** What a client is told that does not read what it is sent. */
export const tooSlow = { code: closeCodes.policyViolation, reason: "The client does not read fast enough." } as const;
