import type { WebSocketServer } from "ws";
import { closeCodes } from "./closeCodes.js";

/** How long clients get to say goodbye when the service closes, in milliseconds. */
const farewell = 500;

/** Closes a server and all its connections. Resolves when none is left. */
export async function closeSockets(server: WebSocketServer): Promise<void> {
  // First of all, so that no handshake succeeds from here on.
  server.close();
  const open = [...server.clients];
  const closed = open.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
  for (const socket of open) socket.close(closeCodes.goingAway, "The local service is closing.");
  const timer = setTimeout(() => open.forEach((socket) => socket.terminate()), farewell);
  await Promise.all(closed);
  clearTimeout(timer);
}
