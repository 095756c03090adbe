import { missing } from "../failure.js";
import type { Operation } from "../operation.js";

/** `HEAD /api/hubs/{hub}/users/{userId}` */
export const userExists: Operation = ({ hub, parameters: { userId = "" } }) => {
  if (hub.ofUser(userId).length > 0) return { status: 200 };
  throw missing("Warning", "User", userId);
};

/** `HEAD /api/hubs/{hub}/users/{userId}/groups/{group}`, of 2020-10-01 only. */
export const userExistsInGroup: Operation = ({ hub, parameters: { userId = "", group = "" } }) => {
  if (hub.isUserInGroup(userId, group)) return { status: 200 };
  throw missing("Warning", "User", userId);
};

/** `PUT /api/hubs/{hub}/users/{userId}/groups/{group}` */
export const addUserToGroup: Operation = ({ hub, era, parameters: { userId = "", group = "" } }) => {
  const joined = hub.addUserToGroup(userId, group);
  if (!joined && !era.takesAbsentUsers) throw missing("Warning", "User", userId);
  if (!joined) hub.noteMembership(userId, group);
  return { status: 200 };
};

/** `DELETE` of the same path, and of `/api/hubs/{hub}/users/{userId}/groups`, which names no group. */
export const removeUserFromGroup: Operation = ({ hub, era, parameters: { userId = "", group } }) => {
  hub.removeUserFromGroup(userId, group);
  return era.removed;
};
