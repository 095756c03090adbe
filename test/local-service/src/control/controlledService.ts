import { handleRequest } from "../http/handleRequest.js";
import type { ServiceWithHandlers } from "../http/handleRequest.js";
import type { RestRequest } from "../http/restRequest.js";
import type { HandlerCall } from "../upstream/handlerCallLog.js";
import type { Control, ControlledClock } from "./control.js";
import { ActiveInterception } from "./interception.js";
import type { Interception, Outcome } from "./interception.js";
import { RequestLog } from "./requestLog.js";
import type { ReceivedRequest } from "./requestLog.js";
import { snapshotOf } from "./snapshot.js";
import type { HubSnapshot } from "./snapshot.js";

/** The latest time that a `Date` can hold, in milliseconds since 1970 (ECMAScript, "Time Values and Time Range"). */
const latestTime = 8.64e15;

/** A service whose requests are noted, and answered otherwise where a test wants it. */
export class ControlledService implements Control {
  readonly clock: ControlledClock;
  readonly #service: ServiceWithHandlers;
  readonly #log = new RequestLog();
  readonly #interceptions = new Set<ActiveInterception>();

  constructor(service: ServiceWithHandlers) {
    this.#service = service;
    this.clock = {
      now: () => service.clock.now(),
      advance(milliseconds) {
        if (!Number.isFinite(milliseconds) || milliseconds < 0 || service.clock.now() + milliseconds > latestTime)
          throw new TypeError(
            "A clock is advanced by a number of milliseconds, 0 or more, and not past the year 275760.",
          );
        service.clock.advance(milliseconds);
      },
    };
  }

  get requests(): readonly ReceivedRequest[] {
    return [...this.#log.requests];
  }

  clearRequests(): void {
    this.#log.clear();
  }

  get handlerCalls(): readonly HandlerCall[] {
    return [...this.#service.upstream.log.calls];
  }

  clearHandlerCalls(): void {
    this.#service.upstream.log.clear();
  }

  intercept(interception: Interception): () => void {
    const active = new ActiveInterception(interception);
    this.#interceptions.add(active);
    return () => void this.#interceptions.delete(active);
  }

  hubs(): HubSnapshot[] {
    return snapshotOf(this.#service.hubs);
  }

  /** What becomes of a request. */
  async answer(request: RestRequest): Promise<Outcome> {
    this.#log.add(request);
    const interception = [...this.#interceptions].find((one) => one.takes(request));
    if (interception === undefined) return handleRequest(this.#service, request);
    if (interception.isOver) this.#interceptions.delete(interception);
    if (interception.delay > 0) await this.#pause(interception.delay);
    return interception.outcome ?? handleRequest(this.#service, request);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#service.clock.after(milliseconds, resolve));
  }
}
