import { FilterError, parseFilter } from "../filter/filter.js";
import type { Connection } from "../hub/connection.js";
import { invalid } from "./failure.js";

/**
 * Reads the filter of a request.
 *
 * @param text - the filter; without one, every connection passes
 * @param target - what the request calls it, in the letter case of the service's errors
 * @returns whether a connection passes
 * @throws Failure 400 for a filter that cannot be read, worded as by the live service (recorded traffic of the JavaScript
 * SDK, 2023)
 */
export function readFilter(text: string | null, target: "filter" | "Filter"): (connection: Connection) => boolean {
  const isMeant = parse(text ?? "", target);
  return ({ id, userId, groups, subprotocol: protocol }) => isMeant({ connectionId: id, userId, groups, protocol });
}

function parse(text: string, target: string): ReturnType<typeof parseFilter> {
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterError) throw invalid(target, `${error.message} (Parameter 'filter')`);
    throw error;
  }
}
