import { argumentError } from "../generated/runtime/invalidArgument.js";

/** What can stand in a filter: a text, a whole number, a truth value, nothing, or a list of these after `in`. */
export type ODataValue =
  string | number | bigint | boolean | null | readonly (string | number | bigint | boolean | null)[];

/**
 * Writes a filter expression. Values are put in as literals, whatever is in them, so that an id from outside cannot
 * change what the expression means.
 *
 * @param texts - the expression around the values
 * @param values - the values; a list becomes `(a, b)`
 * @returns the expression, for the query parameter or body property `filter`
 * @throws TypeError with code `INVALID_ARGUMENT` for a value that the language has no literal for, and when it is called
 * like a function
 * @example
 * ```ts
 * const filter = odata`userId in ${["ada", "o'neill"]} and not (${"muted"} in groups)`;
 * // userId in ('ada', 'o''neill') and not ('muted' in groups)
 * ```
 */
export function odata(texts: TemplateStringsArray, ...values: readonly ODataValue[]): string {
  if (!Array.isArray(texts)) {
    throw argumentError("odata", "written before a template, as in odata`userId eq ${id}`", texts, {
      phrase: "a call",
    });
  }
  return texts.reduce((expression, text, index) => expression + write(values[index - 1], index) + text);
}

/** Literals of the filter language (Microsoft docs, reference-odata-filter.md): quotes inside a text are doubled. */
function write(value: ODataValue | undefined, position: number): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value) && value.length > 0 && !value.some(Array.isArray)) {
    return `(${value.map((item) => write(item, position)).join(", ")})`;
  }
  throw argumentError(
    `value ${position}`,
    "a string, a whole number, true, false, null, or a non-empty array of these",
    value,
    typeof value === "number" ? { phrase: "another number" } : {},
  );
}
