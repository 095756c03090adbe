import type { Events } from "../events/events.js";
import type { ClientOfEvent, Target } from "../events/serviceEvent.js";
import type { Connection } from "./connection.js";
import { GroupStates } from "./groupStates.js";
import type { Message, Origin } from "./message.js";
import { Members } from "./members.js";
import { Outgoing } from "./outgoing.js";

/** How a connection came to its end. */
export interface Closing {
  /** The WebSocket's close code. */
  readonly code?: number | undefined;
  readonly reason?: string | undefined;
}

/** A message for some connections. */
export interface Delivery {
  readonly message: Message;
  readonly origin: Origin;
  /** What the connections were chosen by. */
  readonly target: Target;
  /** The connection that the message comes from, where one sent it. */
  readonly sender?: Connection | undefined;
}

/** The close code of connections that the application closes (RFC 6455, section 7.4.1). */
const normalClosure = 1000;

/** A hub: its connections, and what follows from them. Everything is in memory and gone with the process. */
export class Hub {
  readonly #name: string;
  readonly #events: Events;
  readonly #connections = new Map<string, Connection>();
  readonly #groups = new Members();
  readonly #users = new Members();
  /**
   * Users that were put into groups while they were not connected. The 2020-10-01 service took such a membership and
   * answered for it (recorded traffic of its Java SDK, testAddAndRemoveUserToGroup); connections that are opened later
   * do not inherit it, because memberships apply to current connections (Microsoft docs, terms.md).
   */
  readonly #absentMembers = new Map<string, Set<string>>();
  /** What connections say of themselves in groups. */
  readonly states = new GroupStates();

  constructor(name: string, events: Events) {
    this.#name = name;
    this.#events = events;
  }

  /** Those that are open, by their ids. */
  get connections(): ReadonlyMap<string, Connection> {
    return this.#connections;
  }

  /** Takes a connection in. */
  add(connection: Connection): void {
    connection.since = this.#events.now();
    connection.groups.onChange = (type, group) => {
      if (type === "joined") this.#groups.add(group, connection);
      else this.#groups.remove(group, connection);
      this.#events.emit({ type, group, ...this.#clientOf(connection) });
      connection.observer?.groupChanged(type, group);
      if (type === "left") this.states.set(connection, group, undefined, this.#events.now());
    };
    this.#connections.set(connection.id, connection);
    for (const group of connection.groups) this.#groups.add(group, connection);
    if (connection.userId !== undefined) this.#users.add(connection.userId, connection);
    this.#events.emit({ type: "connected", ...this.#clientOf(connection), subprotocol: connection.subprotocol });
    connection.observer?.connected(connection);
    for (const group of connection.groups) connection.observer?.groupChanged("joined", group);
  }

  /** Lets a connection go. Only the first time counts. */
  remove(connection: Connection, { code, reason }: Closing): void {
    if (!this.#connections.delete(connection.id)) return;
    connection.groups.onChange = undefined;
    for (const group of connection.groups) this.#groups.remove(group, connection);
    if (connection.userId !== undefined) this.#users.remove(connection.userId, connection);
    this.states.forget(connection, this.#events.now());
    const duration = this.#events.now() - connection.since;
    this.#events.emit({ type: "disconnected", ...this.#clientOf(connection), code, reason, duration });
    for (const group of connection.groups) connection.observer?.groupChanged("left", group);
    connection.observer?.disconnected(reason);
  }

  /** Notes that a connection's client is gone and may come back. */
  lose(connection: Connection, code: number): void {
    connection.isLost = true;
    this.#events.emit({ type: "lost", ...this.#clientOf(connection), code });
  }

  /** Notes that a connection's client has come back. */
  regain(connection: Connection): void {
    connection.isLost = false;
    this.#events.emit({ type: "recovered", ...this.#clientOf(connection) });
  }

  /** Hands a message to some connections. */
  deliver(connections: readonly Connection[], { message, origin, target, sender }: Delivery): void {
    const outgoing = new Outgoing(message, origin);
    for (const { channel } of connections) channel.deliver(outgoing);
    this.#events.emit({
      type: "message",
      hub: this.#name,
      target,
      sender: sender && this.#clientOf(sender),
      message,
      receivers: connections.length,
    });
  }

  /** The connections in a group. */
  inGroup(group: string): Connection[] {
    return this.#groups.of(group);
  }

  /** The connections of a user. */
  ofUser(userId: string): Connection[] {
    return this.#users.of(userId);
  }

  /** Closes a connection, telling its client why where the subprotocol can. It is gone at once. */
  close(connection: Connection, reason?: string): void {
    // Not left to the end of the closing handshake: for that the client has as long as it likes.
    this.remove(connection, { code: normalClosure, reason });
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

  #clientOf({ id, userId }: Connection): ClientOfEvent {
    return { hub: this.#name, connectionId: id, ...(userId !== undefined && { userId }) };
  }
}
