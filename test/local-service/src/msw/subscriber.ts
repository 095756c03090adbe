import { Connection } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import type { DataType, Message } from "../hub/message.js";

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
  /** Disconnects it. */
  close(): void;
}

/** Connects a subscriber to a hub. */
export function subscribe(hub: Hub, { userId, groups = [], roles = [] }: SubscriberOptions): Subscriber {
  const messages: ReceivedMessage[] = [];
  let closed: { reason?: string | undefined } | undefined;
  const connection = new Connection(
    { userId, groups, roles },
    {
      deliver: (message, origin) =>
        void messages.push({
          from: origin.from,
          ...(origin.from === "group" && { group: origin.group }),
          dataType: message.dataType,
          data: dataOf(message),
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
    close: () => hub.close(connection),
  };
}

function dataOf(message: Message): unknown {
  if (message.dataType === "json") return JSON.parse(message.text);
  return message.dataType === "text" ? message.text : new Uint8Array(message.bytes);
}
