import type { Message, Metadata } from "../hub/message.js";
import { faultOf } from "../hub/metadata.js";
import type { Outgoing } from "../hub/outgoing.js";
import { MalformedRequest, checkEvent, checkGroup, checkInvocationId, checkTtl } from "./clientRequest.js";
import type { ClientRequest } from "./clientRequest.js";
import type { Codec, RequestError, ServiceResponse, WrittenMessage } from "./codec.js";
import { writeStreamInfo, writeStreamResponse } from "./protobufStreams.js";
import { checkEndError, checkIdleTimeout, checkState, checkStreamId } from "./streamRequest.js";
import type { StreamEndError } from "./streamRequest.js";
import { readFields, readRepeated, writeFields, writeHead } from "./protobufFields.js";
import type { FieldValue } from "./protobufFields.js";

/**
 * Requests and responses as protobuf. The field numbers are those of `UpstreamMessage` and `DownstreamMessage`
 * (Microsoft docs, reference-protobuf-webpubsub-subprotocol.md; `Azure/azure-webpubsub`,
 * protocols/protobuf.webpubsub.azure.v1/webpubsub.v1.proto).
 */
export const protobufCodec: Codec = {
  title: "protobuf.webpubsub.azure.v1",
  binary: true,
  decode(frame) {
    try {
      return readRequest(frame);
    } catch (error) {
      if (error instanceof MalformedRequest) throw error;
      throw new MalformedRequest("The frame is not a protobuf UpstreamMessage.");
    }
  },
  encode: write,
  encodeMessage,
};

const upstream = {
  sendToGroup: 1,
  event: 5,
  joinGroup: 6,
  leaveGroup: 7,
  sequenceAck: 8,
  ping: 9,
  invokeEvent: 10,
  cancelInvocation: 11,
  streamData: 13,
  streamEnd: 14,
  setGroupState: 15,
  subscribeGroupState: 16,
  unsubscribeGroupState: 17,
} as const;
const downstream = { ack: 1, data: 2, system: 3, pong: 4, invokeResponse: 5 } as const;
const data = { text: 1, binary: 2, protobuf: 3, json: 4 } as const;

function readRequest(frame: Uint8Array): ClientRequest {
  const [kind, content] = lastOf(frame, Object.values(upstream)) ?? [];
  if (kind === undefined) throw new MalformedRequest("The type of the request is not known.");
  const bytes = bytesOf(content);
  const fields = readFields(bytes);
  switch (kind) {
    case upstream.ping:
      return { type: "ping" };
    case upstream.sequenceAck:
      return { type: "sequenceAck", sequenceId: numberOf(fields.get(1)) ?? 0n };
    case upstream.joinGroup:
      return { type: "joinGroup", ackId: numberOf(fields.get(2)), group: checkGroup(textOf(fields.get(1))) };
    case upstream.leaveGroup:
      return { type: "leaveGroup", ackId: numberOf(fields.get(2)), group: checkGroup(textOf(fields.get(1))) };
    case upstream.event:
      return {
        type: "event",
        ackId: numberOf(fields.get(3)),
        event: checkEvent(textOf(fields.get(1))),
        message: readMessage(fields.get(2), readMetadata(bytes, 4)),
      };
    case upstream.invokeEvent:
      return {
        type: "invoke",
        event: checkEvent(textOf(fields.get(1))),
        message: fields.has(3) ? readMessage(fields.get(3)) : undefined,
        invocationId: checkInvocationId(textOf(fields.get(2))),
      };
    case upstream.cancelInvocation:
      return { type: "cancelInvocation", invocationId: checkInvocationId(textOf(fields.get(1))) };
    case upstream.streamData: {
      const [sequenceId, message] = [numberOf(fields.get(2)), fields.has(3) ? readContent(fields.get(3)) : undefined];
      if ((sequenceId === undefined) !== (message === undefined))
        throw new MalformedRequest("A part of a stream has a number and data, or neither.");
      return { type: "streamData", streamId: checkStreamId(textOf(fields.get(1))), sequenceId, message };
    }
    case upstream.streamEnd:
      return { type: "streamEnd", streamId: checkStreamId(textOf(fields.get(1))), error: readEndError(fields.get(2)) };
    case upstream.setGroupState: {
      const state = fields.has(3) ? checkState(readMap(bytesOf(fields.get(3)), 1)) : undefined;
      return { type: "setGroupState", ackId: numberOf(fields.get(2)), group: checkGroup(textOf(fields.get(1))), state };
    }
    case upstream.subscribeGroupState:
    case upstream.unsubscribeGroupState: {
      const type = kind === upstream.subscribeGroupState ? "subscribeGroupState" : "unsubscribeGroupState";
      return { type, ackId: numberOf(fields.get(2)), group: checkGroup(textOf(fields.get(1))) };
    }
    default:
      if (fields.has(7)) return readStreamStart(fields, readFields(bytesOf(fields.get(7))));
      return {
        type: "sendToGroup",
        ackId: numberOf(fields.get(2)),
        group: checkGroup(textOf(fields.get(1))),
        noEcho: (numberOf(fields.get(4)) ?? 0n) !== 0n,
        message: readMessage(fields.get(3), readMetadata(bytes, 6)),
        ttlSeconds: checkTtl(Number(numberOf(fields.get(5)) ?? 0n)),
      };
  }
}

type Fields = ReadonlyMap<number, FieldValue>;

function readStreamStart(fields: Fields, stream: Fields): ClientRequest {
  const idleTimeout = numberOf(stream.get(2));
  return {
    type: "streamStart",
    group: checkGroup(textOf(fields.get(1))),
    noEcho: (numberOf(fields.get(4)) ?? 0n) !== 0n,
    streamId: checkStreamId(textOf(stream.get(1))),
    idleTimeout: checkIdleTimeout(idleTimeout === undefined ? undefined : Number(idleTimeout)),
  };
}

function readEndError(value: FieldValue | undefined): StreamEndError | undefined {
  if (value === undefined) return undefined;
  const fields = readFields(bytesOf(value));
  const [message, userErrorCode] = [fields.get(1), fields.get(2)].map((one) => one && textOf(one));
  return checkEndError({ message, userErrorCode });
}

function readMessage(content: FieldValue | undefined, metadata?: Metadata): Message {
  if (metadata === undefined) return readContent(content);
  // Metadata without data is a message all the same (`Azure/azure-webpubsub`, tools/emulator).
  return content === undefined ? { dataType: "text", text: "", metadata } : { ...readContent(content), metadata };
}

/** A map of texts: a repeated message of a name and a value (protobuf.dev, Encoding, "Maps"). */
function readMap(message: Uint8Array, field: number): Record<string, string> {
  const entries = readRepeated(message, field).map((entry) => {
    const fields = readFields(bytesOf(entry));
    return [textOf(fields.get(1)), textOf(fields.get(2))] as const;
  });
  return Object.fromEntries(entries);
}

function readMetadata(message: Uint8Array, field: number): Metadata | undefined {
  const metadata = readMap(message, field);
  if (Object.keys(metadata).length === 0) return undefined;
  const fault = faultOf(metadata);
  if (fault !== undefined) throw new MalformedRequest(fault);
  return metadata;
}

function readContent(content: FieldValue | undefined): Message {
  const [kind, value] = lastOf(bytesOf(content), Object.values(data)) ?? [];
  switch (kind) {
    case data.text:
      return { dataType: "text", text: textOf(value) };
    case data.binary:
      return { dataType: "binary", bytes: bytesOf(value) };
    case data.protobuf: {
      const bytes = bytesOf(value);
      // It becomes part of other messages, which nobody could read if it were none itself.
      readFields(bytes);
      return { dataType: "protobuf", bytes };
    }
    case data.json: {
      const text = textOf(value);
      JSON.parse(text);
      return { dataType: "json", text };
    }
    default:
      throw new MalformedRequest("The request has no data.");
  }
}

/** The field of a `oneof` that counts. */
function lastOf(bytes: Uint8Array, fields: readonly number[]): [number, FieldValue] | undefined {
  return [...readFields(bytes)].filter(([field]) => fields.includes(field)).at(-1);
}

function bytesOf(value: FieldValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new MalformedRequest("A part of the request is missing or of another kind.");
}

/** A text; an empty one where the field is missing, as protobuf has it. */
function textOf(value: FieldValue | undefined): string {
  return value === undefined ? "" : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(value));
}

function numberOf(value: FieldValue | undefined): bigint | undefined {
  if (value === undefined || typeof value === "bigint") return value;
  throw new MalformedRequest("A part of the request is not a number.");
}

function write(response: ServiceResponse): Uint8Array {
  switch (response.type) {
    case "connected": {
      const { connectionId, userId, reconnectionToken } = response;
      const connected = writeFields([1, connectionId], [2, userId], [3, reconnectionToken]);
      return writeFields([downstream.system, writeFields([1, connected])]);
    }
    case "disconnected":
      return writeFields([downstream.system, writeFields([2, writeFields([2, response.message])])]);
    case "pong":
      return writeFields([downstream.pong, writeFields()]);
    case "ack": {
      const { ackId, error } = response;
      const reason = error && writeError(error);
      return writeFields([downstream.ack, writeFields([1, ackId], [2, error === undefined], [3, reason])]);
    }
    case "invokeResponse": {
      const { invocationId, message, error } = response;
      const [content, reason] = [message && writeContent(message), error && writeError(error)];
      const metadata = Object.entries(message?.metadata ?? {}).map(
        ([name, value]) => [5, writeFields([1, name], [2, value])] as const,
      );
      return writeFields([
        downstream.invokeResponse,
        writeFields([1, invocationId], [2, error === undefined], [3, content], [4, reason], ...metadata),
      ]);
    }
    default:
      return writeStreamResponse(response);
  }
}

function encodeMessage({ message, origin }: Outgoing): WrittenMessage {
  // There is no field for the user that a message comes from.
  const group = origin.from === "group" ? origin.group : undefined;
  const metadata = Object.entries(message.metadata ?? {}).map(
    ([name, value]) => [5, writeFields([1, name], [2, value])] as const,
  );
  const stream = origin.from === "group" && origin.stream ? writeStreamInfo(origin.stream) : undefined;
  const content = writeFields([1, origin.from], [2, group], [3, writeContent(message)], ...metadata, [6, stream]);
  const payload = writeFields([downstream.data, content]);
  const shared = payload.subarray(payload.length - content.length);
  return {
    payload,
    numbered(sequenceId) {
      const number = writeFields([4, BigInt(sequenceId)]);
      return [writeHead(downstream.data, content.length + number.length), shared, number];
    },
  };
}

const writeError = ({ name, message }: RequestError): Uint8Array => writeFields([1, name], [2, message]);

function writeContent(message: Message): Uint8Array {
  switch (message.dataType) {
    case "text":
      return writeFields([data.text, message.text]);
    case "json":
      // Documented as text ("Message response"), from before there was a field for JSON; the emulator writes that one.
      return writeFields([data.json, message.text]);
    case "binary":
      return writeFields([data.binary, message.bytes]);
    case "protobuf":
      return writeFields([data.protobuf, message.bytes]);
  }
}
