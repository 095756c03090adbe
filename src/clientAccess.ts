import { argumentError } from "./argumentError.js";
import type { Sign } from "./credential/keySigner.js";
import { makeToken } from "./credential/makeToken.js";

/** What a WebSocket client may do, and who it is. */
export interface ClientAccessOptions {
  /** Who the client is. Left out, it connects without a user id. */
  readonly userId?: string | undefined;
  /**
   * What the client may do by itself: `webpubsub.joinLeaveGroup`, `webpubsub.sendToGroup`, or either followed by
   * `.<group>` for one group.
   */
  readonly roles?: readonly string[] | undefined;
  /** The groups that the client is in from the start. */
  readonly groups?: readonly string[] | undefined;
  /**
   * How long the token lets a client connect, in minutes. A connection that is open stays open.
   *
   * @defaultValue 60
   */
  readonly expiresInMinutes?: number | undefined;
}

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

/** What makes client access tokens. */
export interface ClientAccess {
  /** Signs with the client's key; only a client that has one can. */
  readonly sign: Sign | undefined;
  /** Where WebSocket clients connect to: the service, or the reverse proxy before it. */
  readonly address: string;
}

/** Gives a client what {@link getClientAccessToken} needs of its credential, hidden in a function. */
export function attachClientAccess(client: object, access: ClientAccess): void {
  Object.defineProperty(client, clientAccess, { value: access });
}

/**
 * Makes the token and the address with which a WebSocket client connects to a hub. The token is signed here, with the
 * client's access key; the service is not asked.
 *
 * @param client - a client that was made with an access key
 * @param hub - the hub to connect to
 * @param options - who the client is, what it may do, and for how long the token is good
 * @throws TypeError with code `INVALID_ARGUMENT` for a wrong argument
 * @throws Error with code `KEY_REQUIRED` when the client was made with a token credential: the 2020-10-01 API has no
 * operation that makes client tokens
 * @example
 * ```ts
 * const { url } = await getClientAccessToken(client, "chat", { userId: "ada", roles: ["webpubsub.sendToGroup.news"] });
 * const socket = new WebSocket(url, "json.webpubsub.azure.v1");
 * ```
 */
export async function getClientAccessToken(
  client: { readonly endpoint: string },
  hub: string,
  options: ClientAccessOptions = {},
): Promise<ClientAccessToken> {
  const access = (client as { [clientAccess]?: ClientAccess } | undefined)?.[clientAccess];
  if (access === undefined) throw argumentError("client", "a client made by createWebPubSubClient", { value: client });
  if (access.sign === undefined) {
    const message =
      "Client access tokens of API version 2020-10-01 are signed with the access key, and this client has a token credential instead.";
    throw Object.assign(new Error(message), { code: "KEY_REQUIRED" });
  }
  if (typeof hub !== "string" || !hubPattern.test(hub)) {
    throw argumentError(
      "hub",
      "a letter followed by up to 127 letters, digits or any of _`,.[]",
      typeof hub === "string" && hub !== "" ? { phrase: "another string" } : { value: hub },
    );
  }
  const path = `/client/hubs/${encodeURIComponent(hub)}`;
  const audience = client.endpoint + path;
  const lifetimeSeconds = Math.ceil(checkMinutes(options.expiresInMinutes) * 60);
  const token = await makeToken(
    { audience, nowSeconds: Math.floor(Date.now() / 1000), lifetimeSeconds, claims: readClaims(options) },
    access.sign,
  );
  const baseUrl = access.address.replace(/^http/, "ws") + path;
  return { token, baseUrl, url: `${baseUrl}?access_token=${token}` };
}

function checkMinutes(minutes: unknown = 60): number {
  if (typeof minutes === "number" && minutes > 0 && Number.isFinite(minutes)) return minutes;
  throw argumentError("expiresInMinutes", "a number greater than 0", { value: minutes });
}

/** The claims of a client token (Microsoft docs, concept-client-protocols.md, "Supported claims"). */
function readClaims({ userId, roles, groups }: ClientAccessOptions): Record<string, unknown> {
  if (userId !== undefined && (typeof userId !== "string" || userId === ""))
    throw argumentError("userId", "a non-empty string", { value: userId });
  return {
    ...(userId !== undefined && { sub: userId }),
    ...(roles !== undefined && { role: checkStrings("roles", roles) }),
    ...(groups !== undefined && { "webpubsub.group": checkStrings("groups", groups) }),
  };
}

function checkStrings(argument: string, values: readonly string[]): readonly string[] {
  if (Array.isArray(values) && values.every((value) => typeof value === "string" && value !== "")) return values;
  throw argumentError(
    argument,
    "an array of non-empty strings",
    Array.isArray(values) ? { phrase: "an array with something else in it" } : { value: values },
  );
}
