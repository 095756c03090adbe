import type { Message, Metadata } from "../hub/message.js";
import { faultOf } from "../hub/metadata.js";
import type { Outgoing } from "../hub/outgoing.js";
import { MalformedRequest, checkEvent, checkGroup, checkInvocationId, checkTtl } from "./clientRequest.js";
import type { ClientRequest } from "./clientRequest.js";
import type { Codec, ServiceResponse, WrittenMessage } from "./codec.js";
import { checkEndError, checkIdleTimeout, checkState, checkStreamId } from "./streamRequest.js";
import { jsonMembers } from "./jsonMembers.js";

/** Requests and responses as JSON (Microsoft docs, reference-json-webpubsub-subprotocol.md and its reliable sibling). */
export const jsonCodec: Codec = {
  title: "JSON",
  binary: false,
  decode: (frame) => readRequest(String(frame)),
  encode: (response) => Buffer.from(write(response)),
  encodeMessage: writeMessage,
};

/** Types of requests and of data are compared without regard to case, as the service does. */
function readRequest(text: string): ClientRequest {
  const frame = new JsonFrame(text);
  switch (frame.name("type")) {
    case "ping":
      return { type: "ping" };
    case "sequenceack":
      return { type: "sequenceAck", sequenceId: frame.requiredInteger("sequenceId") };
    case "joingroup":
      return { type: "joinGroup", ackId: frame.integer("ackId"), group: checkGroup(frame.get("group")) };
    case "leavegroup":
      return { type: "leaveGroup", ackId: frame.integer("ackId"), group: checkGroup(frame.get("group")) };
    case "sendtogroup":
      if (frame.get("stream") !== undefined) return readStreamStart(frame);
      return {
        type: "sendToGroup",
        ackId: frame.integer("ackId"),
        group: checkGroup(frame.get("group")),
        noEcho: frame.flag("noEcho"),
        message: readMessage(frame),
        ttlSeconds: checkTtl(frame.get("ttlSeconds") ?? 0),
      };
    case "event":
      return {
        type: "event",
        ackId: frame.integer("ackId"),
        event: checkEvent(frame.get("event")),
        message: readMessage(frame),
      };
    case "invoke":
      return {
        type: "invoke",
        event: checkEvent(frame.get("event")),
        message: frame.raw("data") === undefined ? undefined : readMessage(frame),
        invocationId: checkInvocationId(frame.get("invocationId")),
      };
    case "cancelinvocation":
      return { type: "cancelInvocation", invocationId: checkInvocationId(frame.get("invocationId")) };
    case "streamdata": {
      const sequenceId = frame.integer("streamSequenceId");
      const message = frame.raw("data") === undefined ? undefined : readMessage(frame);
      if ((sequenceId === undefined) !== (message === undefined))
        throw new MalformedRequest("streamData has both streamSequenceId and data, or neither.");
      return { type: "streamData", streamId: checkStreamId(frame.get("streamId")), sequenceId, message };
    }
    case "streamend":
      return {
        type: "streamEnd",
        streamId: checkStreamId(frame.get("streamId")),
        error: checkEndError(frame.get("error")),
      };
    case "setgroupstate": {
      const state = checkState(frame.get("state"));
      return { type: "setGroupState", ackId: frame.integer("ackId"), group: checkGroup(frame.get("group")), state };
    }
    case "subscribegroupstate":
      return { type: "subscribeGroupState", ackId: frame.integer("ackId"), group: checkGroup(frame.get("group")) };
    case "unsubscribegroupstate":
      return { type: "unsubscribeGroupState", ackId: frame.integer("ackId"), group: checkGroup(frame.get("group")) };
    default:
      throw new MalformedRequest("The type of the request is not known.");
  }
}

function readStreamStart(frame: JsonFrame): ClientRequest {
  const stream = frame.get("stream");
  if (typeof stream !== "object" || stream === null) throw new MalformedRequest("stream is an object.");
  const { streamId, idleTimeoutMs } = stream as { streamId?: unknown; idleTimeoutMs?: unknown };
  return {
    type: "streamStart",
    group: checkGroup(frame.get("group")),
    noEcho: frame.flag("noEcho"),
    streamId: checkStreamId(streamId),
    idleTimeout: checkIdleTimeout(idleTimeoutMs ?? undefined),
  };
}

function readMessage(frame: JsonFrame): Message {
  const metadata = readMetadata(frame);
  if (metadata === undefined) return readContent(frame);
  // Metadata without data is a message all the same (`Azure/azure-webpubsub`, tools/emulator).
  if (frame.raw("data") === undefined) return { dataType: "text", text: "", metadata };
  return { ...readContent(frame), metadata };
}

function readMetadata(frame: JsonFrame): Metadata | undefined {
  const metadata = frame.get("metadata") ?? undefined;
  if (metadata === undefined) return undefined;
  const fault = faultOf(metadata as Metadata);
  if (fault !== undefined) throw new MalformedRequest(fault);
  return metadata as Metadata;
}

function readContent(frame: JsonFrame): Message {
  switch (frame.name("dataType", "json")) {
    case "json": {
      const text = frame.raw("data");
      if (text === undefined) throw new MalformedRequest("The request has no data.");
      return { dataType: "json", text };
    }
    case "text": {
      const text = frame.get("data");
      if (typeof text !== "string") throw new MalformedRequest("data of type text is a text.");
      return { dataType: "text", text };
    }
    case "binary": {
      const data = frame.get("data");
      if (typeof data !== "string" || data.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data))
        throw new MalformedRequest("data of type binary is base64.");
      return { dataType: "binary", bytes: Buffer.from(data, "base64") };
    }
    default:
      throw new MalformedRequest("dataType is json, text or binary.");
  }
}

/** The members of a frame, read by what they are to be. */
class JsonFrame {
  readonly #members: Map<string, string>;

  constructor(text: string) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new MalformedRequest("The frame is not JSON.");
    }
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new MalformedRequest("The frame is not a JSON object.");
    this.#members = jsonMembers(text);
  }

  /** A member as it was written. */
  raw(member: string): string | undefined {
    return this.#members.get(member);
  }

  /** A member's value. */
  get(member: string): unknown {
    const text = this.#members.get(member);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** A word in lower case. */
  name(member: string, otherwise?: string): string {
    const value = this.get(member) ?? otherwise;
    // Not String(value): that throws for some objects that JSON can make.
    if (typeof value === "string") return value.toLowerCase();
    throw new MalformedRequest(`${member} is a text.`);
  }

  flag(member: string): boolean {
    const value = this.get(member) ?? false;
    if (typeof value === "boolean") return value;
    throw new MalformedRequest(`${member} is true or false.`);
  }

  /** A number of 64 bits without a sign: more than JavaScript's own numbers hold. */
  integer(member: string): bigint | undefined {
    const text = this.raw(member) ?? "null";
    if (text === "null") return undefined;
    if (/^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n) return BigInt(text);
    throw new MalformedRequest(`${member} is a whole number of at most 64 bits.`);
  }

  requiredInteger(member: string): bigint {
    const value = this.integer(member);
    if (value !== undefined) return value;
    throw new MalformedRequest(`${member} is missing.`);
  }
}

function write(response: ServiceResponse): string {
  switch (response.type) {
    case "connected": {
      const { userId = null, connectionId, reconnectionToken } = response;
      return JSON.stringify({ type: "system", event: "connected", userId, connectionId, reconnectionToken });
    }
    case "disconnected":
      return JSON.stringify({ type: "system", event: "disconnected", message: response.message });
    case "pong":
    case "streamClosed":
    case "groupStateSnapshot":
    case "groupStateUpdate":
      return JSON.stringify(response);
    case "streamAck":
    case "streamNack":
      // Numbers of parts, which nobody will count beyond what JavaScript's own numbers hold.
      return JSON.stringify({ ...response, expectedSequenceId: Number(response.expectedSequenceId) });
    case "ack": {
      const { ackId, error } = response;
      // JSON.stringify() takes no bigint.
      return `{"type":"ack","ackId":${ackId},${JSON.stringify({ success: error === undefined, error }).slice(1)}`;
    }
    case "invokeResponse": {
      const { type, invocationId, message, error } = response;
      const head = JSON.stringify({ type, invocationId, success: error === undefined, error }).slice(0, -1);
      if (message === undefined) return `${head}}`;
      const metadata = message.metadata === undefined ? "" : `,"metadata":${JSON.stringify(message.metadata)}`;
      return `${head},"dataType":"${message.dataType}","data":${dataOf(message)}${metadata}}`;
    }
  }
}

function writeMessage({ message, origin }: Outgoing): WrittenMessage {
  const head = JSON.stringify({ type: "message", ...origin, dataType: message.dataType }).slice(0, -1);
  const metadata = message.metadata === undefined ? "" : `,"metadata":${JSON.stringify(message.metadata)}`;
  const payload = Buffer.from(`${head},"data":${dataOf(message)}${metadata}}`);
  // All but the last brace.
  const beginning = payload.subarray(0, -1);
  return {
    payload,
    numbered: (sequenceId) => [beginning, Buffer.from(`,"sequenceId":${sequenceId}}`)],
  };
}

/** A message's data as JSON. */
function dataOf(message: Message): string {
  switch (message.dataType) {
    case "json":
      return message.text;
    case "text":
      return JSON.stringify(message.text);
    case "binary":
    case "protobuf":
      return JSON.stringify(Buffer.from(message.bytes).toString("base64"));
  }
}
