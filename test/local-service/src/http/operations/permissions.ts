import type { Connection } from "../../hub/connection.js";
import { invalidGroup, isGroupName } from "../../hub/names.js";
import { literalLimit, permissionNames } from "../../hub/permissions.js";
import type { PermissionName } from "../../hub/permissions.js";
import { Failure, invalid, missing, unusable } from "../failure.js";
import type { Operation, OperationContext } from "../operation.js";

/** `PUT /api/hubs/{hub}/permissions/{permission}/connections/{connectionId}` */
export const grantPermission: Operation = (context) => {
  const { connection, permission, target } = read(context);
  if (connection === undefined) throw unknown(context);
  if (!connection.permissions.grant(permission, target)) throw full();
  return { status: 200 };
};

/** `DELETE` of the same path */
export const revokePermission: Operation = (context) => {
  const { connection, permission, target } = read(context);
  if (connection === undefined && !context.era.revokesFromUnknown) throw unknown(context);
  if (connection?.permissions.revoke(permission, target) === false) throw full();
  return context.era.removed;
};

/** `HEAD` of the same path. A permission that is not granted has the code of a missing connection too. */
export const checkPermission: Operation = (context) => {
  const { connection, permission, target } = read(context);
  if (connection?.permissions.has(permission, target)) return { status: 200 };
  throw unknown(context);
};

interface Request {
  readonly connection: Connection | undefined;
  readonly permission: PermissionName;
  /** Left out, the permission is about every group. */
  readonly target: string | undefined;
}

function read({ hub, parameters, query, era }: OperationContext): Request {
  const permission = readPermission(parameters["permission"] ?? "");
  const target = query.get("targetName") ?? undefined;
  // The service notices this later than what else is wrong with a request, and so puts it in another form.
  if (target === undefined ? !era.permissionsForEveryGroup : !isGroupName(target)) throw unusable(invalidGroup);
  return { connection: hub.connections.get(parameters["connectionId"] ?? ""), permission, target };
}

/** The permissions by the numbers that the service takes for them, which are those of its .NET SDK. */
const numbered: ReadonlyMap<string, PermissionName> = new Map([
  ["1", "sendToGroup"],
  ["2", "joinLeaveGroup"],
]);

/** The service compares the name without regard to case. */
function readPermission(given: string): PermissionName {
  const permission = permissionNames.find((name) => name.toLowerCase() === given.toLowerCase()) ?? numbered.get(given);
  if (permission !== undefined) return permission;
  throw invalid("permission", `The permission is one of ${permissionNames.join(", ")}.`);
}

const unknown = ({ parameters }: OperationContext): Failure =>
  missing("Info", "Connection", parameters["connectionId"] ?? "");

/** `Azure/azure-webpubsub`, tools/emulator, its tests of permissions. */
const full = (): Failure =>
  new Failure({
    status: 409,
    code: "Error.Connection.Conflict",
    message: `A connection can hold a permission for at most ${literalLimit} groups by name.`,
    target: "Connection",
  });
