import { compileFilter } from "./compile.js";
import { parse } from "./parser.js";
import type { FilterSubject } from "./subject.js";

export { FilterError } from "./filterError.js";
export type { FilterSubject } from "./subject.js";

/**
 * Reads a filter of the service's language, a part of OData (Microsoft docs, reference-odata-filter.md).
 *
 * @param text - the filter; an empty one lets every connection through
 * @returns whether a connection is meant; it has no effects. It throws a FilterError where its functions go through too much
 * text, for all connections together
 * @throws FilterError for a filter that the service does not take
 * @example
 * ```ts
 * const isMeant = parseFilter("userId in ('ada', 'o''neill') and not ('muted' in groups)");
 * isMeant({ connectionId: "1", userId: "ada", groups: new Set() }); // true
 * ```
 */
export function parseFilter(text: string): (subject: FilterSubject) => boolean {
  return text === "" ? () => true : compileFilter(parse(text), text);
}
