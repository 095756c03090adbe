import type { IncomingMessage } from "node:http";
import type { JWTPayload } from "jose";
import { bearerToken, verifyToken } from "../auth/verifyToken.js";
import type { ConnectionInit } from "../hub/connection.js";
import type { Hub } from "../hub/hub.js";
import { isGroupName } from "../hub/names.js";
import { Refusal, badRequest } from "../http/answer.js";
import type { Service } from "../http/handleRequest.js";
import { jsonProtocolName } from "./jsonProtocol.js";

/** A client that may connect. */
export interface AcceptedClient {
  readonly hub: Hub;
  readonly init: ConnectionInit;
  /** The subprotocol to confirm, or nothing for a simple client. */
  readonly protocol: string | undefined;
}

/**
 * Decides whether a WebSocket client may connect, from its upgrade request: `/client/hubs/{hub}` or `/client/?hub={hub}`
 * with a token in `access_token` or in the `Authorization` header (Microsoft docs, concept-client-protocols.md).
 *
 * @throws Refusal 404 for another path, 400 for a bad hub, group or subprotocol, 401 for a bad token
 */
export async function acceptClient(service: Service, request: IncomingMessage): Promise<AcceptedClient> {
  const [path = "", ...rest] = (request.url ?? "").split("?");
  const query = new URLSearchParams(rest.join("?"));
  const hubName = readHubName(path, query);
  const hub = service.hubs.get(hubName);
  if (hub === undefined) throw badRequest("The hub is missing, or its name is not one that the service takes.");
  const token = query.get("access_token") ?? bearerToken(request.headers.authorization) ?? "";
  const host = request.headers.host ?? "";
  const claims = await verifyToken(service, token, [
    `${host}/client/hubs/${hubName}`,
    `${host}/client/?hub=${hubName}`,
    `${host}/client?hub=${hubName}`,
  ]);
  if (claims === undefined) throw new Refusal({ status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  return { hub, init: readClaims(claims), protocol: chooseProtocol(request.headers["sec-websocket-protocol"]) };
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

/** A client that offers nothing is a simple one; one that offers only what is not spoken here is told so. */
function chooseProtocol(header: string | undefined): string | undefined {
  const offered = (header ?? "").split(",").map((name) => name.trim());
  if (offered.includes(jsonProtocolName)) return jsonProtocolName;
  const reserved = offered.find((name) => name.endsWith(".webpubsub.azure.v1"));
  if (reserved !== undefined) throw badRequest(`The subprotocol spoken here is ${jsonProtocolName}, not ${reserved}.`);
  return undefined;
}
