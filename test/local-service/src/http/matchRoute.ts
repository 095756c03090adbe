import type { ApiVersion } from "./apiVersions.js";
import { Failure, invalid } from "./failure.js";
import { routes } from "./routes.js";
import type { Route } from "./routes.js";

/** What a request asks for. */
export interface Match {
  readonly route: Route;
  /** The parameters of the path by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

const table = routes.map((route) => ({ ...route, segments: `/api/hubs/{hub}${route.path}`.split("/") }));

/** By the number of their segments, so that most are not looked at. */
const byLength = new Map(
  [...new Set(table.map(({ segments }) => segments.length))].map((length) => [
    length,
    table.filter(({ segments }) => segments.length === length),
  ]),
);

/**
 * Finds the operation of a request.
 *
 * @param path - still percent-encoded, so that an encoded slash stays inside its segment
 * @throws Failure 404 for a path that the version does not have, 405 for a method that the path does not have, 400 for
 * escapes that mean nothing
 */
export function matchRoute(version: ApiVersion, method: string, path: string): Match {
  const segments = path.split("/").map(decode);
  const found = (byLength.get(segments.length) ?? []).filter(
    (route) =>
      route.since <= version &&
      (route.until ?? version) >= version &&
      route.segments.every((segment, index) =>
        isParameter(segment) ? segments[index] !== "" : segment === segments[index],
      ),
  );
  if (found.length === 0) throw noSuchPath(version, path);
  const route = found.find((one) => one.method === method);
  if (route === undefined) throw wrongMethod(found.map((one) => one.method));
  const parameters: Record<string, string> = {};
  route.segments.forEach((segment, index) => {
    if (isParameter(segment)) parameters[segment.slice(1, -1)] = segments[index] as string;
  });
  return { route, parameters };
}

/** A path that does not exist, or not in the version that was asked for. */
const noSuchPath = (version: ApiVersion, path: string): Failure =>
  new Failure({
    status: 404,
    code: "Error.NotFound",
    message: `There is no ${path} in API version ${version}.`,
    isUnrouted: true,
  });

/** A path that exists, for other methods. */
export function wrongMethod(allowed: readonly string[]): Failure {
  const list = allowed.join(", ");
  const message = `The path takes ${list}.`;
  return new Failure({
    status: 405,
    code: "Error.MethodNotAllowed",
    message,
    isUnrouted: true,
    headers: { Allow: list },
  });
}

const isParameter = (segment: string): boolean => segment.startsWith("{");

/** `%2F` stays as it is, in whatever letter case; all other escapes are resolved, as by the service's web server. */
function decode(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return segment
      .split(/(%2f)/i)
      .map((part, index) => (index % 2 === 1 ? part : decodeURIComponent(part)))
      .join("");
  } catch {
    throw invalid("path", "The path holds a percent sign that starts no escape of UTF-8.");
  }
}
