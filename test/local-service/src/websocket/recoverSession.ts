import type { Hub } from "../hub/hub.js";
import { closeCodes } from "./closeCodes.js";
import type { ClientSocket } from "./outbox.js";
import { Session } from "./session.js";

/** What a client asks for that wants a lost connection back. */
export interface Recovery {
  readonly connectionId: string;
  readonly token: string;
}

/** The session that a client may have back. */
export function findSession(hub: Hub | undefined, { connectionId, token }: Recovery): Session | undefined {
  const channel = hub?.connections.get(connectionId)?.channel;
  return channel instanceof Session && channel.isRecoveredWith(token) ? channel : undefined;
}

/**
 * Gives a lost connection another socket. Where that cannot be done the socket is closed with 1008, which tells a client
 * to connect anew instead of trying again (`Azure/azure-webpubsub`, protocols/client/client-spec.md, 1.4).
 */
export function recoverSession(socket: ClientSocket, session: Session | undefined, { token }: Recovery): void {
  if (session?.recover(socket, token) === true) return;
  // A client may send broken frames instead of taking leave.
  socket.webSocket.on("error", () => undefined);
  socket.webSocket.close(closeCodes.policyViolation, "The connection could not be recovered.");
}
