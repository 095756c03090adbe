// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { isDate, toDateTime } from "./dateTime.js";
import type { Fail, Parameter, WriteValue } from "./operation.js";

// What the tables name for each kind of value. A bundler takes those along that a document has.

export const writeText: WriteValue = (value, { minLength, maxLength, pattern }, fail) => {
  if (typeof value !== "string") throw fail("a string");
  if (minLength !== undefined && value.length < minLength) throw fail(`at least ${minLength} characters long`);
  if (maxLength !== undefined && value.length > maxLength) throw fail(`at most ${maxLength} characters long`);
  if (pattern !== undefined && !pattern.test(value)) throw fail(`a text that matches ${pattern}`);
  return value;
};

export const writeNumber: WriteValue = (value, parameter, fail) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw fail("a number");
  return writeInRange(value, parameter, fail);
};

/** A number beyond 2^53 - 1 may be another one than was written: 9007199254740993 is 9007199254740992 in JavaScript. */
export const writeInteger: WriteValue = (value, parameter, fail) => {
  if (typeof value !== "bigint") {
    if (typeof value !== "number" || !Number.isFinite(value)) throw fail("a number");
    if (!Number.isInteger(value)) throw fail("a whole number");
    if (!Number.isSafeInteger(value)) throw fail("at most 2^53 - 1 from zero, or a bigint");
  }
  return writeInRange(value, parameter, fail);
};

function writeInRange(value: number | bigint, parameter: Parameter, fail: Fail): string {
  const { minimum, maximum, checkNumber } = parameter;
  if (minimum !== undefined && value < minimum) throw fail(`at least ${minimum}`);
  if (maximum !== undefined && value > maximum) throw fail(`at most ${maximum}`);
  checkNumber?.(value, parameter, fail);
  return String(value);
}

export const writeBoolean: WriteValue = (value, _, fail) => {
  if (typeof value !== "boolean") throw fail("true or false");
  return String(value);
};

/** As RFC 3339 writes a moment. */
export const writeDateTime: WriteValue = (value, _, fail) => toDateTime(value, fail);

/** A value of which the document says nothing. What has no text of its own would go out as `[object Object]`. */
export const writeAny: WriteValue = (value, _, fail) => {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      if (Number.isFinite(value)) return String(value);
      break;
    case "object":
      if (isDate(value)) return toDateTime(value, fail);
      if (Object.prototype.toString.call(value) === "[object URL]") return String(value);
  }
  throw fail("a string, a number, a bigint, true, false or a valid Date");
};
