import type { IncomingMessage } from "node:http";
import { bearerToken, verifyToken } from "../auth/verifyToken.js";
import type { Verifier } from "../auth/verifyToken.js";
import type { Hubs } from "../hub/hubs.js";
import { isGroupName } from "../hub/names.js";
import { Refusal, badRequest } from "./answer.js";
import type { Answer } from "./answer.js";
import { matchRoute } from "./matchRoute.js";

/** The API version that is served, and meant where a request names none. */
export const apiVersion = "2020-10-01";

/** What requests are handled with. */
export interface Service extends Verifier {
  readonly hubs: Hubs;
}

/** Handles one REST request: finds its operation, checks token, version and names, and carries it out. */
export async function handleRequest(service: Service, request: IncomingMessage): Promise<Answer> {
  try {
    return await handle(service, request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    return { status: 500, text: "The local service failed to handle the request. This is a bug in it." };
  }
}

async function handle(service: Service, request: IncomingMessage): Promise<Answer> {
  const { method = "", headers } = request;
  const [path = "", ...rest] = (request.url ?? "").split("?");
  const query = new URLSearchParams(rest.join("?"));
  // The health check takes no token.
  if (path === "/api/health") {
    checkMethod(method, ["HEAD"]);
    checkVersion(query);
    return { status: 200 };
  }
  // What clients connect to is no place for requests without an upgrade (`Azure/azure-webpubsub`, tools/emulator).
  if (/^\/client(\/?|\/hubs\/[^/]*)$/.test(path)) throw badRequest("This path takes WebSocket handshakes only.");
  const match = matchRoute(path);
  if (match === undefined) return { status: 404, text: `There is no ${path} in API version ${apiVersion}.` };
  checkMethod(method, Object.keys(match.operations));
  const token = bearerToken(headers.authorization);
  const claims = token && (await verifyToken(service, token, [`${headers.host ?? ""}${path}`]));
  if (!claims) return { status: 401, headers: { "WWW-Authenticate": "Bearer" } };
  checkVersion(query);
  const { hub: hubName = "", group } = match.parameters;
  const hub = service.hubs.get(hubName);
  if (hub === undefined)
    throw badRequest("A hub name is a letter and up to 127 letters, digits or any of _`,.[] after it.");
  if (group !== undefined && !isGroupName(group))
    throw badRequest("A group name has 1 to 1024 characters that are not all blank.");
  const operation = match.operations[method];
  if (operation === undefined) throw new Error(`No operation for ${method} although it passed the check.`);
  return operation({ hub, parameters: match.parameters, query, request });
}

function checkMethod(method: string, allowed: readonly string[]): void {
  if (allowed.includes(method)) return;
  const list = allowed.join(", ");
  throw new Refusal({ status: 405, text: `The path takes ${list}.`, headers: { Allow: list } });
}

function checkVersion(query: URLSearchParams): void {
  const named = query.getAll("api-version");
  if (named.length === 0 || (named.length === 1 && named[0] === apiVersion)) return;
  throw badRequest(`The API version served here is ${apiVersion}.`);
}
