import type { Connection } from "./connection.js";
import type { Message, Origin } from "./message.js";

/** A hub: its connections, and what follows from them. Everything is in memory and gone with the process. */
export class Hub {
  readonly connections = new Map<string, Connection>();
  /**
   * Users that were put into groups while they were not connected. The 2020-10-01 service took such a membership and
   * answered for it (recorded traffic of its Java SDK, testAddAndRemoveUserToGroup); connections that are opened later
   * do not inherit it, because memberships apply to current connections (Microsoft docs, terms.md).
   */
  readonly #absentMembers = new Map<string, Set<string>>();

  /** Sends to the connections of a group. */
  sendToGroup(group: string, message: Message, origin: Origin, excluded: ReadonlySet<string> = new Set()): void {
    for (const { id, channel } of this.inGroup(group)) {
      if (!excluded.has(id)) channel.deliver(message, origin);
    }
  }

  /** The connections in a group. */
  inGroup(group: string): Connection[] {
    return [...this.connections.values()].filter(({ groups }) => groups.has(group));
  }

  /** The connections of a user. */
  ofUser(userId: string): Connection[] {
    return [...this.connections.values()].filter((connection) => connection.userId === userId);
  }

  /** Closes a connection, telling its client why where the subprotocol can. It is gone at once. */
  close(connection: Connection, reason?: string): void {
    // Not left to the end of the closing handshake: for that the client has as long as it likes.
    this.connections.delete(connection.id);
    connection.channel.close(reason);
  }

  /** Whether a user is in a group, by a connection or by a membership that was noted while there was none. */
  isUserInGroup(userId: string, group: string): boolean {
    return (
      this.ofUser(userId).some(({ groups }) => groups.has(group)) ||
      this.#absentMembers.get(userId)?.has(group) === true
    );
  }

  /**
   * Puts a user's connections into a group.
   *
   * @returns whether there are any
   */
  addUserToGroup(userId: string, group: string): boolean {
    const connections = this.ofUser(userId);
    for (const { groups } of connections) groups.add(group);
    return connections.length > 0;
  }

  /** Notes that a user who is not connected is in a group. */
  noteMembership(userId: string, group: string): void {
    const noted = this.#absentMembers.get(userId) ?? new Set();
    this.#absentMembers.set(userId, noted.add(group));
  }

  /** Takes a user's connections out of a group, or out of all groups where none is named. */
  removeUserFromGroup(userId: string, group?: string): void {
    const noted = this.#absentMembers.get(userId);
    for (const groups of [...this.ofUser(userId).map((connection) => connection.groups), ...(noted ? [noted] : [])]) {
      if (group === undefined) groups.clear();
      else groups.delete(group);
    }
  }
}
