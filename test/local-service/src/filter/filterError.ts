/** How much of a filter an error repeats, in UTF-16 units: a filter may be as long as a body. */
const longestQuote = 1000;

/**
 * A filter that the service does not take. The message is worded as the live service words it, without the name of
 * the parameter, which only the request knows.
 */
export class FilterError extends Error {
  override readonly name = "FilterError";

  /**
   * @param where - the part of the filter that is wrong, or the whole of it
   * @param what - a sentence that says what is wrong there
   */
  constructor(where: string, what: string) {
    super(`Invalid syntax for '${shorten(where)}': ${what}`);
  }
}

/** Text for a message, cut where it is too long. */
export function shorten(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}
