import type { Operation } from "./operation.js";
import { closeConnection, connectionExists } from "./operations/connections.js";
import { addConnectionToGroup, groupExists, removeConnectionFromGroup } from "./operations/groups.js";
import { sendToAll, sendToConnection, sendToGroup, sendToUser } from "./operations/messages.js";
import { checkPermission, grantPermission, revokePermission } from "./operations/permissions.js";
import { addUserToGroup, removeUserFromGroup, userExists, userExistsInGroup } from "./operations/users.js";

/** The operations below `/api/hubs/{hub}`, by path and method. */
export const routes: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  "/:send": { POST: sendToAll },
  "/connections/{connectionId}": { HEAD: connectionExists, DELETE: closeConnection },
  "/connections/{connectionId}/:send": { POST: sendToConnection },
  "/groups/{group}": { HEAD: groupExists },
  "/groups/{group}/:send": { POST: sendToGroup },
  "/groups/{group}/connections/{connectionId}": { PUT: addConnectionToGroup, DELETE: removeConnectionFromGroup },
  "/users/{userId}": { HEAD: userExists },
  "/users/{userId}/:send": { POST: sendToUser },
  "/users/{userId}/groups": { DELETE: removeUserFromGroup },
  "/users/{userId}/groups/{group}": { HEAD: userExistsInGroup, PUT: addUserToGroup, DELETE: removeUserFromGroup },
  "/permissions/{permission}/connections/{connectionId}": {
    HEAD: checkPermission,
    PUT: grantPermission,
    DELETE: revokePermission,
  },
};
