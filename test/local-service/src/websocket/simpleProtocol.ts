import type { WebSocket } from "ws";
import type { Channel } from "../hub/connection.js";
import { closeCodes } from "./closeCodes.js";

/** Writes messages for clients without a subprotocol: the payload and nothing else (Microsoft docs, concept-client-protocols.md). */
export function simpleChannel(socket: WebSocket): Channel {
  return {
    deliver(message) {
      if (message.dataType === "binary") socket.send(message.bytes, { binary: true });
      else socket.send(message.text);
    },
    close() {
      socket.close(closeCodes.normal);
    },
  };
}

/** What a simple client sends is an event, and nobody handles events here: the service drops such a connection. */
export function speakSimple(socket: WebSocket): void {
  socket.on("message", () => socket.close(closeCodes.internalError, "The local service has no event handlers."));
}
