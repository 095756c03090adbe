import type { PathUncheckedResponse } from "@azure-rest/core-client";
import { withDeadline } from "../generated/runtime/deadline.js";
import { RestError } from "../generated/runtime/restError.js";
import { argumentError } from "../generated/runtime/invalidArgument.js";
import { checkClientAccessOptions } from "./clientAccessOptions.js";
import type { ClientAccessOptions, ClientProtocol } from "./clientAccessOptions.js";
import type { Sign } from "./credential/keySigner.js";
import { makeToken } from "./credential/makeToken.js";
import { createRestError } from "./createRestError.js";

/** How a WebSocket client gets in. */
export interface ClientAccessToken {
  /** The JSON Web Token by itself. */
  readonly token: string;
  /** The address to connect to, without the token. */
  readonly baseUrl: string;
  /** The address with the token in its query: a secret, to be handed to one client. */
  readonly url: string;
}

/** Found through the global registry, so that the ES and the CommonJS build of this package understand each other. */
const clientAccess = Symbol.for("web-pubsub-rest.clientAccess");

/** Hub names that the service takes (the API documents of 2021-10-01 and later, parameter `hub`). */
const hubPattern = /^[A-Za-z][A-Za-z0-9_`,.[\]]{0,127}$/;

const defaultMinutes = 60;

/** Where the clients of each protocol connect to, before the hub (Microsoft docs, concept-client-protocols.md; MQTT as in `@azure/web-pubsub` 1.2.0). */
const folders: Readonly<Record<ClientProtocol, string>> = { default: "/client/hubs/", mqtt: "/clients/mqtt/hubs/" };

/** The operation of an API version that makes client tokens. */
export interface TokenOperation {
  /** Builds its request. */
  build(hub: string, options: { queryParameters: TokenQuery }): object;
  /** Whether it takes groups; that of 2021-10-01 does not. */
  readonly takesGroups: boolean;
  /** Whether it can be told the kind of client; that of 2024-01-01 is the first. */
  readonly takesClientType: boolean;
}

/** What the operation is asked for. */
interface TokenQuery {
  userId?: string;
  role?: readonly string[];
  group?: readonly string[];
  clientType?: "MQTT";
  minutesToExpire: number;
}

/** What makes client access tokens. */
export interface ClientAccess {
  /** Signs with the client's key; only a client that has one can. */
  readonly sign: Sign | undefined;
  /** Where WebSocket clients connect to: the service, or the reverse proxy before it. */
  readonly address: string;
  /** The operation that makes tokens for clients without a key, where the API version has one. */
  readonly generateToken: TokenOperation | undefined;
}

/** What {@link getClientAccessToken} needs of a client. Every client of this package has it. */
export interface AccessClient {
  /** The address of the service, without a trailing slash. */
  readonly endpoint: string;
  /** The API version that the client speaks. */
  readonly apiVersion: string;
  /** Sends a request that was built for this version. */
  sendRequest(request: never, options?: never): PromiseLike<unknown>;
}

/** Gives a client what {@link getClientAccessToken} needs of its credential, hidden in a function. */
export function attachClientAccess(client: object, access: ClientAccess): void {
  Object.defineProperty(client, clientAccess, { value: access });
}

/**
 * Makes the token and the address with which a WebSocket client connects to a hub. A client that was made with an access
 * key signs the token by itself; one with a token credential asks the service for it.
 *
 * @param client - a client of this package
 * @param hub - the hub to connect to
 * @param options - who the client is, what it may do and speak, and for how long the token is good
 * @returns the token and the address; with `reverseProxyEndpoint` the proxy's
 * @throws TypeError with code `INVALID_ARGUMENT` for a wrong argument
 * @throws RestError when the service refuses to make a token
 * @throws Error named `AbortError` when `abortSignal` fires, and with code `TIMEOUT` when `timeoutInMs` is over
 * @throws Error with code `KEY_REQUIRED` when the client was made with a token credential and its API version has no
 * operation that makes such a token: 2020-10-01 has none, that of 2021-10-01 takes no groups, and those before 2024-01-01
 * make no tokens for MQTT
 * @example
 * ```ts
 * const { url } = await getClientAccessToken(client, "chat", { userId: "ada", roles: ["webpubsub.sendToGroup.news"] });
 * const socket = new WebSocket(url, "json.webpubsub.azure.v1");
 * ```
 */
export async function getClientAccessToken(
  client: AccessClient,
  hub: string,
  options: ClientAccessOptions = {},
): Promise<ClientAccessToken> {
  const access = (client as { [clientAccess]?: ClientAccess } | undefined)?.[clientAccess];
  if (access === undefined) throw argumentError("client", "a client made by createWebPubSubClient", client);
  if (typeof hub !== "string" || !hubPattern.test(hub)) {
    throw argumentError(
      "hub",
      "a letter followed by up to 127 letters, digits or any of _`,.[]",
      hub,
      typeof hub === "string" && hub !== "" ? { phrase: "another string" } : {},
    );
  }
  checkClientAccessOptions(options);
  const path = folders[options.protocol ?? "default"] + encodeURIComponent(hub);
  const { sign } = access;
  const token =
    sign === undefined
      ? await requestToken(client, access.generateToken, hub, options)
      : await withDeadline(
          "getClientAccessToken",
          { timeoutInMs: options.timeoutInMs, abortSignal: options.abortSignal },
          () => signToken(client.endpoint + path, sign, options),
        );
  const baseUrl = access.address.replace(/^http/, "ws") + path;
  return { token, baseUrl, url: `${baseUrl}?access_token=${token}` };
}

/** Signs a token with these claims (Microsoft docs, concept-client-protocols.md, "Supported claims"). */
async function signToken(
  audience: string,
  sign: Sign,
  { userId, roles, groups, expiresInMinutes = defaultMinutes }: ClientAccessOptions,
): Promise<string> {
  const claims = {
    ...(userId !== undefined && { sub: userId }),
    ...(roles !== undefined && { role: roles }),
    ...(groups !== undefined && { "webpubsub.group": groups }),
  };
  const nowSeconds = Math.floor(Date.now() / 1000);
  return makeToken({ audience, nowSeconds, lifetimeSeconds: Math.ceil(expiresInMinutes * 60), claims }, sign);
}

/** Asks the service for a token. */
async function requestToken(
  client: AccessClient,
  operation: TokenOperation | undefined,
  hub: string,
  options: ClientAccessOptions,
): Promise<string> {
  const { userId, roles, groups, expiresInMinutes = defaultMinutes, protocol } = options;
  if (operation === undefined) throw keyRequired(client, "has no operation that makes client access tokens");
  if (groups !== undefined && !operation.takesGroups) throw keyRequired(client, "makes tokens without groups only");
  if (protocol === "mqtt" && !operation.takesClientType) throw keyRequired(client, "makes no tokens for MQTT clients");
  const queryParameters: TokenQuery = {
    ...(userId !== undefined && { userId }),
    ...(roles !== undefined && { role: roles }),
    ...(groups !== undefined && { group: groups }),
    ...(protocol === "mqtt" && { clientType: "MQTT" }),
    minutesToExpire: Math.ceil(expiresInMinutes),
  };
  const { abortSignal, timeoutInMs, tracingOptions } = options;
  const sending = { abortSignal, timeoutInMs, ...(tracingOptions !== undefined && { tracingOptions }) };
  const request = operation.build(hub, { queryParameters });
  const response = (await client.sendRequest(request as never, sending as never)) as PathUncheckedResponse;
  const { token } = (response.body ?? {}) as { token?: unknown };
  if (response.status !== "200") throw createRestError(response);
  if (typeof token !== "string") throw new RestError("The service's answer to :generateToken holds no token.");
  return token;
}

function keyRequired({ apiVersion }: AccessClient, what: string): Error {
  const message = `API version ${apiVersion} ${what}, and this client has a token credential, which cannot sign one. Use an access key or a later API version.`;
  return Object.assign(new Error(message), { code: "KEY_REQUIRED" });
}
