import type { FunctionEventHandler } from "./functionOptions.js";

/** What can be set for a hub. */
export interface HubOptions {
  /**
   * Who gets the events of the hub's clients. For each event they are gone through from the first to the last, and the
   * first one that wants it gets it.
   */
  readonly eventHandlers?: readonly EventHandler[] | undefined;
  /**
   * Whether clients may connect without a token. The event `connect` is how they get user id, roles and groups.
   *
   * @defaultValue false
   */
  readonly anonymousConnect?: boolean | undefined;
}

/** Somebody who gets events: a web server, or functions in this process. */
export type EventHandler = UrlEventHandler | FunctionEventHandler;

/** A web server that gets events as CloudEvents requests (Microsoft docs, reference-cloud-events.md). */
export interface UrlEventHandler {
  /**
   * Where events go: an `http` or `https` address in which `{hub}` and `{event}` stand for their names.
   *
   * @example `http://localhost:3000/eventhandler/{event}`
   */
  readonly urlTemplate: string;
  /** The system events that it gets; none where absent. */
  readonly systemEvents?: readonly SystemEvent[] | undefined;
  /** The user events that it gets: `*` for all, or names with commas between them; none where absent. */
  readonly userEventPattern?: string | undefined;
}

/** What the service itself tells of. `joined` and `left` are about groups, and new in 2026. */
export type SystemEvent = (typeof systemEvents)[number];

/** All system events. */
export const systemEvents = ["connect", "connected", "disconnected", "joined", "left"] as const;
