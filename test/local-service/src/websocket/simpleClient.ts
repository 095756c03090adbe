import type { WebSocket } from "ws";
import { Connection } from "../hub/connection.js";
import type { Channel, ConnectionInit } from "../hub/connection.js";
import type { Closing } from "../hub/hub.js";
import type { Message } from "../hub/message.js";
import { carryOut } from "./carryOut.js";
import type { Place } from "./carryOut.js";
import { closeCodes } from "./closeCodes.js";
import { FrameQueue } from "./frameQueue.js";
import { Outbox, tooSlow } from "./outbox.js";

/**
 * A client without a subprotocol: its frames carry payloads and nothing else (Microsoft docs,
 * concept-client-protocols.md, "The simple WebSocket client").
 */
export class SimpleClient implements Channel {
  readonly #place: Place;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #frames = new FrameQueue();
  #isOver = false;

  /** @param group - the group that its frames go to; without one each is the event `message` */
  constructor(socket: WebSocket, init: ConnectionInit, group: string | undefined, place: Place) {
    this.#place = place;
    this.#connection = new Connection(init, this);
    this.#outbox = new Outbox(socket, place.clock, () => {
      this.#forget(tooSlow);
      this.#outbox.discard(tooSlow.code, tooSlow.reason);
    });
    place.hub.add(this.#connection);
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (socket.readyState !== socket.OPEN) return;
      this.#frames.push(socket, data, () => (this.#isOver ? undefined : this.#receive(group, data, isBinary)));
    });
    // Broken and oversized frames: the WebSocket server closes with the right code by itself.
    socket.on("error", ({ message }) => this.#forget({ reason: message }));
    socket.on("close", (code: number, reason: Buffer) => {
      // Behind what the client sent before it went.
      this.#frames.finally(() => this.#forget({ code, reason: String(reason) }));
    });
  }

  deliver(message: Message): void {
    const binary = "bytes" in message;
    const content = binary ? message.bytes : Buffer.from(message.text);
    this.#outbox.push({ content, binary, expiresAt: message.expiresAt });
  }

  close(): void {
    this.#end(closeCodes.normal);
  }

  async #receive(group: string | undefined, data: Buffer, isBinary: boolean): Promise<void> {
    const message: Message = isBinary ? { dataType: "binary", bytes: data } : { dataType: "text", text: String(data) };
    try {
      const request =
        group === undefined
          ? ({ type: "event", event: "message", message } as const)
          : ({ type: "sendToGroup", group, noEcho: false, message } as const);
      const outcome = carryOut(request, this.#connection, this.#place);
      const error = outcome instanceof Promise ? await outcome : outcome;
      if (error === undefined || this.#isOver) return;
      // The reason of a close frame is short, and a group's name need not be.
      if (error.name === "Forbidden") this.#end(closeCodes.policyViolation, "The client may not send to its group.");
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
    this.#place.hub.remove(this.#connection, closing);
  }
}
