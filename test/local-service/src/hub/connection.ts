import { randomBytes } from "node:crypto";
import { Groups } from "./groups.js";
import type { Change } from "./groups.js";
import type { Outgoing } from "./outgoing.js";
import { Permissions } from "./permissions.js";

/** The way to a connection's client: what a subprotocol makes of messages. */
export interface Channel {
  /** Hands a message over. */
  deliver(outgoing: Outgoing): void;
  /** Ends the connection, telling the client why where its subprotocol can. */
  close(reason?: string): void;
}

/** What a connection's event handlers are told of it. */
export interface ConnectionObserver {
  connected(identity: { readonly userId?: string | undefined; readonly subprotocol?: string | undefined }): void;
  disconnected(reason?: string): void;
  groupChanged(change: Change, group: string): void;
}

/** What is known about a client when it connects: what its token says, and what it speaks. */
export interface ConnectionInit {
  /** Unique in the service; a new one where absent. */
  readonly id?: string | undefined;
  readonly userId?: string | undefined;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** Absent where it speaks none. */
  readonly subprotocol?: string | undefined;
  /** Told of what becomes of the connection. */
  readonly observer?: ConnectionObserver | undefined;
}

/** A new connection id. */
export const newConnectionId = (): string => randomBytes(16).toString("base64url");

/** One WebSocket client of a hub. */
export class Connection {
  /** Unique in the service. */
  readonly id: string;
  readonly userId: string | undefined;
  /** The groups that the connection is in. */
  readonly groups: Groups;
  readonly permissions = new Permissions();
  readonly subprotocol: string | undefined;
  readonly channel: Channel;
  readonly observer: ConnectionObserver | undefined;
  /** Since when its hub has it, in milliseconds since 1970. */
  since = 0;
  /** Whether its client is gone and may come back. */
  isLost = false;

  constructor(init: ConnectionInit, channel: Channel) {
    this.id = init.id ?? newConnectionId();
    this.userId = init.userId;
    this.observer = init.observer;
    this.groups = new Groups(init.groups);
    this.permissions.grantRoles(init.roles);
    this.subprotocol = init.subprotocol;
    this.channel = channel;
  }
}
