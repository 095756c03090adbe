/**
 * A function as a transformation that AutoRest runs on a document. Names are what tsx gives functions by a helper of its own.
 *
 * @param change - uses nothing from outside
 */
export const inAutorest = (change: (document: never) => unknown): string =>
  `const __name = (value) => value; (${String(change)})($);`;
