import type { Connection } from "../../hub/connection.js";
import type { Message, Origin } from "../../hub/message.js";
import { readMessage } from "../readMessage.js";
import type { Operation, OperationContext } from "../operation.js";

/** Sends are accepted whether or not anybody is there to receive them. */
const accepted = { status: 202 };

const excluded = ({ query }: OperationContext): Set<string> => new Set(query.getAll("excluded"));

/** `POST /api/hubs/{hub}/:send` */
export const sendToAll: Operation = async (context) => {
  const message = await readMessage(context.request);
  context.hub.sendToAll(message, { from: "server" }, excluded(context));
  return accepted;
};

/**
 * `POST /api/hubs/{hub}/groups/{group}/:send`. Receivers are told the group and no user (Microsoft docs,
 * reference-json-webpubsub-subprotocol.md, "Message response").
 */
export const sendToGroup: Operation = async (context) => {
  const { group = "" } = context.parameters;
  const message = await readMessage(context.request);
  context.hub.sendToGroup(group, message, { from: "group", group }, excluded(context));
  return accepted;
};

/** `POST /api/hubs/{hub}/users/{userId}/:send` */
export const sendToUser: Operation = async ({ hub, parameters: { userId = "" }, request }) => {
  const message = await readMessage(request);
  sendTo(hub.ofUser(userId), message);
  return accepted;
};

/** `POST /api/hubs/{hub}/connections/{connectionId}/:send` */
export const sendToConnection: Operation = async ({ hub, parameters: { connectionId = "" }, request }) => {
  const message = await readMessage(request);
  const connection = hub.connections.get(connectionId);
  sendTo(connection ? [connection] : [], message);
  return accepted;
};

function sendTo(connections: readonly Connection[], message: Message, origin: Origin = { from: "server" }): void {
  for (const { channel } of connections) channel.deliver(message, origin);
}
