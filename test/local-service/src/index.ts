/**
 * A stand-in for Azure Web PubSub that runs in your process.
 *
 * @packageDocumentation
 */
export { defaultAccessKey } from "./options.js";
export type { LocalServiceOptions, LogEntry } from "./options.js";
export { startLocalService } from "./startLocalService.js";
export type { LocalService } from "./startLocalService.js";
