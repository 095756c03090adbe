import { randomBytes } from "node:crypto";
import type { Message, Origin } from "./message.js";
import { Permissions } from "./permissions.js";

/** The way to a connection's client: what a subprotocol makes of messages. */
export interface Channel {
  /** Hands a message over. */
  deliver(message: Message, origin: Origin): void;
  /** Ends the connection, telling the client why where its subprotocol can. */
  close(reason?: string): void;
}

/** What a client token says about its bearer. */
export interface ConnectionInit {
  readonly userId?: string | undefined;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

/** One WebSocket client of a hub. */
export class Connection {
  /** Unique in the service. */
  readonly id = randomBytes(16).toString("base64url");
  readonly userId: string | undefined;
  /** The groups that the connection is in. */
  readonly groups: Set<string>;
  readonly permissions = new Permissions();
  readonly channel: Channel;

  constructor(init: ConnectionInit, channel: Channel) {
    this.userId = init.userId;
    this.groups = new Set(init.groups);
    this.permissions.grantRoles(init.roles);
    this.channel = channel;
  }
}
