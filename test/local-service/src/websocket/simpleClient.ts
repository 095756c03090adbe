import type { WebSocket } from "ws";
import { Connection } from "../hub/connection.js";
import type { Channel, ConnectionInit } from "../hub/connection.js";
import type { Closing } from "../hub/hub.js";
import type { Message } from "../hub/message.js";
import { carryOut } from "./carryOut.js";
import type { Place } from "./carryOut.js";
import { closeCodes } from "./closeCodes.js";
import { Outbox, tooSlow } from "./outbox.js";

/**
 * A client without a subprotocol: its frames carry payloads and nothing else (Microsoft docs,
 * concept-client-protocols.md, "The simple WebSocket client").
 */
export class SimpleClient implements Channel {
  readonly #place: Place;
  readonly #connection: Connection;
  readonly #outbox: Outbox;

  /** @param group - the group that its frames go to; without one each is an event, which nobody handles here */
  constructor(socket: WebSocket, init: ConnectionInit, group: string | undefined, place: Place) {
    this.#place = place;
    this.#connection = new Connection(init, this);
    this.#outbox = new Outbox(socket, place.clock, () => {
      this.#forget(tooSlow);
      this.#outbox.discard(tooSlow.code, tooSlow.reason);
    });
    place.hub.add(this.#connection);
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (socket.readyState === socket.OPEN) this.#receive(group, data, isBinary);
    });
    // Broken and oversized frames: the WebSocket server closes with the right code by itself.
    socket.on("error", ({ message }) => this.#forget({ reason: message }));
    socket.on("close", (code: number, reason: Buffer) => this.#forget({ code, reason: String(reason) }));
  }

  deliver(message: Message): void {
    const binary = "bytes" in message;
    const content = binary ? message.bytes : Buffer.from(message.text);
    this.#outbox.push({ content, binary, expiresAt: message.expiresAt });
  }

  close(): void {
    this.#end(closeCodes.normal);
  }

  #receive(group: string | undefined, data: Buffer, isBinary: boolean): void {
    if (group === undefined) {
      this.#end(closeCodes.internalError, "The local service has no event handlers.");
      return;
    }
    try {
      this.#send(group, isBinary ? { dataType: "binary", bytes: data } : { dataType: "text", text: String(data) });
    } catch {
      // Thrown on, an error would end the process.
      this.#end(closeCodes.internalError, "The local service failed to handle the frame.");
    }
  }

  #send(group: string, message: Message): void {
    const refusal = carryOut({ type: "sendToGroup", group, noEcho: false, message }, this.#connection, this.#place);
    // The reason of a close frame is short, and a group's name need not be.
    if (refusal !== undefined) this.#end(closeCodes.policyViolation, "The client may not send to its group.");
  }

  #end(code: number, reason?: string): void {
    this.#forget({ code, reason });
    this.#outbox.close(code, reason);
  }

  #forget(closing: Closing): void {
    this.#place.hub.remove(this.#connection, closing);
  }
}
