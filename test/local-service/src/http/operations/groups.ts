import type { Connection } from "../../hub/connection.js";
import { invalidGroup, isGroupName } from "../../hub/names.js";
import type { Answer } from "../answer.js";
import { invalid, missing } from "../failure.js";
import type { Operation, OperationContext } from "../operation.js";
import { readFilter } from "../readFilter.js";
import { readJsonObject } from "../readMessage.js";

/** `HEAD /api/hubs/{hub}/groups/{group}` */
export const groupExists: Operation = ({ hub, parameters: { group = "" } }) => {
  if (hub.inGroup(group).length > 0) return { status: 200 };
  throw missing("Warning", "Group", group);
};

/** `PUT /api/hubs/{hub}/groups/{group}/connections/{connectionId}` */
export const addConnectionToGroup: Operation = ({ hub, parameters: { group = "", connectionId = "" } }) => {
  const connection = hub.connections.get(connectionId);
  if (connection === undefined) throw missing("Error", "Connection", connectionId);
  connection.groups.add(group);
  return { status: 200 };
};

/** `DELETE` of the same path: succeeds for an unknown connection too. */
export const removeConnectionFromGroup: Operation = ({ hub, era, parameters: { group = "", connectionId = "" } }) => {
  hub.connections.get(connectionId)?.groups.delete(group);
  return era.removedFromGroup;
};

/** `DELETE /api/hubs/{hub}/connections/{connectionId}/groups`: succeeds for an unknown connection too. */
export const removeConnectionFromAllGroups: Operation = ({ hub, era, parameters: { connectionId = "" } }) => {
  hub.connections.get(connectionId)?.groups.clear();
  return era.removed;
};

/** `POST /api/hubs/{hub}/:addToGroups` */
export const addToGroups: Operation = (context) => changeGroups(context, ({ groups }, group) => groups.add(group));

/** `POST /api/hubs/{hub}/:removeFromGroups` */
export const removeFromGroups: Operation = (context) =>
  changeGroups(context, ({ groups }, group) => groups.delete(group));

function changeGroups(
  { hub, request }: OperationContext,
  change: (connection: Connection, group: string) => unknown,
): Answer {
  const { groups, filter } = readJsonObject(request);
  if (!Array.isArray(groups) || groups.length === 0 || !groups.every(isName)) throw invalid("Groups", invalidGroup);
  if (filter !== undefined && filter !== null && typeof filter !== "string")
    throw invalid("Filter", "filter is a text.");
  // All are chosen before the first is changed, because a filter may ask for groups.
  const chosen = [...hub.connections.values()].filter(readFilter(filter ?? null, "Filter"));
  for (const connection of chosen) for (const group of groups) change(connection, group);
  return { status: 200 };
}

const isName = (value: unknown): value is string => typeof value === "string" && isGroupName(value);
