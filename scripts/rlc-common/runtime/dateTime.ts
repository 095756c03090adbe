import type { Fail } from "./operation.js";

/** Also true of dates from another realm, such as a worker's or a test runner's. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** Writes a date as `form` does. A text goes out as it is. @throws what `fail` makes for anything else */
export function writeDateAs(value: unknown, fail: Fail, form: (date: Date) => string): string {
  if (typeof value === "string") return value;
  if (!isDate(value) || Number.isNaN(value.getTime())) throw fail("a valid Date or a string");
  return form(inFourDigits(value, fail));
}

/** A moment as RFC 3339 writes it. @throws what `fail` makes for a date that has no form there */
export function toDateTime(value: unknown, fail: Fail): string {
  return writeDateAs(value, fail, (date) => date.toISOString());
}

/** Refuses a year that has another form than most. */
export function inFourDigits(date: Date, fail: Fail): Date {
  const year = date.getUTCFullYear();
  if (year < 0 || year > 9999) throw fail("a Date of the years 0 to 9999, or a string");
  return date;
}
