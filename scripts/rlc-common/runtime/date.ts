import { inFourDigits } from "./dateTime.js";
import type { Parameter } from "./operation.js";

/**
 * Writes a date in one of the rarer formats that a document can ask for: `date` as RFC 3339 does, `date-time-rfc1123` as HTTP
 * does in its own headers (RFC 9110, section 5.6.7), whose years have four digits, and `unixtime` in whole seconds since
 * 1970.
 *
 * @param fail - makes the error for a date that has no form in that format
 */
export function writeDate(type: Parameter["type"], value: Date, fail: (expected: string) => TypeError): string {
  const time = value.getTime();
  if (Number.isNaN(time)) throw fail(type === "unixtime" ? "a valid Date or a number" : "a valid Date or a string");
  if (type === "unixtime") return String(Math.floor(time / 1000));
  if (type === "date") return writeDay(value, fail);
  return inFourDigits(value, fail).toUTCString();
}

/**
 * The day that a date stands for. `new Date(2024, 0, 15)` is the beginning of that day here, and
 * `new Date("2024-01-15")` in UTC; where the two days differ, any other time would be a day of one or of the other.
 */
function writeDay(value: Date, fail: (expected: string) => TypeError): string {
  const here = new Date(0);
  here.setUTCFullYear(value.getFullYear(), value.getMonth(), value.getDate());
  const dayHere = inFourDigits(here, fail).toISOString().slice(0, 10);
  const dayUtc = inFourDigits(value, fail).toISOString().slice(0, 10);
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
