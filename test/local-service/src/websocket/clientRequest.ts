import { isGroupName } from "../hub/names.js";
import type { Message } from "../hub/message.js";

/** What a client of the JSON subprotocol may ask for. */
export type ClientRequest =
  | { readonly type: "ping" }
  | ({ readonly ackId: number | undefined } & (
      | { readonly type: "joinGroup"; readonly group: string }
      | { readonly type: "leaveGroup"; readonly group: string }
      | { readonly type: "sendToGroup"; readonly group: string; readonly noEcho: boolean; readonly message: Message }
      | { readonly type: "event" }
    ));

/** A frame that is not a request; the service closes the connection that sent it. The message fits into a close frame. */
export class MalformedRequest extends Error {
  override readonly name = "MalformedRequest";
}

/**
 * Reads a frame. Types of requests and of data are compared without regard to case, as the service does.
 *
 * @throws MalformedRequest
 */
export function parseClientRequest(text: string): ClientRequest {
  const frame = parseObject(text);
  const type = readName(frame["type"], "type");
  if (type === "ping") return { type: "ping" };
  const ackId = readAckId(frame["ackId"]);
  switch (type) {
    case "joingroup":
      return { type: "joinGroup", ackId, group: readGroup(frame["group"]) };
    case "leavegroup":
      return { type: "leaveGroup", ackId, group: readGroup(frame["group"]) };
    case "sendtogroup":
      return {
        type: "sendToGroup",
        ackId,
        group: readGroup(frame["group"]),
        noEcho: frame["noEcho"] === true,
        message: readMessage(frame),
      };
    case "event":
      if (typeof frame["event"] !== "string" || frame["event"] === "")
        throw new MalformedRequest("An event needs a name.");
      readMessage(frame);
      return { type: "event", ackId };
    default:
      throw new MalformedRequest("The type of the request is not known.");
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedRequest("The frame is not JSON.");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new MalformedRequest("The frame is not a JSON object.");
}

function readName(value: unknown, property: string): string {
  // Not String(value): that throws for some objects that JSON can make.
  if (typeof value === "string") return value.toLowerCase();
  throw new MalformedRequest(`${property} is a text.`);
}

function readAckId(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new MalformedRequest("ackId is a whole number.");
}

function readGroup(value: unknown): string {
  if (typeof value === "string" && isGroupName(value)) return value;
  throw new MalformedRequest("group is a text of 1 to 1024 characters that are not all blank.");
}

function readMessage(frame: Record<string, unknown>): Message {
  const { data } = frame;
  switch (readName(frame["dataType"] ?? "json", "dataType")) {
    case "json":
      if (data === undefined) throw new MalformedRequest("The request has no data.");
      return { dataType: "json", text: stringify(data) };
    case "text":
      if (typeof data !== "string") throw new MalformedRequest("data of type text is a text.");
      return { dataType: "text", text: data };
    case "binary":
      if (typeof data !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(data))
        throw new MalformedRequest("data of type binary is base64.");
      return { dataType: "binary", bytes: Buffer.from(data, "base64") };
    default:
      throw new MalformedRequest("dataType is json, text or binary.");
  }
}

function stringify(data: unknown): string {
  try {
    return JSON.stringify(data);
  } catch {
    // What JSON.parse made can be written again, unless that takes more of the stack than there is.
    throw new MalformedRequest("data is nested too deeply.");
  }
}
