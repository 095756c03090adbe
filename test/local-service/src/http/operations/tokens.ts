import { issueClientToken } from "../../auth/issueToken.js";
import { invalidGroup, isGroupName } from "../../hub/names.js";
import { invalid, notValid } from "../failure.js";
import type { Operation } from "../operation.js";
import { largestInteger, readInteger } from "../readQuery.js";

/** `POST /api/hubs/{hub}/:generateToken` */
export const generateToken: Operation = async ({ service, request, query, parameters: { hub = "" } }) => {
  const groups = query.getAll("group");
  if (!groups.every(isGroupName)) throw invalid("group", invalidGroup);
  const token = await issueClientToken(service, {
    origin: request.origin,
    hub,
    path: readClientPath(query.get("clientType") ?? "Default"),
    userId: query.get("userId") || undefined,
    roles: query.getAll("role"),
    groups,
    minutes: readInteger(query, "minutesToExpire", 1, largestInteger) ?? 60,
  });
  return { status: 200, type: "application/json; charset=utf-8", text: JSON.stringify({ token }) };
};

/** Where each type of client connects, which is what its token is for (Microsoft docs, concept-client-protocols.md). */
const clientPaths: ReadonlyMap<string, string> = new Map([
  ["default", "/client/hubs/"],
  ["mqtt", "/clients/mqtt/hubs/"],
]);

function readClientPath(clientType: string): string {
  const path = clientPaths.get(clientType.toLowerCase());
  if (path !== undefined) return path;
  throw notValid("clientType", clientType);
}
