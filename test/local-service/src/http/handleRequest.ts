import { resourceAudience, resourceScope } from "../auth/issueToken.js";
import { bearerToken, verifyToken } from "../auth/verifyToken.js";
import type { Verifier } from "../auth/verifyToken.js";
import type { Hubs } from "../hub/hubs.js";
import type { Upstream } from "../upstream/upstream.js";
import { invalidGroup, isGroupName } from "../hub/names.js";
import type { Answer } from "./answer.js";
import { apiVersions, knownParameters, latestVersion, readApiVersion } from "./apiVersions.js";
import type { ApiVersion } from "./apiVersions.js";
import { eraOf } from "./era.js";
import { Failure, invalid, unusable } from "./failure.js";
import { matchRoute, wrongMethod } from "./matchRoute.js";
import { splitUrl } from "./restRequest.js";
import type { RestRequest } from "./restRequest.js";

/** What requests are handled with. */
export interface Service extends Verifier {
  readonly hubs: Hubs;
}

/** What clients are handled with. */
export interface ServiceWithHandlers extends Service {
  /** The way to the event handlers. */
  readonly upstream: Upstream;
}

/** The answer to a request without a good token: why it is none is not for its bearer to know (RFC 6750, section 3). */
const unauthorized = (scope = ""): Answer => ({ status: 401, headers: { "WWW-Authenticate": `Bearer${scope}` } });

/** Handles one REST request: finds its operation, checks token, version and names, and carries it out. */
export async function handleRequest(service: Service, request: RestRequest): Promise<Answer> {
  const { path: sent, query } = splitUrl(request.url);
  // A slash at the end means nothing, nor does it in the audience of the token (`Azure/azure-webpubsub`, tools/emulator).
  const path = sent.endsWith("/") && sent !== "/" ? sent.slice(0, -1) : sent;
  const version = readApiVersion(query);
  const era = eraOf(version ?? latestVersion);
  try {
    if (version === undefined) throw unknownVersion();
    const answer = await handle(service, request, version, path, query);
    return answer.status < 400 && path !== healthPath ? withHeaders(answer, era.operationHeaders) : answer;
  } catch (error) {
    const { problem } = error instanceof Failure ? error : ownFault;
    return era.answer(problem, request.method);
  }
}

const healthPath = "/api/health";

const withHeaders = (answer: Answer, headers: Answer["headers"]): Answer => ({
  ...answer,
  headers: { ...headers, ...answer.headers },
});

async function handle(
  service: Service,
  request: RestRequest,
  version: ApiVersion,
  path: string,
  query: URLSearchParams,
): Promise<Answer> {
  const { method, headers, origin } = request;
  // The health check takes no token, and names no versions.
  if (path === healthPath) {
    if (method !== "HEAD") throw wrongMethod(["HEAD"]);
    return { status: 200 };
  }
  // What clients connect to is no place for requests without an upgrade (`Azure/azure-webpubsub`, tools/emulator).
  if (/^\/client(\/?|\/hubs\/[^/]*)$/.test(path)) throw unusable("This path takes WebSocket handshakes only.");
  const { route, parameters } = matchRoute(version, method, path);
  const token = bearerToken(headers["authorization"]) ?? "";
  const audiences = [resourceAudience, ...(route.onlyEntra ? [] : [`${origin}${path}`])].map(withoutScheme);
  if (!(await verifyToken(service, token, audiences)))
    return unauthorized(route.onlyEntra && ` scope="${resourceScope}"`);
  const hub = service.hubs.get(parameters["hub"] ?? "");
  if (hub === undefined)
    throw invalid("hub", "A hub name is a letter and up to 127 letters, digits or any of _`,.[] after it.");
  if (parameters["group"] !== undefined && !isGroupName(parameters["group"])) throw invalid("group", invalidGroup);
  for (const id of ["userId", "connectionId"])
    if (parameters[id]?.trim() === "") throw invalid(id, `${id} must not be blank.`);
  return route.operation({
    service,
    version,
    era: eraOf(version),
    hub,
    parameters,
    query: knownParameters(query, route.query, version),
    request,
  });
}

const withoutScheme = (address: string): string => address.replace(/^\w+:\/\//, "");

const unknownVersion = (): Failure =>
  invalid("api-version", `The API versions served here are ${apiVersions.join(", ")}. Name one of them, once.`);

const ownFault = new Failure({
  status: 500,
  code: "Error.InternalServerError",
  message: "The local service failed to handle the request. This is a bug in it.",
});
