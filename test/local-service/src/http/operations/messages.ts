import type { Connection } from "../../hub/connection.js";
import type { Target } from "../../events/serviceEvent.js";
import type { Message, Origin } from "../../hub/message.js";
import type { Answer } from "../answer.js";
import type { Operation, OperationContext } from "../operation.js";
import { readMessage } from "../readMessage.js";
import { readMetadata } from "../readMetadata.js";
import { readInteger } from "../readQuery.js";
import { selectFrom } from "../selectConnections.js";

/** Sends are accepted whether or not anybody is there to receive them. */
const accepted = 202;

/** `POST /api/hubs/{hub}/:send` */
export const sendToAll: Operation = (context) => send(context, context.hub.connections.values(), { kind: "all" });

/**
 * `POST /api/hubs/{hub}/groups/{group}/:send`. Receivers are told the group and no user (Microsoft docs,
 * reference-json-webpubsub-subprotocol.md, "Message response").
 */
export const sendToGroup: Operation = (context) => {
  const { group = "" } = context.parameters;
  return send(context, context.hub.inGroup(group), { kind: "group", name: group }, { from: "group", group });
};

/** `POST /api/hubs/{hub}/users/{userId}/:send` */
export const sendToUser: Operation = (context) => {
  const { userId = "" } = context.parameters;
  return send(context, context.hub.ofUser(userId), { kind: "user", name: userId });
};

/** `POST /api/hubs/{hub}/connections/{connectionId}/:send` */
export const sendToConnection: Operation = (context) => {
  const { connectionId = "" } = context.parameters;
  const connection = context.hub.connections.get(connectionId);
  return send(context, connection ? [connection] : [], { kind: "connection", name: connectionId });
};

function send(
  context: OperationContext,
  connections: Iterable<Connection>,
  target: Target,
  origin: Origin = { from: "server" },
): Answer {
  const receivers = selectFrom(connections, context.query);
  const message = withMetadata(withExpiry(readMessage(context.request), context), context);
  context.hub.deliver(receivers, { message, origin, target });
  return { status: accepted, receivers: receivers.length };
}

function withMetadata(message: Message, { request, era }: OperationContext): Message {
  const metadata = era.takesMetadata ? readMetadata(request) : undefined;
  return metadata === undefined ? message : { ...message, metadata };
}

/** `messageTtlSeconds` is 0 to 300; 0, like none, is for ever (the API document of 2023-07-01). */
function withExpiry(message: Message, { query, service }: OperationContext): Message {
  const seconds = readInteger(query, "messageTtlSeconds", 0, 300) ?? 0;
  return seconds === 0 ? message : { ...message, expiresAt: service.clock.now() + seconds * 1000 };
}
