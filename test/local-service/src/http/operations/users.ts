import type { Operation } from "../operation.js";

/** `HEAD /api/hubs/{hub}/users/{userId}` */
export const userExists: Operation = ({ hub, parameters: { userId = "" } }) => ({
  status: hub.ofUser(userId).length > 0 ? 200 : 404,
});

/** `HEAD /api/hubs/{hub}/users/{userId}/groups/{group}` */
export const userExistsInGroup: Operation = ({ hub, parameters: { userId = "", group = "" } }) => ({
  status: hub.isUserInGroup(userId, group) ? 200 : 404,
});

/** `PUT /api/hubs/{hub}/users/{userId}/groups/{group}` */
export const addUserToGroup: Operation = ({ hub, parameters: { userId = "", group = "" } }) => {
  hub.addUserToGroup(userId, group);
  return { status: 200 };
};

/** `DELETE` of the same path, and of `/api/hubs/{hub}/users/{userId}/groups`, which names no group. */
export const removeUserFromGroup: Operation = ({ hub, parameters: { userId = "", group } }) => {
  hub.removeUserFromGroup(userId, group);
  return { status: 200 };
};
