import type { Connection } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import type { Message, Origin } from "../hub/message.js";
import type { UpstreamClient } from "../upstream/upstreamClient.js";
import { CallFailure } from "../upstream/wire.js";
import type { ActionRequest, EventRequest, SendToGroupRequest } from "./clientRequest.js";
import type { RequestError } from "./codec.js";
import type { Delivery } from "./outbox.js";

/** Where a client is connected. */
export interface Place extends Delivery {
  readonly hub: Hub;
  /** The way to the event handlers. */
  readonly upstreamClient: UpstreamClient;
}

/** Why a request was not carried out; nothing where it was. */
export type Outcome = RequestError | undefined;

/** What a client that may not do something is told that it may not (`Azure/azure-webpubsub`, tools/emulator). */
const actions = { sendToGroup: "send to", joinGroup: "join", leaveGroup: "leave" };

/** Does what a client asks for, if it may. Events are waited for. */
export function carryOut(request: ActionRequest, connection: Connection, place: Place): Outcome | Promise<Outcome> {
  if (request.type === "event") return handleEvent(request, connection, place);
  const { group } = request;
  const permission = request.type === "sendToGroup" ? "sendToGroup" : "joinLeaveGroup";
  if (!connection.permissions.has(permission, group)) {
    const message = `The client does not have permission to ${actions[request.type]} group '${group}'.`;
    return { name: "Forbidden", message };
  }
  if (request.type === "joinGroup") connection.groups.add(group);
  else if (request.type === "leaveGroup") connection.groups.delete(group);
  else sendToGroup(request, connection, place);
  return undefined;
}

/** Has an event handled. What its handler answers goes to the client before the ack does. */
async function handleEvent({ event, message }: EventRequest, connection: Connection, place: Place): Promise<Outcome> {
  try {
    const answer = await place.upstreamClient.userEvent(event, message);
    if (answer !== undefined) answerTo(connection, answer, place.hub);
    return undefined;
  } catch (error) {
    if (error instanceof CallFailure) return { name: "InternalServerError", message: error.message };
    throw error;
  }
}

/** Hands a client the answer to its event. */
function answerTo(connection: Connection, message: Message, hub: Hub): void {
  const target = { kind: "connection", name: connection.id } as const;
  hub.deliver([connection], { message, origin: { from: "server" }, target });
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
