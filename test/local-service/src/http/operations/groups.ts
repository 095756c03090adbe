import type { Answer } from "../answer.js";
import type { Operation } from "../operation.js";

/** The answer of the 2020-10-01 service, word for word (recorded traffic of its JavaScript SDK, April 2021). */
export const unknownConnection: Answer = { status: 404, text: "Connection id not found" };

/** `HEAD /api/hubs/{hub}/groups/{group}` */
export const groupExists: Operation = ({ hub, parameters: { group = "" } }) => ({
  status: hub.inGroup(group).length > 0 ? 200 : 404,
});

/** `PUT /api/hubs/{hub}/groups/{group}/connections/{connectionId}` */
export const addConnectionToGroup: Operation = ({ hub, parameters: { group = "", connectionId = "" } }) => {
  const connection = hub.connections.get(connectionId);
  if (connection === undefined) return unknownConnection;
  connection.groups.add(group);
  return { status: 200 };
};

/** `DELETE` of the same path: succeeds for an unknown connection too, with this very text (same recordings). */
export const removeConnectionFromGroup: Operation = ({ hub, parameters: { group = "", connectionId = "" } }) => {
  hub.connections.get(connectionId)?.groups.delete(group);
  return { status: 200, text: "Ok" };
};
