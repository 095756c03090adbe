import type { Operation } from "../operation.js";

/** `HEAD /api/hubs/{hub}/connections/{connectionId}` */
export const connectionExists: Operation = ({ hub, parameters: { connectionId = "" } }) => ({
  status: hub.connections.has(connectionId) ? 200 : 404,
});

/** `DELETE /api/hubs/{hub}/connections/{connectionId}`: closing what is closed succeeds. */
export const closeConnection: Operation = ({ hub, parameters: { connectionId = "" }, query }) => {
  const connection = hub.connections.get(connectionId);
  // Not left to the end of the closing handshake: for that the client has as long as it likes.
  hub.connections.delete(connectionId);
  connection?.channel.close(query.get("reason") ?? undefined);
  return { status: 200 };
};
