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
  HandlerCallEvent,
  HandlerCallPendingEvent,
  Happening,
  LostEvent,
  MembershipEvent,
  SentEvent,
  Observer,
  RecoveredEvent,
  RequestEvent,
  ServiceEvent,
  Target,
  UnhandledEvent,
} from "./events/serviceEvent.js";
export type { DataType, Message, Metadata } from "./hub/message.js";
export { startLocalService } from "./startLocalService.js";
export type { LocalService } from "./startLocalService.js";
export type { Certificate } from "./tls/certificate.js";
export type { LocalTokenCredential } from "./auth/tokenCredential.js";
export type { Control, ControlledClock } from "./control/control.js";
export type { EventHandler, HubOptions, SystemEvent, UrlEventHandler } from "./upstream/handlerOptions.js";
export type {
  ConnectAnswer,
  ConnectRequest,
  DisconnectedRequest,
  EventRequest,
  FunctionEventHandler,
  GroupEventRequest,
  RefusingAnswer,
  UserEventAnswer,
  UserEventRequest,
} from "./upstream/functionOptions.js";
export type { HandlerCall, HandlerCallAnswer } from "./upstream/handlerCallLog.js";
export type { Interception } from "./control/interception.js";
export type { ReceivedRequest } from "./control/requestLog.js";
export type { ConnectionSnapshot, HubSnapshot } from "./control/snapshot.js";
