import { invalid } from "../failure.js";
import type { Operation, OperationContext } from "../operation.js";
import { largestInteger, readInteger } from "../readQuery.js";
import { splitUrl } from "../restRequest.js";

/** As many connections are on a page at most, and where the request does not say. */
const largestPage = 200;

/**
 * `GET /api/hubs/{hub}/groups/{group}/connections`. Connections come in the order of their ids, and a page begins after
 * the last id of the one before. So whoever is in the group throughout is listed once, whoever else joins or leaves.
 */
export const listConnectionsInGroup: Operation = (context) => {
  const { hub, query, parameters } = context;
  const pageSize = readInteger(query, "maxpagesize", 1, largestPage) ?? largestPage;
  const top = readInteger(query, "top", 1, largestInteger);
  const after = readCursor(context);
  const rest = hub
    .inGroup(parameters["group"] ?? "")
    .filter(({ id }) => id > after)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const page = rest.slice(0, Math.min(pageSize, top ?? pageSize));
  const left = top === undefined ? undefined : top - page.length;
  const last = page.at(-1);
  const hasMore = last !== undefined && rest.length > page.length && left !== 0;
  // Anonymous ones are listed with null (recorded traffic, 26 pages).
  const value = page.map(({ id, userId = null }) => ({ connectionId: id, userId }));
  return {
    status: 200,
    type: "application/json; charset=utf-8",
    text: JSON.stringify({ value, ...(hasMore && { nextLink: nextLink(context, pageSize, last.id, left) }) }),
  };
};

/** The address of the next page, at the host that the client used. Its query is in the order of the recorded ones. */
function nextLink({ request, version, parameters }: OperationContext, pageSize: number, last: string, left?: number) {
  const query = new URLSearchParams({
    ...(left !== undefined && { top: String(left) }),
    maxpagesize: String(pageSize),
    continuationToken: writeCursor(parameters, last),
    "api-version": version,
  });
  return `${request.origin}${splitUrl(request.url).path}?${query}`;
}

type Parameters = OperationContext["parameters"];

/** A token is good for its own group only. */
function writeCursor({ hub = "", group = "" }: Parameters, last: string): string {
  return Buffer.from(JSON.stringify([hub.toLowerCase(), group, last])).toString("base64url");
}

/** The id that the page begins after; the empty text comes before all. */
function readCursor({ query, parameters }: OperationContext): string {
  const given = query.getAll("continuationToken");
  if (given.length === 0) return "";
  const token = tokenIn(given[0] ?? "");
  const last = lastOf(token);
  if (given.length === 1 && last !== undefined && writeCursor(parameters, last) === token) return last;
  throw invalid("continuationToken", "continuationToken is what a nextLink of the same group holds.");
}

/** The token in a whole nextLink, which the service takes as well (recorded traffic); otherwise what is given. */
const tokenIn = (given: string): string =>
  /^https?:/i.test(given) && URL.canParse(given)
    ? (new URL(given).searchParams.get("continuationToken") ?? given)
    : given;

function lastOf(token: string): string | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    const last: unknown = Array.isArray(parts) ? parts[2] : undefined;
    return typeof last === "string" ? last : undefined;
  } catch {
    return undefined;
  }
}
