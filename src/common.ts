/** What every entry point exports besides its own API version. */
export type { AccessToken, GetTokenOptions, KeyCredential, TokenCredential } from "@azure/core-auth";
// The types of other packages that show in ours, so that whoever builds on this one can name them without those packages.
export type {
  ClientOptions,
  HttpBrowserStreamResponse,
  HttpNodeStreamResponse,
  HttpResponse,
  PathUnchecked,
  PathUncheckedResponse,
  RequestParameters,
  ResourceMethods,
  StreamableMethod,
} from "@azure-rest/core-client";
export type {
  HttpClient,
  Pipeline,
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
  PipelineRetryOptions,
  RawHttpHeaders,
  RawHttpHeadersInput,
  RestError as CoreRestError,
  RestErrorConstructor,
  RestErrorOptions,
  SendRequest,
} from "@azure/core-rest-pipeline";
export type { OperationTracingOptions } from "@azure/core-tracing";
export { isRestError, RestError } from "../generated/runtime/restError.js";
export { getClientAccessToken } from "./clientAccess.js";
export type { AccessClient, ClientAccessToken } from "./clientAccess.js";
export type { ClientAccessOptions, ClientProtocol } from "./clientAccessOptions.js";
export type { WebPubSubClientOptions } from "./clientOptions.js";
export { ConnectionStringError } from "./connectionStringError.js";
export type { ConnectionStringErrorCode } from "./connectionStringError.js";
export { odata } from "./odata.js";
export type { ODataValue } from "./odata.js";
export type { WebPubSubRetryOptions } from "./pipeline/retryOptions.js";
export { createRestError } from "./createRestError.js";
export { throwIfUnexpected } from "./throwIfUnexpected.js";
