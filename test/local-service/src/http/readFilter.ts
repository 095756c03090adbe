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
 * SDK, 2023); what is returned throws one where the filter has done too much for all connections together
 */
export function readFilter(text: string | null, target: "filter" | "Filter"): (connection: Connection) => boolean {
  const isMeant = explaining(target, () => parseFilter(text ?? ""));
  return ({ id, userId, groups, subprotocol: protocol }) =>
    explaining(target, () => isMeant({ connectionId: id, userId, groups, protocol }));
}

function explaining<Result>(target: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof FilterError) throw invalid(target, `${error.message} (Parameter 'filter')`);
    throw error;
  }
}
