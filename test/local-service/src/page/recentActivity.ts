import type {
  HandlerCallEvent,
  HandlerCallPendingEvent,
  RequestEvent,
  ServiceEvent,
  UnhandledEvent,
} from "../events/serviceEvent.js";

/** How many entries are kept. */
const capacity = 100;

/** The longest text of an entry, in characters. */
const longest = 300;

/** What the page shows beside messages. */
type Shown = HandlerCallEvent | HandlerCallPendingEvent | UnhandledEvent | RequestEvent;

/** An event for a handler, or a request that was refused, as the page shows it. */
export type RecentActivity = Shown & {
  /** Counts the entries of a service, from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** Whether something is shown: events for handlers, and requests that were refused. */
export function isShown(event: ServiceEvent): event is ServiceEvent & Shown {
  if (event.type !== "request") return ["handlerCall", "handlerCallPending", "unhandledEvent"].includes(event.type);
  // To HEAD, 404 says no more than that something is not there, which is what was asked.
  return event.status >= 400 && !(event.method === "HEAD" && event.status === 404);
}

/** The latest of what handlers were asked and of what was refused. */
export class ActivityLog {
  #entries: RecentActivity[] = [];
  #count = 0;

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  /** Takes an entry in, and lets go of the oldest one where there is no room. */
  add(event: ServiceEvent & Shown): void {
    this.#count += 1;
    this.#entries.push({ ...shorten(event), number: this.#count });
    if (this.#entries.length >= 2 * capacity) this.#entries = this.#entries.slice(-capacity);
  }

  /** Those that are kept and came after a number, oldest first. */
  after(number: number): RecentActivity[] {
    const count = Math.min(capacity, this.#count - number);
    return count > 0 ? this.#entries.slice(-count) : [];
  }
}

/** What others wrote may be long. Copied, because a part of a text would keep the whole of it in memory. */
function shorten<Event extends object>(event: Event): Event {
  const short = (value: unknown): unknown =>
    typeof value === "string" && value.length > longest ? `${Buffer.from(value.slice(0, longest)).toString()}…` : value;
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, short(value)])) as Event;
}
