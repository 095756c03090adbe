import type { Message } from "../hub/message.js";

/** A client that something happened to. */
export interface ClientOfEvent {
  /** In lower case. */
  readonly hub: string;
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId?: string | undefined;
}

/** Whom a message was sent to. */
export type Target =
  | { readonly kind: "all" }
  | {
      readonly kind: "group" | "user" | "connection";
      /** The group, the user's id or the connection's. */
      readonly name: string;
    };

/** A request that the service has answered. */
export interface RequestEvent {
  readonly type: "request";
  /** The HTTP method, or `WEBSOCKET` for a client that connects. */
  readonly method: string;
  /** Path and query, without any token. */
  readonly path: string;
  readonly status: number;
  /** Why it was refused, where that is for whoever runs the service to know and to change. */
  readonly reason?: string | undefined;
  /** To how many clients a message went; absent where the request sent none. */
  readonly receivers?: number | undefined;
}

/** A client that has connected. */
export interface ConnectedEvent extends ClientOfEvent {
  readonly type: "connected";
  /** Absent for a client that speaks none. */
  readonly subprotocol?: string | undefined;
}

/** A client of a reliable subprotocol whose socket is gone. It may still come back. */
export interface LostEvent extends ClientOfEvent {
  readonly type: "lost";
  /** The close code; 1006 where the client said nothing. */
  readonly code: number;
}

/** A client of a reliable subprotocol that has come back. */
export interface RecoveredEvent extends ClientOfEvent {
  readonly type: "recovered";
}

/** A client that is gone for good. */
export interface DisconnectedEvent extends ClientOfEvent {
  readonly type: "disconnected";
  /** The close code, whichever side gave it; 1006 where the client said nothing. Absent where no WebSocket was closed. */
  readonly code?: number | undefined;
  /** Why, where anybody said so. */
  readonly reason?: string | undefined;
  /** How long it was connected, in milliseconds. */
  readonly duration: number;
}

/** A client that is in a group from now on, or no longer. Groups that it brings along when it connects are not told of. */
export interface MembershipEvent extends ClientOfEvent {
  readonly type: "joined" | "left";
  readonly group: string;
}

/** A message that was sent, by a request or by a client. */
export interface SentEvent {
  readonly type: "message";
  /** In lower case. */
  readonly hub: string;
  readonly target: Target;
  /** The client that sent it; absent for a request. */
  readonly sender?: ClientOfEvent | undefined;
  readonly message: Message;
  /** To how many clients it went. */
  readonly receivers: number;
}

/** An event that was sent to an event handler, once it has been answered or given up. */
export interface HandlerCallEvent extends ClientOfEvent {
  readonly type: "handlerCall";
  /** `connect`, `connected`, `disconnected`, `joined`, `left`, or the name of a user event. */
  readonly event: string;
  /** The address without its query, or `function`. */
  readonly handler: string;
  /** How the data of a user event begins, or how many bytes it has; absent for other events, and where it is empty. */
  readonly sent?: string | undefined;
  /** How the last answer begins, or how many bytes it has; absent where it was empty or there was none. */
  readonly answered?: string | undefined;
  /** The status of the last answer; absent where there was none. */
  readonly status?: number | undefined;
  /** Why there was no answer, or none that could be used; absent where there was one, whatever its status. */
  readonly error?: string | undefined;
  /** How often it was sent; 0 where it could not be. */
  readonly attempts: number;
  /** How long it took, in milliseconds. */
  readonly duration: number;
}

/**
 * An event that a handler has failed at and will be sent again, or that it has not answered for five seconds. Its validation
 * is told of as well.
 */
export interface HandlerCallPendingEvent extends ClientOfEvent {
  readonly type: "handlerCallPending";
  /** `connect`, `connected`, `disconnected`, `joined`, `left`, or the name of a user event. */
  readonly event: string;
  /** The address without its query, or `function`. */
  readonly handler: string;
  /** The status of the attempt that failed; absent where it was not answered. */
  readonly status?: number | undefined;
  /** Why the attempt that failed was not answered. */
  readonly error?: string | undefined;
  /** How often it has been sent so far; 0 while the address is being validated. */
  readonly attempts: number;
  /** In how many milliseconds it is tried again; absent where there is no answer yet. */
  readonly retryIn?: number | undefined;
}

/** An event of a client that no handler wants. */
export interface UnhandledEvent extends ClientOfEvent {
  readonly type: "unhandledEvent";
  readonly event: string;
}

/** What can happen. */
export type Happening =
  | RequestEvent
  | ConnectedEvent
  | LostEvent
  | RecoveredEvent
  | DisconnectedEvent
  | MembershipEvent
  | SentEvent
  | HandlerCallEvent
  | HandlerCallPendingEvent
  | UnhandledEvent;

/** Something that happened in a service. */
export type ServiceEvent = Happening & {
  /** When, by the service's clock, in milliseconds since 1970. */
  readonly at: number;
};

/** Told of each event, in order, while it happens. */
export type Observer = (event: ServiceEvent) => void;
