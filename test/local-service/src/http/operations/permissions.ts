import type { Connection } from "../../hub/connection.js";
import { isGroupName } from "../../hub/names.js";
import { permissionNames } from "../../hub/permissions.js";
import type { PermissionName } from "../../hub/permissions.js";
import { Refusal, badRequest } from "../answer.js";
import type { Operation, OperationContext } from "../operation.js";
import { unknownConnection } from "./groups.js";

/** `PUT /api/hubs/{hub}/permissions/{permission}/connections/{connectionId}` */
export const grantPermission: Operation = (context) => {
  const { connection, permission, target } = read(context);
  connection.permissions.grant(permission, target);
  return { status: 200 };
};

/** `DELETE` of the same path */
export const revokePermission: Operation = (context) => {
  const { connection, permission, target } = read(context);
  connection.permissions.revoke(permission, target);
  return { status: 200 };
};

/** `HEAD` of the same path */
export const checkPermission: Operation = (context) => {
  const { connection, permission, target } = read(context);
  return { status: connection.permissions.has(permission, target) ? 200 : 404 };
};

interface Request {
  readonly connection: Connection;
  readonly permission: PermissionName;
  /** Left out, the permission is about every group. */
  readonly target: string | undefined;
}

function read({ hub, parameters, query }: OperationContext): Request {
  // The service compares the name without regard to case.
  const permission = permissionNames.find((name) => name.toLowerCase() === parameters["permission"]?.toLowerCase());
  if (permission === undefined) throw badRequest(`The permission is one of ${permissionNames.join(", ")}.`);
  const target = query.get("targetName") ?? undefined;
  if (target !== undefined && !isGroupName(target))
    throw badRequest("targetName is a group: 1 to 1024 characters, not all blank.");
  const connection = hub.connections.get(parameters["connectionId"] ?? "");
  if (connection === undefined) throw new Refusal(unknownConnection);
  return { connection, permission, target };
}
