import type { Connection } from "../../hub/connection.js";
import { missing } from "../failure.js";
import type { Answer } from "../answer.js";
import type { Operation, OperationContext } from "../operation.js";

/** `HEAD /api/hubs/{hub}/connections/{connectionId}` */
export const connectionExists: Operation = ({ hub, parameters: { connectionId = "" } }) => {
  if (hub.connections.has(connectionId)) return { status: 200 };
  throw missing("Warning", "Connection", connectionId);
};

/** `DELETE /api/hubs/{hub}/connections/{connectionId}`: closing what is closed succeeds. */
export const closeConnection: Operation = (context) => {
  const connection = context.hub.connections.get(context.parameters["connectionId"] ?? "");
  return close(context, connection ? [connection] : []);
};

/** `POST /api/hubs/{hub}/:closeConnections` */
export const closeAll: Operation = (context) => close(context, context.hub.connections.values());

/** `POST /api/hubs/{hub}/groups/{group}/:closeConnections` */
export const closeGroup: Operation = (context) =>
  close(context, context.hub.inGroup(context.parameters["group"] ?? ""));

/** `POST /api/hubs/{hub}/users/{userId}/:closeConnections` */
export const closeUser: Operation = (context) => close(context, context.hub.ofUser(context.parameters["userId"] ?? ""));

function close({ hub, era, query }: OperationContext, connections: Iterable<Connection>): Answer {
  const excluded = new Set(query.getAll("excluded"));
  for (const connection of connections) {
    if (!excluded.has(connection.id)) hub.close(connection, query.get("reason") ?? undefined);
  }
  return era.removed;
}
