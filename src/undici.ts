export { undiciTransport } from "./transport/undici/undiciTransport.js";
export type { UndiciTransportOptions } from "./transport/undici/undiciTransport.js";
