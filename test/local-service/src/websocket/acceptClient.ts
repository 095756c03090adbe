import type { IncomingMessage } from "node:http";
import type { JWTPayload } from "jose";
import { bearerToken, verifyToken } from "../auth/verifyToken.js";
import type { ConnectionInit } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import { isGroupName, isHubName } from "../hub/names.js";
import { Refusal, badRequest } from "../http/answer.js";
import type { Service } from "../http/handleRequest.js";
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
}

/**
 * Decides whether a WebSocket client may connect, from its upgrade request: `/client/hubs/{hub}` or `/client/?hub={hub}`
 * with a token in `access_token` or in the `Authorization` header (Microsoft docs, concept-client-protocols.md), or with
 * what a lost connection is recovered with.
 *
 * @throws Refusal 404 for another path, 400 for a bad hub, group, mode or subprotocol, 401 for a bad token
 */
export async function acceptClient(
  service: Service,
  request: IncomingMessage,
  delivery: Delivery,
): Promise<AcceptedClient> {
  const [path = "", ...rest] = (request.url ?? "").split("?");
  const query = new URLSearchParams(rest.join("?"));
  const hubName = readHubName(path, query);
  if (!isHubName(hubName)) throw badRequest("The hub is missing, or its name is not one that the service takes.");
  const offered = readOffer(request.headers["sec-websocket-protocol"]);
  const protocol = chooseProtocol(offered);
  const connectionId = query.get("awps_connection_id") ?? "";
  if (connectionId !== "") {
    const recovery = { connectionId, token: query.get("awps_reconnection_token") ?? "" };
    const session = findSession(service.hubs.find(hubName), recovery);
    // It goes on in its own subprotocol. Who offered none is told none, because clients take that for a mistake.
    const confirmed = offered.find((name) => name.toLowerCase() === session?.protocol) ?? session?.protocol ?? protocol;
    return {
      protocol: offered.length === 0 ? undefined : confirmed,
      open: (socket) => recoverSession(socket, session, recovery),
    };
  }
  const token = query.get("access_token") ?? bearerToken(request.headers.authorization) ?? "";
  const host = request.headers.host ?? "";
  const claims = await verifyToken(service, token, [
    `${host}/client/hubs/${hubName}`,
    `${host}/client/?hub=${hubName}`,
    `${host}/client?hub=${hubName}`,
  ]);
  if (claims === undefined) throw new Refusal({ status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  const mode = readMode(query);
  const name = protocol?.toLowerCase();
  const init = { ...readClaims(claims), subprotocol: name };
  // Only now, because asking for a hub makes it, for good; its name has been checked.
  const hub = service.hubs.get(hubName) as Hub;
  const place = { ...delivery, hub };
  const subprotocol = subprotocols.get(name ?? "");
  if (subprotocol !== undefined) return { protocol, open: (socket) => new Session(socket, init, subprotocol, place) };
  return { protocol, open: (socket) => new SimpleClient(socket, init, mode, place) };
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

function readClaims(claims: JWTPayload): ConnectionInit {
  const groups = readStrings(claims["webpubsub.group"]);
  if (!groups.every(isGroupName)) throw badRequest("The token names a group that the service does not take.");
  // Any JSON may be in a claim, whatever its declared type. An empty id is none: ids have one character or more.
  const userId: unknown = claims.sub ?? "";
  if (typeof userId !== "string") throw badRequest("The token names a user whose id is not a text.");
  return { userId: userId || undefined, roles: readStrings(claims["role"]), groups };
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
