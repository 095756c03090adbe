import type { Connection } from "../hub/connection.js";
import { readFilter } from "./readFilter.js";

/**
 * The connections among some that a request is about: those that its `filter` is true for, but for those `excluded`.
 *
 * @throws Failure 400 for a filter that cannot be read
 */
export function selectFrom(connections: Iterable<Connection>, query: URLSearchParams): Connection[] {
  const excluded = new Set(query.getAll("excluded"));
  const passes = readFilter(query.get("filter"), "filter");
  return [...connections].filter((connection) => !excluded.has(connection.id) && passes(connection));
}
