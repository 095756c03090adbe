import { badRequest } from "./answer.js";
import type { Operation } from "./operation.js";
import { routes } from "./routes.js";

/** A path that the service has. */
export interface Match {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly parameters: Readonly<Record<string, string>>;
}

const table = Object.entries(routes).map(([path, operations]) => ({
  segments: `/api/hubs/{hub}${path}`.split("/"),
  operations,
}));

/**
 * Finds the operations of a path.
 *
 * @param path - still percent-encoded, so that an encoded slash stays inside its segment
 * @returns nothing where the service has no such path
 * @throws Refusal 400 for escapes that mean nothing
 */
export function matchRoute(path: string): Match | undefined {
  const segments = path.split("/");
  const found = table.find(
    (route) =>
      route.segments.length === segments.length &&
      route.segments.every((segment, index) =>
        isParameter(segment) ? segments[index] !== "" : segment === segments[index],
      ),
  );
  if (found === undefined) return undefined;
  const parameters: Record<string, string> = {};
  found.segments.forEach((segment, index) => {
    if (isParameter(segment)) parameters[segment.slice(1, -1)] = decode(segments[index] as string);
  });
  return { operations: found.operations, parameters };
}

const isParameter = (segment: string): boolean => segment.startsWith("{");

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest("The path holds a percent sign that starts no escape of UTF-8.");
  }
}
