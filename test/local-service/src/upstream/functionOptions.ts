import type { DataType, Metadata } from "../hub/message.js";

/** What every event says. */
export interface EventRequest {
  /** Counts the events of a connection; `connect` is 0. */
  readonly id: number;
  /** In lower case. */
  readonly hub: string;
  /** `connect`, `connected`, `disconnected`, `joined`, `left`, or the name of a user event. */
  readonly event: string;
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId?: string | undefined;
  /** Absent before it is chosen, and for a client that speaks none of the service's. */
  readonly subprotocol?: string | undefined;
  /** What the last answer that had a `state` set it to; `undefined` before. */
  readonly state: unknown;
  /** The headers of the CloudEvents request that a web server would get, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A client that wants to connect. */
export interface ConnectRequest extends EventRequest {
  /** What its token says, each claim as a list of texts; empty where it has none. */
  readonly claims: Readonly<Record<string, readonly string[]>>;
  /** The query of its address without the token. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** The headers of its upgrade request. */
  readonly clientHeaders: Readonly<Record<string, readonly string[]>>;
  /** The subprotocols that it offers, in order. */
  readonly subprotocols: readonly string[];
}

/** A client that is gone for good. */
export interface DisconnectedRequest extends EventRequest {
  /** Why; empty where nobody said so. */
  readonly reason: string;
}

/** A client that is in a group from now on, or no longer. */
export interface GroupEventRequest extends EventRequest {
  readonly group: string;
}

/** An event that a client has sent. */
export interface UserEventRequest extends EventRequest {
  readonly dataType: DataType;
  /** The value that JSON stands for, the text, or the bytes. */
  readonly data: unknown;
  /** By name in lower case. */
  readonly metadata: Metadata;
}

/** No: what a client is refused with, or a user event fails with. */
export interface RefusingAnswer {
  /** 300 to 599, as a web server would answer. After 408 and from 500 on the function is called again, up to three times. */
  readonly status: number;
  /** The body. A client that is refused is told it; one whose event fails is not. */
  readonly text?: string | undefined;
}

/** How a client is let in. What is absent stays as the token has it. */
export interface ConnectAnswer {
  /** An empty text makes it anonymous. */
  readonly userId?: string | null | undefined;
  /** Instead of the token's; an empty list changes nothing. */
  readonly groups?: readonly string[] | null | undefined;
  /** Instead of the token's; an empty list takes them away. */
  readonly roles?: readonly string[] | null | undefined;
  /** One of those offered. */
  readonly subprotocol?: string | null | undefined;
  /** Goes along with all later events of the connection: anything that JSON can hold. */
  readonly state?: unknown;
}

/** What a client is answered to its event. Without `data` and `metadata` it is told nothing but that the event was handled. */
export interface UserEventAnswer {
  readonly data?: unknown;
  /** Text where absent and `data` is one, binary where it is bytes, JSON otherwise. */
  readonly dataType?: DataType | undefined;
  readonly metadata?: Metadata | undefined;
  /** Goes along with all later events of the connection: anything that JSON can hold. */
  readonly state?: unknown;
}

/**
 * Functions that get events in this process. They go the way of requests to a web server, but for the network: what a
 * function throws fails its event at once.
 *
 * @example
 * ```ts
 * const service = await startLocalService({
 *   hubs: {
 *     chat: {
 *       eventHandlers: [
 *         {
 *           connect: ({ claims }) => (claims["sub"] ? { groups: ["news"] } : { status: 401 }),
 *           userEvent: ({ data }) => ({ data: { youSaid: data } }),
 *         },
 *       ],
 *     },
 *   },
 * });
 * ```
 */
export interface FunctionEventHandler {
  /** Decides whether a client may connect, and as whom. */
  connect?(request: ConnectRequest): MaybeAsync<ConnectAnswer | RefusingAnswer>;
  /** A client has connected. */
  connected?(request: EventRequest): MaybeAsync<void>;
  /** A client is gone for good. */
  disconnected?(request: DisconnectedRequest): MaybeAsync<void>;
  /** A client is in a group from now on. */
  joined?(request: GroupEventRequest): MaybeAsync<void>;
  /** A client is no longer in a group. */
  left?(request: GroupEventRequest): MaybeAsync<void>;
  /** A client has sent an event. */
  userEvent?(request: UserEventRequest): MaybeAsync<UserEventAnswer | RefusingAnswer>;
  /**
   * The user events that `userEvent` gets: `*` for all, or names with commas between them.
   *
   * @defaultValue `*`
   */
  readonly userEventPattern?: string | undefined;
}

// `void` is what a function returns that has nothing to say.
type MaybeAsync<Result> = Result | void | Promise<Result | void>;
