import type { Message } from "../hub/message.js";
import type { Outgoing } from "../hub/outgoing.js";
import type { StreamResponse } from "./streamResponse.js";
import type { ClientRequest } from "./clientRequest.js";

/** What the service tells a client. */
export type ServiceResponse =
  | {
      readonly type: "connected";
      readonly connectionId: string;
      readonly userId: string | undefined;
      /** What a reliable connection is recovered with. */
      readonly reconnectionToken?: string | undefined;
    }
  /** The last word before the service closes a connection. */
  | { readonly type: "disconnected"; readonly message: string }
  | { readonly type: "pong" }
  | ({ readonly type: "ack" } & Ack)
  | InvokeResponse
  | StreamResponse;

/** A message as a subprotocol writes it. It is written once, for all clients that get it. */
export interface WrittenMessage {
  /** As it is where messages have no numbers. */
  readonly payload: Uint8Array;
  /**
   * As it is with a number, in pieces. The pieces with the content are parts of the payload.
   *
   * @param sequenceId - the number of the message among those of its connection, from 1
   */
  numbered(sequenceId: number): readonly Uint8Array[];
}

/** What came of an invocation (`@azure/web-pubsub-client` 1.1.0, models/messages). */
export interface InvokeResponse {
  readonly type: "invokeResponse";
  readonly invocationId: string;
  /** What the handler answered; absent where it had nothing to say. */
  readonly message?: Message | undefined;
  /** Why the event was not handled; absent where it was. */
  readonly error?: RequestError | undefined;
}

/** The answer to a request that asked for one (Microsoft docs, reference-json-webpubsub-subprotocol, "Ack response"). */
export interface Ack {
  readonly ackId: bigint;
  /** Why the request was not carried out; absent where it was. */
  readonly error?: RequestError | undefined;
}

/** Why a request was not carried out. */
export interface RequestError {
  readonly name: "Duplicate" | "Forbidden" | "InternalServerError";
  readonly message: string;
}

/** How requests and responses are written in frames. It knows nothing of what they do. */
export interface Codec {
  /** What the service calls it in front of clients. */
  readonly title: string;
  /** Whether frames are binary; text otherwise. */
  readonly binary: boolean;
  /** Reads a frame. @throws MalformedRequest */
  decode(frame: Buffer): ClientRequest;
  /** Writes a frame. */
  encode(response: ServiceResponse): Uint8Array;
  /** Writes a message. */
  encodeMessage(outgoing: Outgoing): WrittenMessage;
}
