/**
 * The client for API version 2020-10-01.
 *
 * @packageDocumentation
 */
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import { createClient as createGenerated } from "../generated/2020-10-01/index.js";
import type { WebPubSubClient } from "../generated/2020-10-01/index.js";
import { createClient, createClientFromConnectionString } from "./client.js";
import type { WebPubSubClientOptions } from "./client.js";

/**
 * Makes a client for one Web PubSub resource.
 *
 * @param endpoint - the address of the resource, such as `https://example.webpubsub.azure.com`; `http:` for loopback hosts
 * @param credential - the access key as `{ key }` or `AzureKeyCredential`, or a Microsoft Entra ID credential
 * @param options - retries, proxy, policies and the like
 * @throws TypeError with code `INVALID_ARGUMENT` when the endpoint is not an http(s) URL or the credential has no key
 * @example
 * ```ts
 * const client = createWebPubSubClient("https://example.webpubsub.azure.com", { key: process.env.WEB_PUBSUB_KEY });
 * await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "hello" });
 * ```
 */
export function createWebPubSubClient(
  endpoint: string,
  credential: KeyCredential | TokenCredential,
  options?: WebPubSubClientOptions,
): WebPubSubClient {
  return createClient(createGenerated, endpoint, credential, options);
}

/**
 * Makes a client from the connection string that the Azure portal shows under "Keys".
 *
 * @param connectionString - `Endpoint=...;AccessKey=...;Version=1.0;`, with an optional `Port`
 * @param options - retries, proxy, policies and the like
 * @throws ConnectionStringError when a part is missing or malformed; its `code` says which
 * @throws TypeError with code `INVALID_ARGUMENT` when the endpoint cannot be used
 * @example
 * ```ts
 * const client = createWebPubSubClientFromConnectionString(process.env.WEB_PUBSUB_CONNECTION_STRING);
 * ```
 */
export function createWebPubSubClientFromConnectionString(
  connectionString: string,
  options?: WebPubSubClientOptions,
): WebPubSubClient {
  return createClientFromConnectionString(createGenerated, connectionString, options);
}

export type { KeyCredential, TokenCredential } from "@azure/core-auth";
export { getClientAccessToken } from "./clientAccess.js";
export type { ClientAccessOptions, ClientAccessToken } from "./clientAccess.js";
export type { WebPubSubClientOptions } from "./client.js";
export type { WebPubSubRetryOptions } from "./pipeline/retryPolicy.js";
export { createRestError } from "./restError.js";
export { ConnectionStringError } from "./connectionStringError.js";
export type { ConnectionStringErrorCode } from "./connectionStringError.js";

export {
  HttpRequest,
  buildAddConnectionToGroupRequest,
  buildAddUserToGroupRequest,
  buildCheckPermissionRequest,
  buildCloseClientConnectionRequest,
  buildConnectionExistsRequest,
  buildGetHealthStatusRequest,
  buildGrantPermissionRequest,
  buildGroupExistsRequest,
  buildRemoveConnectionFromGroupRequest,
  buildRemoveUserFromAllGroupsRequest,
  buildRemoveUserFromGroupRequest,
  buildRevokePermissionRequest,
  buildSendToAllRequest,
  buildSendToConnectionRequest,
  buildSendToGroupRequest,
  buildSendToUserRequest,
  buildUserExistsInGroupRequest,
  buildUserExistsRequest,
  isUnexpected,
} from "../generated/2020-10-01/index.js";
export type {
  AddConnectionToGroup200Response,
  AddConnectionToGroup404Response,
  AddConnectionToGroupDefaultResponse,
  AddConnectionToGroupParameters,
  AddConnectionToGroupQueryParameters,
  AddConnectionToGroupResponse,
  AddUserToGroup200Response,
  AddUserToGroupDefaultResponse,
  AddUserToGroupParameters,
  AddUserToGroupQueryParameters,
  AddUserToGroupResponse,
  BytesBody,
  CheckPermission200Response,
  CheckPermission404Response,
  CheckPermissionDefaultResponse,
  CheckPermissionParameters,
  CheckPermissionQueryParameters,
  CheckPermissionResponse,
  CloseClientConnection200Response,
  CloseClientConnectionDefaultResponse,
  CloseClientConnectionParameters,
  CloseClientConnectionQueryParameters,
  CloseClientConnectionResponse,
  ConnectionExists200Response,
  ConnectionExists404Response,
  ConnectionExistsDefaultResponse,
  ConnectionExistsParameters,
  ConnectionExistsQueryParameters,
  ConnectionExistsResponse,
  ExpectedResponse,
  GetHealthStatus200Response,
  GetHealthStatusDefaultResponse,
  GetHealthStatusParameters,
  GetHealthStatusQueryParameters,
  GetHealthStatusResponse,
  GrantPermission200Response,
  GrantPermissionDefaultResponse,
  GrantPermissionParameters,
  GrantPermissionQueryParameters,
  GrantPermissionResponse,
  GroupExists200Response,
  GroupExists404Response,
  GroupExistsDefaultResponse,
  GroupExistsParameters,
  GroupExistsQueryParameters,
  GroupExistsResponse,
  HttpMethod,
  HttpRequestInit,
  JsonBody,
  KnownPath,
  NodeReadable,
  PendingCall,
  PlainRequest,
  RemoveConnectionFromGroup200Response,
  RemoveConnectionFromGroup404Response,
  RemoveConnectionFromGroupDefaultResponse,
  RemoveConnectionFromGroupParameters,
  RemoveConnectionFromGroupQueryParameters,
  RemoveConnectionFromGroupResponse,
  RemoveUserFromAllGroups200Response,
  RemoveUserFromAllGroupsDefaultResponse,
  RemoveUserFromAllGroupsParameters,
  RemoveUserFromAllGroupsQueryParameters,
  RemoveUserFromAllGroupsResponse,
  RemoveUserFromGroup200Response,
  RemoveUserFromGroupDefaultResponse,
  RemoveUserFromGroupParameters,
  RemoveUserFromGroupQueryParameters,
  RemoveUserFromGroupResponse,
  RequestBody,
  RevokePermission200Response,
  RevokePermissionDefaultResponse,
  RevokePermissionParameters,
  RevokePermissionQueryParameters,
  RevokePermissionResponse,
  Routes,
  SendOptions,
  SendToAll202Response,
  SendToAllBody,
  SendToAllDefaultResponse,
  SendToAllParameters,
  SendToAllQueryParameters,
  SendToAllResponse,
  SendToConnection202Response,
  SendToConnectionBody,
  SendToConnectionDefaultResponse,
  SendToConnectionParameters,
  SendToConnectionQueryParameters,
  SendToConnectionResponse,
  SendToGroup202Response,
  SendToGroupBody,
  SendToGroupDefaultResponse,
  SendToGroupParameters,
  SendToGroupQueryParameters,
  SendToGroupResponse,
  SendToUser202Response,
  SendToUserBody,
  SendToUserDefaultResponse,
  SendToUserParameters,
  SendToUserQueryParameters,
  SendToUserResponse,
  StreamBody,
  TextBody,
  Unexpected,
  UnexpectedResponse,
  UserExists200Response,
  UserExists404Response,
  UserExistsDefaultResponse,
  UserExistsInGroup200Response,
  UserExistsInGroup404Response,
  UserExistsInGroupDefaultResponse,
  UserExistsInGroupParameters,
  UserExistsInGroupQueryParameters,
  UserExistsInGroupResponse,
  UserExistsParameters,
  UserExistsQueryParameters,
  UserExistsResponse,
  WebPubSubClient,
  WebPubSubPermission,
} from "../generated/2020-10-01/index.js";
