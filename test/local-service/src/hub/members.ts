import type { Connection } from "./connection.js";

/** Connections by a name that any number of them have, such as that of a group. */
export class Members {
  readonly #connections = new Map<string, Set<Connection>>();

  /** Those of a name, in the order in which they were added. */
  of(name: string): Connection[] {
    return [...(this.#connections.get(name) ?? [])];
  }

  add(name: string, connection: Connection): void {
    const connections = this.#connections.get(name);
    if (connections === undefined) this.#connections.set(name, new Set([connection]));
    else connections.add(connection);
  }

  remove(name: string, connection: Connection): void {
    const connections = this.#connections.get(name);
    if (connections?.delete(connection) && connections.size === 0) this.#connections.delete(name);
  }
}
