import type { Message } from "../hub/message.js";
import type { GroupState } from "../hub/groupStates.js";
import { MalformedRequest } from "./clientRequest.js";

/** Requests about streams (`Azure/azure-webpubsub`, protocols/client/client-spec.md, 3.6, and webpubsub.v1.proto). */
export type StreamRequest =
  | {
      readonly type: "streamStart";
      readonly group: string;
      readonly noEcho: boolean;
      readonly streamId: string;
      /** In milliseconds. */
      readonly idleTimeout: number;
    }
  /** Without a number and a message it says only that the stream goes on. */
  | {
      readonly type: "streamData";
      readonly streamId: string;
      readonly sequenceId?: bigint | undefined;
      readonly message?: Message | undefined;
    }
  | { readonly type: "streamEnd"; readonly streamId: string; readonly error?: StreamEndError | undefined };

/** Why a client ends a stream early. */
export interface StreamEndError {
  readonly message?: string | undefined;
  readonly userErrorCode?: string | undefined;
}

/** Requests about the states of connections in a group (`@azure/web-pubsub-client` 1.1.0, models/messages). */
export type GroupStateRequest = { readonly ackId?: bigint | undefined; readonly group: string } & (
  | { readonly type: "setGroupState"; readonly state: GroupState | undefined }
  | { readonly type: "subscribeGroupState" | "unsubscribeGroupState" }
);

/** For how long a stream may be silent where its client does not say, in milliseconds (client-spec.md, 3.6). */
const defaultIdleTimeout = 300_000;

/** The id of a stream. @throws MalformedRequest where there is none */
export function checkStreamId(id: unknown): string {
  if (typeof id === "string" && id !== "" && id.length <= 1024) return id;
  throw new MalformedRequest("streamId is a text of 1 to 1024 characters.");
}

/** For how long a stream may be silent, in milliseconds. @throws MalformedRequest where that is no time */
export function checkIdleTimeout(milliseconds: unknown = defaultIdleTimeout): number {
  if (typeof milliseconds === "number" && Number.isInteger(milliseconds) && milliseconds > 0 && milliseconds < 2 ** 32)
    return milliseconds;
  throw new MalformedRequest("idleTimeoutMs is a whole number of milliseconds above 0.");
}

/** Why a client ends a stream early. @throws MalformedRequest for anything but texts */
export function checkEndError(error: unknown): StreamEndError | undefined {
  if (error === undefined || error === null) return undefined;
  if (typeof error !== "object") throw new MalformedRequest("error is an object.");
  const { message, userErrorCode } = error as Record<string, unknown>;
  for (const text of [message, userErrorCode])
    if (text !== undefined && text !== null && typeof text !== "string")
      throw new MalformedRequest("message and userErrorCode are texts.");
  return {
    ...(typeof message === "string" && { message }),
    ...(typeof userErrorCode === "string" && { userErrorCode }),
  };
}

/** How large a state may be: names and values together, in characters. */
const longestState = 16_384;

/** A state: texts by name. @throws MalformedRequest for anything else */
export function checkState(state: unknown): GroupState | undefined {
  if (state === undefined || state === null) return undefined;
  const entries = typeof state === "object" && !Array.isArray(state) ? Object.entries(state) : undefined;
  if (entries === undefined || !entries.every(([, value]) => typeof value === "string"))
    throw new MalformedRequest("state is an object of texts.");
  if (entries.reduce((sum, [name, value]) => sum + name.length + (value as string).length, 0) > longestState)
    throw new MalformedRequest(`state has at most ${longestState} characters.`);
  return Object.fromEntries(entries) as GroupState;
}
