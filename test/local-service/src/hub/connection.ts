import { randomBytes } from "node:crypto";
import { Groups } from "./groups.js";
import type { Message, Origin } from "./message.js";
import { Permissions } from "./permissions.js";

/** The way to a connection's client: what a subprotocol makes of messages. */
export interface Channel {
  /** Hands a message over. */
  deliver(message: Message, origin: Origin): void;
  /** Ends the connection, telling the client why where its subprotocol can. */
  close(reason?: string): void;
}

/** What is known about a client when it connects: what its token says, and what it speaks. */
export interface ConnectionInit {
  readonly userId?: string | undefined;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** Absent where it speaks none. */
  readonly subprotocol?: string | undefined;
}

/** One WebSocket client of a hub. */
export class Connection {
  /** Unique in the service. */
  readonly id = randomBytes(16).toString("base64url");
  readonly userId: string | undefined;
  /** The groups that the connection is in. */
  readonly groups: Groups;
  readonly permissions = new Permissions();
  readonly subprotocol: string | undefined;
  readonly channel: Channel;
  /** Since when its hub has it, in milliseconds since 1970. */
  since = 0;
  /** Whether its client is gone and may come back. */
  isLost = false;

  constructor(init: ConnectionInit, channel: Channel) {
    this.userId = init.userId;
    this.groups = new Groups(init.groups);
    this.permissions.grantRoles(init.roles);
    this.subprotocol = init.subprotocol;
    this.channel = channel;
  }
}
