/** What every entry point exports besides its own API version. */
export type { KeyCredential, TokenCredential } from "@azure/core-auth";
export { getClientAccessToken } from "./clientAccess.js";
export type { AccessClient, ClientAccessOptions, ClientAccessToken } from "./clientAccess.js";
export type { WebPubSubClientOptions } from "./clientOptions.js";
export { ConnectionStringError } from "./connectionStringError.js";
export type { ConnectionStringErrorCode } from "./connectionStringError.js";
export { odata } from "./odata.js";
export type { ODataValue } from "./odata.js";
export type { WebPubSubRetryOptions } from "./pipeline/retryPolicy.js";
export { createRestError } from "./restError.js";
