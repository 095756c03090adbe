import type { Connection } from "./connection.js";

/** What a connection says of itself in a group: texts by name. */
export type GroupState = Readonly<Record<string, string>>;

/** The state of one connection in a group. */
export interface GroupStateItem {
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId?: string | undefined;
  /** Absent where it has been taken back. */
  readonly state?: GroupState | undefined;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/** Told of states that have changed. */
export type StateListener = (group: string, items: readonly GroupStateItem[]) => void;

/** What the connections of a hub say of themselves in its groups, and who wants to know. Nobody need be in a group for it. */
export class GroupStates {
  readonly #items = new Map<string, Map<string, GroupStateItem>>();
  readonly #listeners = new Map<string, Map<string, StateListener>>();

  /** Sets a connection's state in a group, or takes it back, and tells whoever wants to know. */
  set({ id, userId }: Connection, group: string, state: GroupState | undefined, updatedAt: number): void {
    const items = this.#items.get(group) ?? new Map<string, GroupStateItem>();
    if (state === undefined && !items.has(id)) return;
    const item = { connectionId: id, ...(userId !== undefined && { userId }), ...(state && { state }), updatedAt };
    if (state === undefined) items.delete(id);
    else items.set(id, item);
    if (items.size > 0) this.#items.set(group, items);
    else this.#items.delete(group);
    for (const listener of this.#listeners.get(group)?.values() ?? []) listener(group, [item]);
  }

  /** The states in a group. */
  in(group: string): GroupStateItem[] {
    return [...(this.#items.get(group)?.values() ?? [])];
  }

  /** Has a connection told of a group's states from now on. */
  subscribe({ id }: Connection, group: string, listener: StateListener): void {
    const listeners = this.#listeners.get(group) ?? new Map<string, StateListener>();
    this.#listeners.set(group, listeners.set(id, listener));
  }

  /** Tells a connection no more of a group's states. */
  unsubscribe({ id }: Connection, group: string): void {
    const listeners = this.#listeners.get(group);
    if (listeners?.delete(id) === true && listeners.size === 0) this.#listeners.delete(group);
  }

  /** The groups whose states a connection is told of. */
  subscriptionsOf({ id }: Connection): string[] {
    return [...this.#listeners].filter(([, listeners]) => listeners.has(id)).map(([group]) => group);
  }

  /** Forgets a connection that is gone, and tells the others. */
  forget(connection: Connection, now: number): void {
    for (const group of this.subscriptionsOf(connection)) this.unsubscribe(connection, group);
    for (const [group, items] of this.#items) if (items.has(connection.id)) this.set(connection, group, undefined, now);
  }
}
