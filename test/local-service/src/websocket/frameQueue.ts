import type { WebSocket } from "ws";
import { Sequence } from "./sequence.js";

/** How much of a client may wait while an event of it is being handled. Then its socket is not read until that is done. */
const capacity = { frames: 1000, bytes: 1_048_576 };

/** What a client sends, dealt with in order, one at a time: while a handler has an event, what follows waits. */
export class FrameQueue {
  readonly #sequence = new Sequence();
  #bytes = 0;
  #paused: WebSocket | undefined;

  /**
   * Has a frame dealt with when it is its turn.
   *
   * @param receive - deals with it, and does not fail
   */
  push(socket: WebSocket, frame: Uint8Array, receive: () => void | Promise<void>): void {
    this.#bytes += frame.length;
    this.#sequence.add(() => {
      this.#bytes -= frame.length;
      this.#resumeIfThereIsRoom();
      return receive();
    });
    if (this.#isFull() && this.#paused === undefined) {
      this.#paused = socket;
      socket.pause();
    }
  }

  /** Does something behind all frames. */
  finally(act: () => void): void {
    this.#sequence.add(act);
  }

  /** Drops what waits, and goes on reading: the goodbye of the client is still to come. */
  clear(): void {
    this.#sequence.clear();
    this.#bytes = 0;
    this.#resumeIfThereIsRoom();
  }

  #resumeIfThereIsRoom(): void {
    if (this.#isFull()) return;
    this.#paused?.resume();
    this.#paused = undefined;
  }

  #isFull(): boolean {
    return this.#sequence.length > capacity.frames || this.#bytes > capacity.bytes;
  }
}
