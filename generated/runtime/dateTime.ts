// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/** Also true of dates from another realm, such as a worker's or a test runner's. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/**
 * Writes a moment as RFC 3339 does.
 *
 * @param fail - makes the error for a date that has no form in that format
 */
export function writeDateTime(value: Date, fail: (expected: string) => TypeError): string {
  if (Number.isNaN(value.getTime())) throw fail("a valid Date or a string");
  return inFourDigits(value, fail).toISOString();
}

/** Refuses a year that has another form than most. */
export function inFourDigits(value: Date, fail: (expected: string) => TypeError): Date {
  const year = value.getUTCFullYear();
  if (year < 0 || year > 9999) throw fail("a Date of the years 0 to 9999, or a string");
  return value;
}
