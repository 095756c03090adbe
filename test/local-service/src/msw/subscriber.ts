import { Connection } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import type { DataType, Message, Metadata } from "../hub/message.js";
import { faultOf } from "../hub/metadata.js";
import { refuseUnknown } from "../refuseUnknown.js";
import { isEventName } from "../upstream/eventPattern.js";
import type { UpstreamClient } from "../upstream/upstreamClient.js";

/** What an in-memory subscriber is connected with. */
export interface SubscriberOptions {
  /** Absent for an anonymous one. */
  readonly userId?: string | undefined;
  /** Groups that it is in from the start. */
  readonly groups?: readonly string[] | undefined;
  /** Roles as a client token has them, such as `webpubsub.joinLeaveGroup`. Requests for permissions answer by them. */
  readonly roles?: readonly string[] | undefined;
}

/** A message that a subscriber received. */
export interface ReceivedMessage {
  /** Whether it was sent to a group, or by the server to all, a user or a connection. */
  readonly from: "server" | "group";
  /** The group that it was sent to. */
  readonly group?: string | undefined;
  readonly dataType: DataType;
  /** Absent where whoever sent it gave none. */
  readonly metadata?: Metadata | undefined;
  /** The value that JSON stands for, the text, or the bytes. */
  readonly data: unknown;
}

/** A subscriber without a socket: what is sent to it has arrived as soon as the request is answered. */
export interface Subscriber {
  readonly connectionId: string;
  /** What it received, oldest first. */
  readonly messages: readonly ReceivedMessage[];
  /** The groups that it is in now. */
  readonly groups: readonly string[];
  /** Absent while it is connected. `reason` is what the request that closed it gave. */
  readonly closed: { readonly reason?: string | undefined } | undefined;
  /**
   * Sends an event to its event handler, as a client of a subprotocol does. What the handler answers is a message.
   *
   * @param data - a text, bytes, or anything that JSON can hold
   * @returns the message, or nothing where the handler has none for it
   * @throws Error where nobody wants the event, or handling it fails
   */
  sendEvent(event: string, data: unknown, options?: EventData): Promise<ReceivedMessage | undefined>;
  /** Disconnects it. */
  close(): void;
}

/** What an event carries, where that is not to be told from the data. */
export interface EventData {
  /** Text where absent and the data is one, binary where it is bytes, JSON otherwise. */
  readonly dataType?: Exclude<DataType, "protobuf"> | undefined;
  readonly metadata?: Metadata | undefined;
}

/** Where a subscriber is connected. */
export interface SubscriberPlace {
  readonly hub: Hub;
  /** Of the connection. */
  readonly id: string;
  /** The way to the event handlers. */
  readonly upstreamClient: UpstreamClient;
}

/** Connects a subscriber to a hub. */
export function subscribe(place: SubscriberPlace, { userId, groups = [], roles = [] }: SubscriberOptions): Subscriber {
  const { hub, id, upstreamClient } = place;
  const messages: ReceivedMessage[] = [];
  let closed: { reason?: string | undefined } | undefined;
  const connection = new Connection(
    { id, userId, groups, roles, observer: upstreamClient },
    {
      deliver: ({ message, origin }) =>
        void messages.push({
          from: origin.from,
          ...(origin.from === "group" && { group: origin.group }),
          dataType: message.dataType,
          data: dataOf(message),
          ...(message.metadata !== undefined && { metadata: message.metadata }),
        }),
      close: (reason) => void (closed ??= { ...(reason !== undefined && { reason }) }),
    },
  );
  hub.add(connection);
  return {
    connectionId: connection.id,
    messages,
    get groups() {
      return [...connection.groups];
    },
    get closed() {
      return closed;
    },
    async sendEvent(event, data, options = {}) {
      if (!isEventName(event)) throw new TypeError("The event's name is not one that the service takes.");
      const answer = await upstreamClient.userEvent(event, messageOf(data, options));
      if (answer === undefined || closed !== undefined) return undefined;
      const before = messages.length;
      const target = { kind: "connection", name: id } as const;
      hub.deliver([connection], { message: answer, origin: { from: "server" }, target });
      return messages[before];
    },
    close: () => hub.close(connection),
  };
}

function messageOf(data: unknown, options: EventData): Message {
  refuseUnknown("sendEvent", options, ["dataType", "metadata"]);
  const { dataType, metadata } = options;
  const type = dataType ?? (typeof data === "string" ? "text" : data instanceof Uint8Array ? "binary" : "json");
  if (!Object.hasOwn(expected, type)) throw new TypeError('"dataType" must be text, binary or json.');
  const content = contentOf(type, data);
  if (content === undefined) throw new TypeError(`The data must be ${expected[type]}.`);
  const fault = metadata === undefined ? undefined : faultOf(metadata);
  if (fault !== undefined) throw new TypeError(fault);
  return metadata === undefined ? content : { ...content, metadata };
}

const expected = { text: "a text", binary: "bytes", json: "something that JSON can hold" } as const;

function contentOf(type: keyof typeof expected, data: unknown): Message | undefined {
  if (type === "text") return typeof data === "string" ? { dataType: type, text: data } : undefined;
  if (type === "binary") return data instanceof Uint8Array ? { dataType: type, bytes: data } : undefined;
  const text = JSON.stringify(data);
  return text === undefined ? undefined : { dataType: "json", text };
}

function dataOf(message: Message): unknown {
  if (message.dataType === "json") return JSON.parse(message.text);
  return message.dataType === "text" ? message.text : new Uint8Array(message.bytes);
}
