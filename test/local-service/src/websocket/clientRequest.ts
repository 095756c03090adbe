import { groupNameRule, isGroupName } from "../hub/names.js";
import type { Message } from "../hub/message.js";
import type { GroupStateRequest, StreamRequest } from "./streamRequest.js";
import { isEventName } from "../upstream/eventPattern.js";

/** What a client may ask for, whatever its subprotocol. */
export type ClientRequest =
  | { readonly type: "ping" }
  /** Every message up to this one has arrived. */
  | { readonly type: "sequenceAck"; readonly sequenceId: bigint }
  | InvokeRequest
  | { readonly type: "cancelInvocation"; readonly invocationId: string }
  | StreamRequest
  | GroupStateRequest
  | ActionRequest;

/** An event whose sender wants to know what its handler says. */
export interface InvokeRequest {
  readonly type: "invoke";
  readonly invocationId: string;
  readonly event: string;
  /** Absent where the client sent no data. */
  readonly message?: Message | undefined;
}

/** A request that does something, and is answered where it has an id to answer to. */
export type ActionRequest = { readonly ackId?: bigint | undefined } & (
  | { readonly type: "joinGroup"; readonly group: string }
  | { readonly type: "leaveGroup"; readonly group: string }
  | SendToGroupRequest
  | EventRequest
);

/** An event for whoever handles it. */
export interface EventRequest {
  readonly type: "event";
  readonly event: string;
  readonly message: Message;
}

/** A message for a group. */
export interface SendToGroupRequest {
  readonly type: "sendToGroup";
  readonly group: string;
  /** Whether the sender, if it is in the group, is left out. */
  readonly noEcho: boolean;
  readonly message: Message;
  /** After how many seconds to give up what has not been delivered; never where absent or 0. */
  readonly ttlSeconds?: number | undefined;
}

/** A frame that is no request; the service closes the connection that sent it. The message fits into a close frame. */
export class MalformedRequest extends Error {
  override readonly name = "MalformedRequest";
}

/** The group of a request. @throws MalformedRequest where no group may be called so */
export function checkGroup(group: unknown): string {
  if (typeof group === "string" && isGroupName(group)) return group;
  throw new MalformedRequest(`group is ${groupNameRule}.`);
}

/**
 * The name of an event (`Azure/azure-webpubsub`, tools/emulator, WebPubSubNameValidator).
 *
 * @throws MalformedRequest where no event may be called so
 */
export function checkEvent(event: unknown): string {
  if (typeof event === "string" && isEventName(event)) return event;
  throw new MalformedRequest("event is a letter and up to 127 letters, digits or any of _.- after it.");
}

/** The id of an invocation. @throws MalformedRequest where there is none */
export function checkInvocationId(id: unknown): string {
  if (typeof id === "string" && id !== "") return id;
  throw new MalformedRequest("invocationId is a text that is not empty.");
}

/** A time to live. @throws MalformedRequest where it is no whole number from 0 to 300, as for messages sent by REST */
export function checkTtl(seconds: unknown): number {
  if (typeof seconds === "number" && Number.isInteger(seconds) && seconds >= 0 && seconds <= 300) return seconds;
  throw new MalformedRequest("The time to live is a whole number of seconds from 0 to 300.");
}
