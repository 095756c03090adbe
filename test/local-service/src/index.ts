/**
 * A stand-in for Azure Web PubSub that runs in your process.
 *
 * @packageDocumentation
 */
export { defaultAccessKey } from "./options.js";
export type { LocalServiceOptions } from "./options.js";
export type {
  ClientOfEvent,
  ConnectedEvent,
  DisconnectedEvent,
  Happening,
  LostEvent,
  MembershipEvent,
  SentEvent,
  Observer,
  RecoveredEvent,
  RequestEvent,
  ServiceEvent,
  Target,
} from "./events/serviceEvent.js";
export type { DataType, Message } from "./hub/message.js";
export { startLocalService } from "./startLocalService.js";
export type { LocalService } from "./startLocalService.js";
export type { LocalTokenCredential } from "./auth/tokenCredential.js";
export type { Control, ControlledClock } from "./control/control.js";
export type { Interception } from "./control/interception.js";
export type { ReceivedRequest } from "./control/requestLog.js";
export type { ConnectionSnapshot, HubSnapshot } from "./control/snapshot.js";
