import { createHmac } from "node:crypto";
import type { Message, Metadata } from "../hub/message.js";
import { mediaTypes } from "./wire.js";

/** What stands before the names of metadata in headers (`Azure/azure-webpubsub`, tools/emulator). */
export const metadataPrefix = "x-webpubsub-metadata-";

/** The header with what is kept for a connection. */
export const stateHeader = "ce-connectionState";

/** Something that a handler is to be told. */
export interface UpstreamEvent {
  readonly kind: "sys" | "user" | "gp";
  readonly name: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly metadata?: Metadata | undefined;
}

/** The connection that an event is about. */
export interface EventSubject {
  /** The number of the event among those of its connection. */
  readonly id: number;
  /** In lower case. */
  readonly hub: string;
  readonly connectionId: string;
  readonly userId?: string | undefined;
  readonly subprotocol?: string | undefined;
  /** What the answers of handlers have set; empty where none has. */
  readonly state: string;
}

/** What the service that sends an event is known by. */
export interface EventSender {
  /** Its host without a port. */
  readonly origin: string;
  /** The access keys; there may be two. */
  readonly keys: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An event of the service itself, and what it says. */
export const systemEvent = (kind: "sys" | "gp", name: string, content: object): UpstreamEvent => ({
  kind,
  name,
  contentType: `${mediaTypes.json}; charset=utf-8`,
  body: Buffer.from(JSON.stringify(content)),
});

/** An event that a client has sent. */
export const userEvent = (name: string, message: Message): UpstreamEvent => ({
  kind: "user",
  name,
  contentType: mediaTypes[message.dataType],
  body: "bytes" in message ? message.bytes : Buffer.from(message.text),
  metadata: message.metadata,
});

/** The type of an event, as CloudEvents have it. */
export const typeOf = ({ kind, name }: UpstreamEvent): string => `azure.webpubsub.${kind}.${name}`;

/**
 * The headers of an event's request (Microsoft docs, reference-cloud-events.md; CloudEvents, HTTP binding, "Binary Content
 * Mode").
 */
export function headersOf(event: UpstreamEvent, subject: EventSubject, sender: EventSender): Record<string, string> {
  const { id, hub, connectionId, userId, subprotocol, state } = subject;
  const metadata = Object.entries(event.metadata ?? {}).map(([name, value]) => [
    `${metadataPrefix}${name.toLowerCase()}`,
    value,
  ]);
  return {
    ...Object.fromEntries(metadata),
    "WebHook-Request-Origin": sender.origin,
    "Content-Type": event.contentType,
    "ce-specversion": "1.0",
    "ce-awpsversion": "1.0",
    "ce-type": typeOf(event),
    "ce-source": `/hubs/${hub}/client/${connectionId}`,
    "ce-id": String(id),
    "ce-time": `${new Date(sender.now).toISOString().slice(0, 19)}Z`,
    "ce-hub": hub,
    "ce-connectionId": connectionId,
    "ce-eventName": event.name,
    "ce-signature": sender.keys.map((key) => signatureOf(connectionId, key)).join(","),
    ...(userId !== undefined && { "ce-userId": userId }),
    ...(subprotocol !== undefined && { "ce-subprotocol": subprotocol }),
    ...(state !== "" && { [stateHeader]: state }),
  };
}

/** The connection id, signed with a key as it stands in the connection string (reference-cloud-events.md, "Signature"). */
export const signatureOf = (connectionId: string, key: string): string =>
  `sha256=${createHmac("sha256", key).update(connectionId).digest("hex")}`;
