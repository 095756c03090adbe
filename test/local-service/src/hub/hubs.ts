import type { Events } from "../events/events.js";
import { Hub } from "./hub.js";
import { isHubName } from "./names.js";

/** The hubs of a service. One exists as soon as it is asked for. */
export class Hubs {
  readonly #events: Events;
  readonly #hubs = new Map<string, Hub>();

  /** @param events - told what happens in them */
  constructor(events: Events) {
    this.#events = events;
  }

  /** The hub of a name, in any case, or nothing where the name is not allowed. */
  get(name: string): Hub | undefined {
    if (!isHubName(name)) return undefined;
    const key = name.toLowerCase();
    let hub = this.#hubs.get(key);
    if (hub === undefined) this.#hubs.set(key, (hub = new Hub(key, this.#events)));
    return hub;
  }

  /** The hub of a name, in any case, where somebody has asked for it. */
  find(name: string): Hub | undefined {
    return this.#hubs.get(name.toLowerCase());
  }

  /** Every hub that has been asked for, by its name in lower case. */
  entries(): Iterable<[name: string, hub: Hub]> {
    return this.#hubs.entries();
  }
}
