import { Connection } from "../hub/connection.js";
import type { Channel, ConnectionInit } from "../hub/connection.js";
import type { Closing } from "../hub/hub.js";
import type { Message } from "../hub/message.js";
import type { Outgoing } from "../hub/outgoing.js";
import { overBudget } from "./budget.js";
import type { Holder } from "./budget.js";
import { carryOut } from "./carryOut.js";
import type { Place } from "./carryOut.js";
import { closeCodes } from "./closeCodes.js";
import { makeFrame } from "./frame.js";
import type { Frame } from "./frame.js";
import { FrameQueue } from "./frameQueue.js";
import { Outbox, tooSlow } from "./outbox.js";
import type { ClientSocket } from "./outbox.js";

/** The group that a client's frames go to. */
export interface GroupMode {
  readonly group: string;
  /** Whether the client itself, if it is in the group, is left out. */
  readonly noEcho: boolean;
}

/**
 * A client without a subprotocol, or with one that is none of the service's: its frames carry payloads and nothing else (Microsoft docs,
 * concept-client-protocols.md, "The simple WebSocket client").
 */
export class SimpleClient implements Channel, Holder {
  readonly #place: Place;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #frames = new FrameQueue();
  #isOver = false;

  /** @param mode - where its frames go; without it each is the event `message` */
  constructor(socket: ClientSocket, init: ConnectionInit, mode: GroupMode | undefined, place: Place) {
    this.#place = place;
    this.#connection = new Connection(init, this);
    this.#outbox = new Outbox(socket, place, () => {
      this.#forget(tooSlow);
      this.#outbox.discard(tooSlow.code, tooSlow.reason);
    });
    place.budget.add(this);
    place.hub.add(this.#connection);
    const { webSocket } = socket;
    webSocket.on("message", (data: Buffer, isBinary: boolean) => {
      if (webSocket.readyState !== webSocket.OPEN) return;
      this.#frames.push(webSocket, data, () => (this.#isOver ? undefined : this.#receive(mode, data, isBinary)));
    });
    // Broken and oversized frames: the WebSocket server closes with the right code by itself.
    webSocket.on("error", ({ message }) => this.#forget({ reason: message }));
    webSocket.on("close", (code: number, reason: Buffer) => {
      // Behind what the client sent before it went.
      this.#frames.finally(() => this.#forget({ code, reason: String(reason) }));
    });
  }

  get heldBytes(): number {
    return this.#outbox.heldBytes;
  }

  giveUp(): void {
    this.#forget(overBudget);
    this.#outbox.terminate();
  }

  deliver(outgoing: Outgoing): void {
    // The last message of a stream is nothing but its end, which no frame can say.
    if (outgoing.origin.from === "group" && outgoing.origin.stream?.endOfStream === true) return;
    this.#outbox.push(outgoing.form(SimpleClient, frameOf));
  }

  close(): void {
    this.#end(closeCodes.normal);
  }

  async #receive(mode: GroupMode | undefined, data: Buffer, isBinary: boolean): Promise<void> {
    const message: Message = isBinary ? { dataType: "binary", bytes: data } : { dataType: "text", text: String(data) };
    try {
      const request =
        mode === undefined
          ? ({ type: "event", event: "message", message } as const)
          : ({ type: "sendToGroup", ...mode, message } as const);
      const outcome = carryOut(request, this.#connection, this.#place);
      const error = outcome instanceof Promise ? await outcome : outcome;
      if (error === undefined || this.#isOver) return;
      // The reason of a close frame is short, and a group's name need not be.
      if (error.name === "Forbidden")
        this.#end(closeCodes.policyViolation, "The connection is not authorized for raw sendToGroup mode.");
      else this.#end(closeCodes.internalError, "The event could not be handled.");
    } catch {
      // Thrown on, an error would end the process.
      this.#end(closeCodes.internalError, "The local service failed to handle the frame.");
    }
  }

  #end(code: number, reason?: string): void {
    this.#forget({ code, reason });
    this.#outbox.close(code, reason);
  }

  #forget(closing: Closing): void {
    this.#isOver = true;
    this.#frames.clear();
    this.#place.budget.remove(this);
    this.#place.hub.remove(this.#connection, closing);
  }
}

/** The payload and nothing else. */
function frameOf({ message }: Outgoing): Frame {
  const binary = "bytes" in message;
  return makeFrame([binary ? message.bytes : Buffer.from(message.text)], { binary, expiresAt: message.expiresAt });
}
