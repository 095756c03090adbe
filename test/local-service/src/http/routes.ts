import type { ApiVersion } from "./apiVersions.js";
import type { Operation } from "./operation.js";
import { closeAll, closeConnection, closeGroup, closeUser, connectionExists } from "./operations/connections.js";
import {
  addConnectionToGroup,
  addToGroups,
  groupExists,
  removeConnectionFromAllGroups,
  removeConnectionFromGroup,
  removeFromGroups,
} from "./operations/groups.js";
import { listConnectionsInGroup } from "./operations/groupConnections.js";
import { sendToAll, sendToConnection, sendToGroup, sendToUser } from "./operations/messages.js";
import { checkPermission, grantPermission, revokePermission } from "./operations/permissions.js";
import { generateToken } from "./operations/tokens.js";
import { addUserToGroup, removeUserFromGroup, userExists, userExistsInGroup } from "./operations/users.js";

/** An operation, and what it has in which version. */
export interface Route {
  readonly method: string;
  /** Below `/api/hubs/{hub}`. */
  readonly path: string;
  readonly operation: Operation;
  /** The first version that has it. */
  readonly since: ApiVersion;
  /** The last version that has it; the latest where absent. */
  readonly until?: ApiVersion;
  /** The parameters of its query, as far as the version has them: see {@link knownParameters}. */
  readonly query: readonly string[];
  /** Whether a token must be one of Microsoft Entra, and may not be signed for the request with the access key. */
  readonly onlyEntra?: true;
}

const route = (
  method: string,
  path: string,
  operation: Operation,
  since: ApiVersion,
  query: readonly string[] = [],
): Route => ({ method, path, operation, since, query });

const toMany = ["excluded", "filter", "messageTtlSeconds"];
const closing = ["excluded", "reason"];
const tokenSays = ["userId", "role", "group", "minutesToExpire", "clientType"];
const paging = ["maxpagesize", "top", "continuationToken"];

/** Every operation on hubs that any version has (the API documents). */
export const routes: readonly Route[] = [
  route("POST", "/:send", sendToAll, "2020-10-01", toMany),
  route("POST", "/:closeConnections", closeAll, "2021-10-01", closing),
  // So the service's own team says (`Azure/azure-webpubsub`, pull request 1157).
  { ...route("POST", "/:generateToken", generateToken, "2021-10-01", tokenSays), onlyEntra: true },
  route("POST", "/:addToGroups", addToGroups, "2023-07-01"),
  route("POST", "/:removeFromGroups", removeFromGroups, "2023-07-01"),

  route("HEAD", "/connections/{connectionId}", connectionExists, "2020-10-01"),
  route("DELETE", "/connections/{connectionId}", closeConnection, "2020-10-01", ["reason"]),
  route("POST", "/connections/{connectionId}/:send", sendToConnection, "2020-10-01", ["messageTtlSeconds"]),
  route("DELETE", "/connections/{connectionId}/groups", removeConnectionFromAllGroups, "2022-11-01"),

  route("HEAD", "/groups/{group}", groupExists, "2020-10-01"),
  route("POST", "/groups/{group}/:send", sendToGroup, "2020-10-01", toMany),
  route("POST", "/groups/{group}/:closeConnections", closeGroup, "2021-10-01", closing),
  route("GET", "/groups/{group}/connections", listConnectionsInGroup, "2024-12-01", paging),
  route("PUT", "/groups/{group}/connections/{connectionId}", addConnectionToGroup, "2020-10-01"),
  route("DELETE", "/groups/{group}/connections/{connectionId}", removeConnectionFromGroup, "2020-10-01"),

  route("HEAD", "/users/{userId}", userExists, "2020-10-01"),
  route("POST", "/users/{userId}/:send", sendToUser, "2020-10-01", ["filter", "messageTtlSeconds"]),
  route("POST", "/users/{userId}/:closeConnections", closeUser, "2021-10-01", closing),
  route("DELETE", "/users/{userId}/groups", removeUserFromGroup, "2020-10-01"),
  { ...route("HEAD", "/users/{userId}/groups/{group}", userExistsInGroup, "2020-10-01"), until: "2020-10-01" },
  route("PUT", "/users/{userId}/groups/{group}", addUserToGroup, "2020-10-01"),
  route("DELETE", "/users/{userId}/groups/{group}", removeUserFromGroup, "2020-10-01"),

  route("HEAD", "/permissions/{permission}/connections/{connectionId}", checkPermission, "2020-10-01", ["targetName"]),
  route("PUT", "/permissions/{permission}/connections/{connectionId}", grantPermission, "2020-10-01", ["targetName"]),
  route("DELETE", "/permissions/{permission}/connections/{connectionId}", revokePermission, "2020-10-01", [
    "targetName",
  ]),
];
