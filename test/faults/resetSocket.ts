import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/**
 * Resets a connection. Where the client has gone, and its farewell is being answered, Node.js cannot (EINVAL), and would
 * leave the connection open for ever.
 *
 * @param socket - what has been made of the connection, such as TLS
 */
export function resetSocket(raw: Socket, socket: Duplex = raw): void {
  if (socket.writableEnded) raw.destroy();
  else raw.resetAndDestroy();
}
