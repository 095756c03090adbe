import type { IncomingMessage } from "node:http";
import type { JWTPayload } from "jose";
import { bearerToken, verifyToken } from "../auth/verifyToken.js";
import { newConnectionId } from "../hub/connection.js";
import type { ConnectionInit } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import { isGroupName, isHubName } from "../hub/names.js";
import { Refusal, badRequest } from "../http/answer.js";
import type { ServiceWithHandlers } from "../http/handleRequest.js";
import type { ConnectOverrides } from "../upstream/connectAnswer.js";
import { UpstreamClient } from "../upstream/upstreamClient.js";
import type { ClientSocket, Delivery } from "./outbox.js";
import { findSession, recoverSession } from "./recoverSession.js";
import { Session } from "./session.js";
import { SimpleClient } from "./simpleClient.js";
import type { GroupMode } from "./simpleClient.js";
import { subprotocols } from "./subprotocols.js";

/** A client that may have a socket. */
export interface AcceptedClient {
  /** The name of the subprotocol to confirm, as the client wrote it, or nothing where none is. */
  readonly protocol: string | undefined;
  /** Gives it the socket. */
  readonly open: (socket: ClientSocket) => void;
  /** Called instead where there is no socket after all. */
  readonly abandon?: (() => void) | undefined;
}

/**
 * Decides whether a WebSocket client may connect, from its upgrade request: `/client/hubs/{hub}` or `/client/?hub={hub}`
 * with a token in `access_token` or in the `Authorization` header (Microsoft docs, concept-client-protocols.md), or with
 * what a lost connection is recovered with. An event handler may decide otherwise, and as whom the client connects.
 *
 * @throws Refusal 404 for another path, 400 for a bad hub, group, mode or subprotocol, 401 for a bad token, and what the
 * handler of `connect` says
 */
export async function acceptClient(
  service: ServiceWithHandlers,
  request: IncomingMessage,
  delivery: Delivery,
): Promise<AcceptedClient> {
  const [path = "", ...rest] = (request.url ?? "").split("?");
  const query = new URLSearchParams(rest.join("?"));
  const hubName = readHubName(path, query);
  if (!isHubName(hubName)) throw badRequest("The hub is missing, or its name is not one that the service takes.");
  const offered = readOffer(request.headers["sec-websocket-protocol"]);
  const spoken = chooseProtocol(offered);
  const connectionId = query.get("awps_connection_id") ?? "";
  if (connectionId !== "") {
    const recovery = { connectionId, token: query.get("awps_reconnection_token") ?? "" };
    const session = findSession(service.hubs.find(hubName), recovery);
    // It goes on in its own subprotocol. Who offered none is told none, because clients take that for a mistake.
    const confirmed = offered.find((name) => name.toLowerCase() === session?.protocol) ?? session?.protocol ?? spoken;
    return {
      protocol: offered.length === 0 ? undefined : confirmed,
      open: (socket) => recoverSession(socket, session, recovery),
    };
  }
  const claims = await readToken(service, request, hubName, query);
  const mode = readMode(query);
  const init = readClaims(claims);
  const upstreamClient = new UpstreamClient(service.upstream, hubName.toLowerCase(), init.id);
  const { subprotocol: chosen, ...overrides } = await upstreamClient.connect(init.userId, {
    claims,
    query,
    headers: request.headersDistinct,
    subprotocols: offered,
  });
  const protocol = chosen ?? spoken;
  // Only now, because asking for a hub makes it, for good; its name has been checked.
  const place = { ...delivery, hub: service.hubs.get(hubName) as Hub, upstreamClient };
  // A subprotocol of the service's is known by its name in lower case; one of the client's own keeps its letters.
  const name = subprotocols.has(protocol?.toLowerCase() ?? "") ? protocol?.toLowerCase() : protocol;
  const client = { ...override(init, overrides), subprotocol: name, observer: upstreamClient };
  const subprotocol = subprotocols.get(name ?? "");
  return {
    protocol,
    open: (socket) =>
      subprotocol === undefined
        ? new SimpleClient(socket, client, mode, place)
        : new Session(socket, client, subprotocol, place),
    abandon: () => upstreamClient.abandoned(),
  };
}

/**
 * The claims of a client's token; none where it has no token and the hub takes it all the same.
 *
 * @throws Refusal 401
 */
async function readToken(
  service: ServiceWithHandlers,
  { headers }: IncomingMessage,
  hubName: string,
  query: URLSearchParams,
): Promise<JWTPayload> {
  const token = query.get("access_token") ?? bearerToken(headers.authorization) ?? "";
  if (token === "" && headers.authorization === undefined && service.upstream.allowsAnonymous(hubName.toLowerCase()))
    return {};
  const host = headers.host ?? "";
  const claims = await verifyToken(service, token, [
    `${host}/client/hubs/${hubName}`,
    `${host}/client/?hub=${hubName}`,
    `${host}/client?hub=${hubName}`,
  ]);
  if (claims !== undefined) return claims;
  const reason =
    token === ""
      ? `The client has no token. To let such clients in: --anonymous-connect ${hubName}, or anonymousConnect of the hub.`
      : "The client's token is not signed with a key of this service, is for another hub or address, or has expired.";
  throw new Refusal({ status: 401, headers: { "WWW-Authenticate": "Bearer" } }, reason);
}

/** A client as a handler wants it. An empty user id makes it anonymous. */
function override<Init extends ConnectionInit>(init: Init, { userId, groups, roles }: ConnectOverrides): Init {
  return {
    ...init,
    userId: userId === undefined ? init.userId : userId || undefined,
    groups: groups ?? init.groups,
    roles: roles ?? init.roles,
  };
}

function readHubName(path: string, query: URLSearchParams): string {
  if (/^\/client\/?$/.test(path)) return query.get("hub") ?? "";
  const [, encoded] = /^\/client\/hubs\/([^/]*)$/.exec(path) ?? [];
  if (encoded === undefined) throw new Refusal({ status: 404, text: "Clients connect to /client/hubs/{hub}." });
  try {
    return decodeURIComponent(encoded);
  } catch {
    return "";
  }
}

function readClaims(claims: JWTPayload): ConnectionInit & { readonly id: string } {
  const groups = readStrings(claims["webpubsub.group"]);
  if (!groups.every(isGroupName)) throw badRequest("The token names a group that the service does not take.");
  // Any JSON may be in a claim, whatever its declared type. An empty id is none: ids have one character or more.
  const userId: unknown = claims.sub ?? "";
  if (typeof userId !== "string") throw badRequest("The token names a user whose id is not a text.");
  return { id: newConnectionId(), userId: userId || undefined, roles: readStrings(claims["role"]), groups };
}

/** A claim that may be one text or a list of them. */
function readStrings(claim: unknown): string[] {
  return [claim].flat().filter((item): item is string => typeof item === "string");
}

/** The subprotocols that a client offers. */
const readOffer = (header = ""): string[] =>
  header
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/**
 * The first of those offered that is spoken here, in whatever letter case; who offers nothing, or something of its own, is
 * a simple client.
 */
function chooseProtocol(offered: readonly string[]): string | undefined {
  const spoken = offered.find((name) => subprotocols.has(name.toLowerCase()));
  const reserved = offered.find((name) => name.toLowerCase().endsWith(".webpubsub.azure.v1"));
  if (spoken === undefined && reserved !== undefined)
    throw badRequest(`The subprotocols spoken here are ${[...subprotocols.keys()].join(", ")}; not ${reserved}.`);
  return spoken;
}

/**
 * What becomes of a simple client's frames: where they go, or nothing where they are events (Microsoft docs,
 * concept-client-protocols.md, "The simple WebSocket client"). It is looked at for every client. Of a parameter that comes
 * several times the last counts, and words have no letter case (`Azure/azure-webpubsub`, tools/emulator).
 */
function readMode(query: URLSearchParams): GroupMode | undefined {
  const last = (name: string): string => query.getAll(name).at(-1) ?? "";
  const mode = last("webpubsub_mode").toLowerCase();
  if (mode === "" || mode === "sendevent") return undefined;
  if (mode !== "sendtogroup") throw badRequest("webpubsub_mode is sendEvent or sendToGroup.");
  const [group, noEcho] = [last("group"), last("noEcho").toLowerCase()];
  if (!isGroupName(group)) throw badRequest("The mode sendToGroup needs a group that the service takes.");
  if (!["", "true", "false"].includes(noEcho)) throw badRequest("noEcho is true or false.");
  return { group, noEcho: noEcho === "true" };
}
