import type { WebSocket } from "ws";
import type { Clock } from "../clock.js";
import type { Events } from "../events/events.js";
import type { ServiceEvent } from "../events/serviceEvent.js";
import type { PageState } from "./pageState.js";
import { isShown } from "./recentActivity.js";
import type { ActivityLog } from "./recentActivity.js";
import type { RecentMessages } from "./recentMessages.js";

/** How long at least lies between two frames, in milliseconds. */
const pause = 100;

/** How many bytes may be under way to a page before it gets no further frames. */
const backlog = 1_048_576;

/** What a page is fed with. */
export interface Source {
  readonly clock: Clock;
  readonly events: Events;
  readonly messages: RecentMessages;
  readonly activity: ActivityLog;
  state(): PageState;
}

/**
 * Tells one open page what there is. Nothing is queued for it: a frame holds the state at its time, and the latest of the
 * messages since the one before. So a page that does not read misses what it would not have shown any more.
 */
export class Feed {
  readonly #socket: WebSocket;
  readonly #source: Source;
  readonly #stopObserving: () => void;
  #callOff: (() => void) | undefined;
  #hasNewState = true;
  #lastMessage = 0;
  #lastActivity = 0;

  constructor(socket: WebSocket, source: Source) {
    this.#socket = socket;
    this.#source = source;
    this.#stopObserving = source.events.observe((event) => this.#note(event));
    this.#write();
  }

  /** Ends it. */
  stop(): void {
    this.#stopObserving();
    this.#callOff?.();
  }

  #note(event: ServiceEvent): void {
    const { type } = event;
    if (type === "request" && !isShown(event)) return;
    if (!isShown(event) && type !== "message") this.#hasNewState = true;
    this.#writeSoon();
  }

  #writeSoon(): void {
    this.#callOff ??= this.#source.clock.after(pause, () => {
      this.#callOff = undefined;
      if (this.#socket.bufferedAmount > backlog) this.#writeSoon();
      else this.#write();
    });
  }

  #write(): void {
    const { messages, activity } = this.#source;
    const frame = {
      ...(this.#hasNewState && { state: this.#source.state() }),
      messages: messages.after(this.#lastMessage),
      messageCount: messages.count,
      activity: activity.after(this.#lastActivity),
    };
    this.#hasNewState = false;
    this.#lastMessage = messages.count;
    this.#lastActivity = activity.count;
    this.#socket.send(JSON.stringify(frame));
  }
}
