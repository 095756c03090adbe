/**
 * The transport on undici, for those who send much from Node.js.
 *
 * @packageDocumentation
 */
export { undiciTransport } from "./transport/undici/undiciTransport.js";
export type { UndiciTransportOptions } from "./transport/undici/undiciTransport.js";
export type { HttpClient, TlsSettings } from "@azure/core-rest-pipeline";
export type { Dispatcher } from "undici";
