/**
 * What the author of a library of a higher level would write: a client with the names of `WebPubSubServiceClient` of
 * `@azure/web-pubsub` 1.2.0, on nothing but what this package exports.
 */
import {
  buildListConnectionsInGroupRequest,
  createWebPubSubClient,
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  paginate,
  throwIfUnexpected,
} from "../../src/versions/2024-12-01.js";
import type {
  BytesBody,
  ClientProtocol,
  HttpResponse,
  KeyCredential,
  SendOptions,
  TokenCredential,
  WebPubSubClient,
  WebPubSubClientOptions as Options,
} from "../../src/versions/2024-12-01.js";

/** What every method takes, by the names of the Azure SDK. */
export interface OperationOptions extends Pick<SendOptions, "abortSignal" | "onResponse" | "tracingOptions"> {
  requestOptions?: { timeout?: number; customHeaders?: Record<string, string> };
}
type CloseOptions = OperationOptions & { reason?: string };
type PermissionOptions = OperationOptions & { targetName?: string };
type ListOptions = OperationOptions & { maxPageSize?: number; top?: number; continuationToken?: string };
type FilterOptions = { excludedConnections?: string[]; filter?: string; messageTtlSeconds?: number };
type MessageOptions = OperationOptions & FilterOptions & { contentType?: "text/plain" };
type Identity = { userId?: string; roles?: string[]; groups?: string[] };
type TokenOptions = OperationOptions & Identity & { expirationTimeInMinutes?: number; clientProtocol?: ClientProtocol };
type Credential = KeyCredential | TokenCredential;
type Message = string | number | boolean | object | null;
type Permission = "joinLeaveGroup" | "sendToGroup";
/** How a call is sent. */
const sending = ({ abortSignal, onResponse, tracingOptions, requestOptions }: OperationOptions = {}) => ({
  abortSignal,
  timeoutInMs: requestOptions?.timeout,
  headers: requestOptions?.customHeaders,
  ...(onResponse && { onResponse }),
  ...(tracingOptions && { tracingOptions }),
});
const closing = (options: CloseOptions = {}) => ({ ...sending(options), queryParameters: { reason: options.reason } });
const permitting = ({ targetName = "", ...options }: PermissionOptions = {}) => ({
  ...sending(options),
  queryParameters: { targetName },
});

/** The body of a send, and how it is sent: a text where that is asked for, bytes and streams as such, the rest as JSON. */
function sendingOf(message: Message, options: MessageOptions = {}) {
  const { excludedConnections: excluded, filter, messageTtlSeconds } = options;
  const rest = { ...sending(options), queryParameters: { excluded, filter, messageTtlSeconds } };
  if (options.contentType === "text/plain") {
    if (typeof message !== "string") throw new TypeError("Message must be a string.");
    return { contentType: "text/plain", body: message, ...rest } as const;
  }
  if (isBytes(message)) return { contentType: "application/octet-stream", body: bytesOf(message), ...rest } as const;
  return { contentType: "application/json", body: message, ...rest } as const;
}
const isBytes = (message: Message): message is BytesBody | ArrayBufferView =>
  ArrayBuffer.isView(message) ||
  [ArrayBuffer, Blob, Function, ReadableStream].some((kind) => message instanceof kind) ||
  (typeof message === "object" && message !== null && Symbol.asyncIterator in message);
const bytesOf = (message: BytesBody | ArrayBufferView): BytesBody =>
  ArrayBuffer.isView(message) ? new Uint8Array(message.buffer, message.byteOffset, message.byteLength) : message;
async function done(call: PromiseLike<HttpResponse>): Promise<void> {
  throwIfUnexpected(await call);
}
async function exists(call: PromiseLike<HttpResponse>): Promise<boolean> {
  const response = await call;
  throwIfUnexpected(response);
  return response.status === "200";
}

export class WebPubSubServiceClient {
  readonly hubName: string;
  readonly apiVersion: string;
  endpoint: string;
  readonly #client: WebPubSubClient;
  constructor(connectionString: string, hubName: string, options?: Options);
  constructor(endpoint: string, credential: Credential, hubName: string, options?: Options);
  constructor(address: string, credentialOrHub: Credential | string, hubOrOptions?: Options | string, last?: Options) {
    if (typeof credentialOrHub === "string") {
      const settings = typeof hubOrOptions === "string" ? last : hubOrOptions;
      this.#client = createWebPubSubClientFromConnectionString(address, settings);
      this.hubName = credentialOrHub;
    } else {
      if (typeof hubOrOptions !== "string") throw new TypeError("hubName must be a string.");
      this.#client = createWebPubSubClient(address, credentialOrHub, last);
      this.hubName = hubOrOptions;
    }
    ({ apiVersion: this.apiVersion, endpoint: this.endpoint } = this.#client);
  }

  group(groupName: string): WebPubSubGroup {
    return new WebPubSubGroup(this.#client, this.hubName, groupName);
  }

  async sendToAll(message: Message, options?: MessageOptions): Promise<void> {
    await done(this.#client.path("/api/hubs/{hub}/:send", this.hubName).post(sendingOf(message, options)));
  }

  async sendToUser(username: string, message: Message, options?: MessageOptions): Promise<void> {
    const path = "/api/hubs/{hub}/users/{userId}/:send";
    await done(this.#client.path(path, this.hubName, username).post(sendingOf(message, options)));
  }

  async sendToConnection(connectionId: string, message: Message, options?: MessageOptions): Promise<void> {
    const path = "/api/hubs/{hub}/connections/{connectionId}/:send";
    await done(this.#client.path(path, this.hubName, connectionId).post(sendingOf(message, options)));
  }

  connectionExists(connectionId: string, options?: OperationOptions): Promise<boolean> {
    return exists(this.#connection(connectionId).head(sending(options)));
  }

  closeConnection(connectionId: string, options?: CloseOptions): Promise<void> {
    return done(this.#connection(connectionId).delete(closing(options)));
  }

  closeAllConnections(options?: CloseOptions): Promise<void> {
    return done(this.#client.path("/api/hubs/{hub}/:closeConnections", this.hubName).post(closing(options)));
  }

  closeUserConnections(userId: string, options?: CloseOptions): Promise<void> {
    const path = "/api/hubs/{hub}/users/{userId}/:closeConnections";
    return done(this.#client.path(path, this.hubName, userId).post(closing(options)));
  }

  removeUserFromAllGroups(userId: string, options?: OperationOptions): Promise<void> {
    const path = "/api/hubs/{hub}/users/{userId}/groups";
    return done(this.#client.path(path, this.hubName, userId).delete(sending(options)));
  }

  removeConnectionFromAllGroups(connectionId: string, options?: OperationOptions): Promise<void> {
    const path = "/api/hubs/{hub}/connections/{connectionId}/groups";
    return done(this.#client.path(path, this.hubName, connectionId).delete(sending(options)));
  }

  addConnectionsToGroups(groups: string[], filter: string, options?: OperationOptions): Promise<void> {
    const content = { ...sending(options), body: { groups, filter } };
    return done(this.#client.path("/api/hubs/{hub}/:addToGroups", this.hubName).post(content));
  }

  removeConnectionsFromGroups(groups: string[], filter: string, options?: OperationOptions): Promise<void> {
    const content = { ...sending(options), body: { groups, filter } };
    return done(this.#client.path("/api/hubs/{hub}/:removeFromGroups", this.hubName).post(content));
  }

  groupExists(groupName: string, options?: OperationOptions): Promise<boolean> {
    return exists(this.#client.path("/api/hubs/{hub}/groups/{group}", this.hubName, groupName).head(sending(options)));
  }

  userExists(username: string, options?: OperationOptions): Promise<boolean> {
    return exists(this.#client.path("/api/hubs/{hub}/users/{userId}", this.hubName, username).head(sending(options)));
  }

  grantPermission(connectionId: string, permission: Permission, options?: PermissionOptions): Promise<void> {
    return done(this.#permission(connectionId, permission).put(permitting(options)));
  }

  revokePermission(connectionId: string, permission: Permission, options?: PermissionOptions): Promise<void> {
    return done(this.#permission(connectionId, permission).delete(permitting(options)));
  }

  hasPermission(connectionId: string, permission: Permission, options?: PermissionOptions): Promise<boolean> {
    return exists(this.#permission(connectionId, permission).head(permitting(options)));
  }

  getClientAccessToken(options: TokenOptions = {}) {
    const { userId, roles, groups, expirationTimeInMinutes: expiresInMinutes, clientProtocol: protocol } = options;
    const { abortSignal, timeoutInMs, tracingOptions } = { tracingOptions: undefined, ...sending(options) };
    const how = { abortSignal, timeoutInMs, tracingOptions };
    return getClientAccessToken(this.#client, this.hubName, {
      userId,
      roles,
      groups,
      expiresInMinutes,
      protocol,
      ...how,
    });
  }

  #connection(connectionId: string) {
    return this.#client.path("/api/hubs/{hub}/connections/{connectionId}", this.hubName, connectionId);
  }

  #permission(connectionId: string, permission: Permission) {
    const path = "/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}";
    return this.#client.path(path, this.hubName, permission, connectionId);
  }
}

export class WebPubSubGroup {
  readonly apiVersion: string;
  readonly endpoint: string;
  constructor(
    private readonly client: WebPubSubClient,
    readonly hubName: string,
    readonly groupName: string,
  ) {
    ({ apiVersion: this.apiVersion, endpoint: this.endpoint } = client);
  }

  addConnection(connectionId: string, options?: OperationOptions): Promise<void> {
    return done(this.#member(connectionId).put(sending(options)));
  }

  removeConnection(connectionId: string, options?: OperationOptions): Promise<void> {
    return done(this.#member(connectionId).delete(sending(options)));
  }

  closeAllConnections(options?: CloseOptions): Promise<void> {
    const path = "/api/hubs/{hub}/groups/{group}/:closeConnections";
    return done(this.client.path(path, this.hubName, this.groupName).post(closing(options)));
  }

  addUser(username: string, options?: OperationOptions): Promise<void> {
    return done(this.#user(username).put(sending(options)));
  }

  removeUser(username: string, options?: OperationOptions): Promise<void> {
    return done(this.#user(username).delete(sending(options)));
  }

  async sendToAll(message: Message, options?: MessageOptions): Promise<void> {
    const group = this.client.path("/api/hubs/{hub}/groups/{group}/:send", this.hubName, this.groupName);
    await done(group.post(sendingOf(message, options)));
  }

  async listConnections(options: ListOptions = {}) {
    const { maxPageSize: maxpagesize, top, continuationToken } = options;
    const queryParameters = { maxpagesize, top, continuationToken };
    const { headers, ...how } = sending(options);
    const request = buildListConnectionsInGroupRequest(this.hubName, this.groupName, { headers, queryParameters });
    return paginate(this.client, request, how);
  }

  #member(connectionId: string) {
    const path = "/api/hubs/{hub}/groups/{group}/connections/{connectionId}";
    return this.client.path(path, this.hubName, this.groupName, connectionId);
  }

  #user(username: string) {
    return this.client.path("/api/hubs/{hub}/users/{userId}/groups/{group}", this.hubName, username, this.groupName);
  }
}
