import { inFourDigits, isDate, writeDateAs } from "./dateTime.js";
import type { Fail, WriteValue } from "./operation.js";
import { writeInteger } from "./writeValue.js";

// The rarer formats of dates that a document can ask for.

/** As RFC 3339 writes a day. */
export const writeDate: WriteValue = (value, _, fail) => writeDateAs(value, fail, (date) => toDay(date, fail));

/** As HTTP writes a moment in its own headers (RFC 9110, section 5.6.7), where years have four digits. */
export const writeHttpDate: WriteValue = (value, _, fail) => writeDateAs(value, fail, (date) => date.toUTCString());

/** In whole seconds since 1970. */
export const writeUnixTime: WriteValue = (value, parameter, fail) => {
  if (!isDate(value)) return writeInteger(value, parameter, fail);
  const time = value.getTime();
  if (Number.isNaN(time)) throw fail("a valid Date or a number");
  return String(Math.floor(time / 1000));
};

/**
 * The day that a date stands for. `new Date(2024, 0, 15)` is the beginning of that day here, and
 * `new Date("2024-01-15")` in UTC; where the two days differ, any other time would be a day of one or of the other.
 */
function toDay(value: Date, fail: Fail): string {
  const here = new Date(0);
  here.setUTCFullYear(value.getFullYear(), value.getMonth(), value.getDate());
  const dayHere = inFourDigits(here, fail).toISOString().slice(0, 10);
  const dayUtc = value.toISOString().slice(0, 10);
  if (dayHere === dayUtc || isMidnightUtc(value)) return dayUtc;
  if (isMidnightHere(value)) return dayHere;
  throw fail(
    `a string such as "2024-01-15", or a Date at midnight: at any other time it is one day here and another in UTC`,
  );
}

const isMidnightUtc = (value: Date): boolean => value.getTime() % 86_400_000 === 0;

/** Where clocks are put forward at midnight, the day begins later. */
function isMidnightHere(value: Date): boolean {
  const start = new Date(value);
  start.setHours(0, 0, 0, 0);
  return start.getTime() === value.getTime();
}
