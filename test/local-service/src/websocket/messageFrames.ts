import type { Outgoing } from "../hub/outgoing.js";
import type { Codec, WrittenMessage } from "./codec.js";
import { SharedBytes, makeFrame } from "./frame.js";
import type { Frame } from "./frame.js";

/** The frames that carry a message in one subprotocol. What all of them have in common is in memory once. */
export class MessageFrames {
  readonly #written: WrittenMessage;
  readonly #binary: boolean;
  readonly #expiresAt: number | undefined;
  readonly #bytes: SharedBytes;
  #plain: Frame | undefined;

  private constructor(codec: Codec, outgoing: Outgoing) {
    this.#written = codec.encodeMessage(outgoing);
    this.#binary = codec.binary;
    this.#expiresAt = outgoing.message.expiresAt;
    this.#bytes = new SharedBytes(this.#written.payload.length);
  }

  /** The frames of a message, which are made once. */
  static of(codec: Codec, outgoing: Outgoing): MessageFrames {
    return outgoing.form(codec, () => new MessageFrames(codec, outgoing));
  }

  /** The frame for clients whose messages have no numbers. */
  get plain(): Frame {
    return (this.#plain ??= this.#frame([this.#written.payload]));
  }

  /** The frame for a client whose messages have. */
  numbered(sequenceId: number): Frame {
    return this.#frame(this.#written.numbered(sequenceId));
  }

  #frame(payload: readonly Uint8Array[]): Frame {
    return makeFrame(payload, { binary: this.#binary, expiresAt: this.#expiresAt, bytes: this.#bytes });
  }
}
