/**
 * A stand-in for Azure Web PubSub that runs in your process.
 *
 * @packageDocumentation
 */
export { defaultAccessKey } from "./options.js";
export type { LocalServiceOptions, LogEntry } from "./options.js";
export { startLocalService } from "./startLocalService.js";
export type { LocalService } from "./startLocalService.js";
export type { LocalTokenCredential } from "./auth/tokenCredential.js";
export type { Control, ControlledClock } from "./control/control.js";
export type { Interception } from "./control/interception.js";
export type { ReceivedRequest } from "./control/requestLog.js";
export type { ConnectionSnapshot, HubSnapshot } from "./control/snapshot.js";
