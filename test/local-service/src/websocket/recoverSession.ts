import type { WebSocket } from "ws";
import type { Hub } from "../hub/hub.js";
import { closeCodes } from "./closeCodes.js";
import { Session } from "./session.js";
import type { Subprotocol } from "./subprotocols.js";

/**
 * Gives a lost connection another socket. Where that cannot be done the socket is closed with 1008, which tells a client
 * to connect anew instead of trying again (`Azure/azure-webpubsub`, protocols/client/client-spec.md, 1.4).
 */
export function recoverSession(
  socket: WebSocket,
  hub: Hub | undefined,
  subprotocol: Subprotocol | undefined,
  { connectionId, token }: { readonly connectionId: string; readonly token: string },
): void {
  const channel = hub?.connections.get(connectionId)?.channel;
  if (channel instanceof Session && channel.recover(socket, subprotocol, token)) return;
  // A client may send broken frames instead of taking leave.
  socket.on("error", () => undefined);
  socket.close(closeCodes.policyViolation, "The connection cannot be recovered.");
}
