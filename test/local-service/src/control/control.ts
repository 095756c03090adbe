import type { HandlerCall } from "../upstream/handlerCallLog.js";
import type { Interception } from "./interception.js";
import type { HubSnapshot } from "./snapshot.js";
import type { ReceivedRequest } from "./requestLog.js";

/** The time of a service. */
export interface ControlledClock {
  /** The time in milliseconds since 1970. */
  now(): number;
  /**
   * Puts the clock forward, and does at once what has become due: tokens and messages expire. It cannot be put back.
   * The pauses before further attempts at an event handler that fails are gone through as far as the time leads, one after
   * the other, by calls that are under way. Clients go on by the machine's clock, so what they sign has expired here after more than its lifetime and five minutes.
   *
   * @throws TypeError for anything but a number of milliseconds, 0 or more, and for what leads past 8.64e15 since 1970,
   * which is the latest time that a `Date` can hold
   */
  advance(milliseconds: number): void;
}

/** What tests can see of a local service and do to it. */
export interface Control {
  readonly clock: ControlledClock;
  /**
   * The requests to the REST API, oldest first, whatever they were answered with. The last 1,000 are kept, and fewer where
   * their bodies have more than 16 MiB together.
   */
  readonly requests: readonly ReceivedRequest[];
  /** Forgets {@link Control.requests}. */
  clearRequests(): void;
  /**
   * The calls to event handlers that are over, the first to end first, with what was sent and what was answered. The last
   * 1,000 are kept, and fewer where their bodies have more than 16 MiB together.
   */
  readonly handlerCalls: readonly HandlerCall[];
  /** Forgets {@link Control.handlerCalls}. */
  clearHandlerCalls(): void;
  /**
   * Answers the next requests that match in another way than the service would. Of several interceptions, the oldest
   * that matches and is not used up counts; others are not asked.
   *
   * @returns a function that calls off what is left of it
   * @throws TypeError that names the property that cannot be used
   * @example
   * ```ts
   * // The next two sends to anybody fail, and whoever makes them is told when to try again.
   * service.control.intercept({ method: "POST", path: /:send$/, times: 2, status: 503, headers: { "Retry-After": "1" } });
   * ```
   */
  intercept(interception: Interception): () => void;
  /** The hubs that have connections, as they are now. What is returned does not change afterwards. */
  hubs(): HubSnapshot[];
}
