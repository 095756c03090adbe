import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Clock } from "../clock.js";
import type { Budget } from "./budget.js";
import { closeCodes } from "./closeCodes.js";
import type { Flusher } from "./flusher.js";
import type { Frame } from "./frame.js";

/** A client's socket: what reads its frames, takes leave and breaks off, and the stream that frames are written to. */
export interface ClientSocket {
  readonly webSocket: WebSocket;
  readonly stream: Duplex;
}

/** What an outbox shares with all others of its service. */
export interface Delivery {
  readonly clock: Clock;
  readonly flusher: Flusher;
  readonly budget: Budget;
}

/** How many bytes may lie between the service and the network. What waits before them can still expire. */
const underWay = 65_536;
/** How much may wait for a client that does not read; 16 MB is what the service keeps for a reliable one. */
const waiting = { frames: 10_000, bytes: 16_777_216 };

/**
 * Hands frames to a socket as fast as its client reads, in order, and drops those whose time is over. They are written
 * past the WebSocket, to its stream, because they are complete and the same for many clients.
 */
export class Outbox {
  readonly #socket: ClientSocket;
  readonly #delivery: Delivery;
  readonly #onOverflow: () => void;
  /** Those that wait, and their bytes. */
  #frames: Frame[] = [];
  #bytes = 0;
  /** Those that have been written and are not on the network yet, as they were written, and their bytes. */
  readonly #underWay = new Set<readonly Frame[]>();
  #bytesUnderWay = 0;

  /** @param onOverflow - called when more waits than is kept for a client that does not read */
  constructor(socket: ClientSocket, delivery: Delivery, onOverflow: () => void) {
    this.#socket = socket;
    this.#delivery = delivery;
    this.#onOverflow = onOverflow;
    socket.webSocket.once("close", () => this.#release());
  }

  /** How many bytes are kept here. */
  get heldBytes(): number {
    return this.#bytes + this.#bytesUnderWay;
  }

  /** Sends a frame as soon as it is its turn. */
  push(frame: Frame): void {
    if (!this.#isOpen) return;
    this.#frames.push(frame);
    this.#bytes += frame.size;
    const { budget, flusher } = this.#delivery;
    budget.hold(frame);
    // Not all of what comes in a turn, so that nobody is taken for slow who has had no chance to read.
    if (this.#bytes < underWay) flusher.schedule(this);
    else this.flush();
    if (this.#frames.length > waiting.frames || this.#bytes > waiting.bytes) this.#onOverflow();
    else budget.enforce();
  }

  /** Writes what may be written now. */
  flush(): void {
    while (this.#isOpen && this.#frames.length > 0 && this.#socket.stream.writableLength < underWay)
      this.#write(underWay);
  }

  /** Closes the socket behind everything that waits. */
  close(code: number, reason?: string): void {
    while (this.#isOpen && this.#frames.length > 0) this.#write(Infinity);
    this.discard(code, reason);
  }

  /** Closes the socket without what waits. */
  discard(code: number, reason?: string): void {
    this.#releaseWaiting();
    this.#socket.webSocket.close(code, reason);
  }

  /** Breaks the connection off. */
  terminate(): void {
    this.#socket.webSocket.terminate();
    this.#release();
  }

  #releaseWaiting(): void {
    for (const frame of this.#frames) this.#delivery.budget.release(frame);
    this.#frames = [];
    this.#bytes = 0;
  }

  #release(): void {
    this.#releaseWaiting();
    for (const frames of this.#underWay) this.#releaseWritten(frames);
  }

  #releaseWritten(frames: readonly Frame[]): void {
    if (!this.#underWay.delete(frames)) return;
    for (const frame of frames) {
      this.#bytesUnderWay -= frame.size;
      this.#delivery.budget.release(frame);
    }
  }

  get #isOpen(): boolean {
    const { webSocket } = this.#socket;
    return webSocket.readyState === webSocket.OPEN;
  }

  /** Writes the next frames, at least one and then up to a number of bytes, as one. */
  #write(most: number): void {
    const frames = this.#take(most);
    if (frames.length === 0) return;
    const chunks = frames.flatMap((frame) => frame.chunks);
    const size = frames.reduce((sum, frame) => sum + frame.size, 0);
    const { stream } = this.#socket;
    this.#underWay.add(frames);
    this.#bytesUnderWay += size;
    const written = (): void => {
      this.#releaseWritten(frames);
      this.flush();
    };
    if (size <= underWay) {
      stream.write(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size), written);
      return;
    }
    stream.cork();
    for (const chunk of chunks.slice(0, -1)) stream.write(chunk);
    stream.write(chunks.at(-1), written);
    stream.uncork();
  }

  #take(most: number): Frame[] {
    let size = 0;
    let count = 0;
    while (count < this.#frames.length && (count === 0 || size < most)) size += (this.#frames[count++] as Frame).size;
    const frames = this.#frames.splice(0, count);
    this.#bytes -= size;
    const { clock, budget } = this.#delivery;
    return frames.filter((frame) => {
      const isLate = isOver(frame, clock);
      if (isLate) budget.release(frame);
      return !isLate;
    });
  }
}

/** Whether it is too late to send a frame. */
export const isOver = ({ expiresAt }: Frame, clock: Clock): boolean =>
  expiresAt !== undefined && expiresAt <= clock.now();

/** What a client is told that does not read what it is sent (`Azure/azure-webpubsub`, tools/emulator). */
export const tooSlow = { code: closeCodes.policyViolation, reason: "The outbound message queue is full." } as const;
