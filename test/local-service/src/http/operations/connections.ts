import type { Operation } from "../operation.js";

/** `HEAD /api/hubs/{hub}/connections/{connectionId}` */
export const connectionExists: Operation = ({ hub, parameters: { connectionId = "" } }) => ({
  status: hub.connections.has(connectionId) ? 200 : 404,
});

/** `DELETE /api/hubs/{hub}/connections/{connectionId}`: closing what is closed succeeds. */
export const closeConnection: Operation = ({ hub, parameters: { connectionId = "" }, query }) => {
  hub.connections.get(connectionId)?.channel.close(query.get("reason") ?? undefined);
  return { status: 200 };
};
