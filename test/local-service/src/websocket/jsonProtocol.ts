import type { RawData, WebSocket } from "ws";
import type { Channel, Connection } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import type { Message, Origin } from "../hub/message.js";
import { AckLog } from "./ackLog.js";
import { MalformedRequest, parseClientRequest } from "./clientRequest.js";
import type { ClientRequest } from "./clientRequest.js";
import { closeCodes } from "./closeCodes.js";

/** The name under which clients ask for it. */
export const jsonProtocolName = "json.webpubsub.azure.v1";

/** Writes messages as the JSON subprotocol does (Microsoft docs, reference-json-webpubsub-subprotocol.md). */
export function jsonChannel(socket: WebSocket): Channel {
  return {
    deliver(message, origin) {
      const head = JSON.stringify({ type: "message", ...origin, dataType: message.dataType });
      socket.send(`${head.slice(0, -1)},"data":${dataOf(message)}}`);
    },
    close(reason) {
      const message = `The application server closed the connection.${reason === undefined ? "" : ` Reason: ${reason}`}`;
      send(socket, { type: "system", event: "disconnected", message });
      socket.close(closeCodes.normal);
    },
  };
}

/** Greets a client and carries out what it asks for, until it leaves. */
export function speakJson(socket: WebSocket, hub: Hub, connection: Connection): void {
  const acks = new AckLog((ack) => send(socket, { type: "ack", ...ack }));
  send(socket, { type: "system", event: "connected", userId: connection.userId ?? null, connectionId: connection.id });
  socket.on("message", (data: RawData, isBinary: boolean) => {
    // What a client sent behind the frame that it is being closed for still arrives here.
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) {
      socket.close(closeCodes.unsupportedData, "This subprotocol takes text frames.");
      return;
    }
    try {
      const request = parseClientRequest(String(data));
      if (request.type === "ping") send(socket, { type: "pong" });
      else acks.answer(request.ackId, () => carryOut(request, hub, connection));
    } catch (error) {
      // Thrown on, an error would end the process.
      if (error instanceof MalformedRequest) socket.close(closeCodes.invalidPayload, error.message);
      else socket.close(closeCodes.internalError, "The local service failed to read the frame.");
    }
  });
}

/** Returns why a request is forbidden, or nothing when it was carried out. */
function carryOut(
  request: Exclude<ClientRequest, { type: "ping" }>,
  hub: Hub,
  connection: Connection,
): string | undefined {
  if (request.type === "event") return undefined; // No event handlers exist here: an event is taken and goes nowhere.
  const { group } = request;
  const permission = request.type === "sendToGroup" ? "sendToGroup" : "joinLeaveGroup";
  if (!connection.permissions.has(permission, group))
    return `The client does not have the permission ${permission} for group '${group}'.`;
  if (request.type === "joinGroup") connection.groups.add(group);
  else if (request.type === "leaveGroup") connection.groups.delete(group);
  else {
    const origin: Origin = {
      from: "group",
      group,
      ...(connection.userId !== undefined && { fromUserId: connection.userId }),
    };
    hub.sendToGroup(group, request.message, origin, new Set(request.noEcho ? [connection.id] : []));
  }
  return undefined;
}

/** A message's data as JSON. */
function dataOf(message: Message): string {
  switch (message.dataType) {
    case "json":
      return message.text;
    case "text":
      return JSON.stringify(message.text);
    case "binary":
      return JSON.stringify(Buffer.from(message.bytes).toString("base64"));
  }
}

function send(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame));
}
