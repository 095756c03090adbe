import type { Clock } from "../clock.js";
import type { Connection } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import type { Origin } from "../hub/message.js";
import type { ActionRequest, SendToGroupRequest } from "./clientRequest.js";

/** Where a client is connected. */
export interface Place {
  readonly hub: Hub;
  readonly clock: Clock;
}

/** Does what a client asks for, if it may. Returns why it may not, or nothing when it is done. */
export function carryOut(request: ActionRequest, connection: Connection, place: Place): string | undefined {
  if (request.type === "event") return undefined; // No event handlers exist here: an event is taken and goes nowhere.
  const { group } = request;
  const permission = request.type === "sendToGroup" ? "sendToGroup" : "joinLeaveGroup";
  if (!connection.permissions.has(permission, group))
    return `The client does not have the permission ${permission} for group '${group}'.`;
  if (request.type === "joinGroup") connection.groups.add(group);
  else if (request.type === "leaveGroup") connection.groups.delete(group);
  else sendToGroup(request, connection, place);
  return undefined;
}

function sendToGroup(
  { group, message, noEcho, ttlSeconds = 0 }: SendToGroupRequest,
  sender: Connection,
  { hub, clock }: Place,
): void {
  const { userId } = sender;
  const origin: Origin = { from: "group", group, ...(userId !== undefined && { fromUserId: userId }) };
  const expiresAt = ttlSeconds === 0 ? undefined : clock.now() + ttlSeconds * 1000;
  const receivers = hub.inGroup(group).filter((connection) => !noEcho || connection !== sender);
  hub.deliver(receivers, {
    message: { ...message, expiresAt },
    origin,
    target: { kind: "group", name: group },
    sender,
  });
}
