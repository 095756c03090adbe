import { Hub } from "./hub.js";
import { isHubName } from "./names.js";

/** The hubs of a service. One exists as soon as it is asked for. */
export class Hubs {
  readonly #hubs = new Map<string, Hub>();

  /** The hub of a name, in any case, or nothing where the name is not allowed. */
  get(name: string): Hub | undefined {
    if (!isHubName(name)) return undefined;
    const key = name.toLowerCase();
    let hub = this.#hubs.get(key);
    if (hub === undefined) this.#hubs.set(key, (hub = new Hub()));
    return hub;
  }

  /** Every hub that has been asked for, by its name in lower case. */
  entries(): Iterable<[name: string, hub: Hub]> {
    return this.#hubs.entries();
  }
}
