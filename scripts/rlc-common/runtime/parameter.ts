import { isDate, writeDateTime } from "./dateTime.js";
import { invalidArgument } from "./invalidArgument.js";
import type { Parameter } from "./operation.js";

/**
 * Checks one parameter value against the document and returns its text, or the texts of a list's items.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function writeParameter(operation: string, parameter: Parameter, value: unknown): readonly string[] {
  if (parameter.list === undefined) return [writeItem(operation, parameter, value)];
  if (!Array.isArray(value)) throw invalidArgument(operation, parameter.name, "an array", value);
  // By index: `map` would pass over what is missing in the middle.
  const items = Array.from(value, (item, index) =>
    writeItem(operation, { ...parameter, name: `${parameter.name}[${index}]` }, item),
  );
  checkList(operation, parameter, items);
  return items;
}

function writeItem(operation: string, parameter: Parameter, value: unknown): string {
  const fail = (expected: string): TypeError => invalidArgument(operation, parameter.name, expected, value);
  if (parameter.oneOf !== undefined && !parameter.oneOf.some((choice) => isSame(choice, value))) {
    throw fail(`one of ${parameter.oneOf.map((choice) => JSON.stringify(choice)).join(", ")}`);
  }
  switch (parameter.type) {
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) throw fail("a number");
      checkNumber(parameter, value, fail);
      return String(value);
    case "integer":
      return writeInteger(parameter, value, fail);
    case "boolean":
      if (typeof value !== "boolean") throw fail("true or false");
      return String(value);
    case "unixtime":
      return isDate(value) ? writeTime(parameter, value, fail) : writeInteger(parameter, value, fail);
    case "date":
    case "date-time":
    case "date-time-rfc1123":
      if (isDate(value)) return writeTime(parameter, value, fail);
      if (typeof value !== "string") throw fail("a valid Date or a string");
      return value;
    case "any":
      return writeAny(value, fail);
    case "string":
      if (typeof value !== "string") throw fail("a string");
      checkText(parameter, value, fail);
      return value;
  }
}

type Fail = (expected: string) => TypeError;

/** What writes the rarer forms comes with the parameter. */
function writeTime({ type, writeDate }: Parameter, value: Date, fail: Fail): string {
  if (type === "date-time") return writeDateTime(value, fail);
  return (writeDate as NonNullable<typeof writeDate>)(type, value, fail);
}

function isSame(choice: unknown, value: unknown): boolean {
  return typeof value === "bigint" ? String(choice) === String(value) : choice === value;
}

/** A number beyond 2^53 - 1 may be another one than was written: 9007199254740993 is 9007199254740992 in JavaScript. */
function writeInteger(parameter: Parameter, value: unknown, fail: Fail): string {
  if (typeof value !== "bigint") {
    if (typeof value !== "number" || !Number.isFinite(value)) throw fail("a number");
    if (!Number.isInteger(value)) throw fail("a whole number");
    if (!Number.isSafeInteger(value)) throw fail("at most 2^53 - 1 from zero, or a bigint");
  }
  checkNumber(parameter, value, fail);
  return String(value);
}

/** A value of which the document says nothing. What has no text of its own would go out as `[object Object]`. */
function writeAny(value: unknown, fail: Fail): string {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      if (Number.isFinite(value)) return String(value);
      break;
    case "object":
      if (isDate(value)) return writeDateTime(value, fail);
      if (Object.prototype.toString.call(value) === "[object URL]") return String(value);
  }
  throw fail("a string, a number, a bigint, true, false or a valid Date");
}

function checkList(operation: string, { name, minItems, maxItems, uniqueItems }: Parameter, items: string[]): void {
  const fail: Fail = (expected) => invalidArgument(operation, name, expected, items);
  if (minItems !== undefined && items.length < minItems) throw fail(`a list of at least ${minItems} items`);
  if (maxItems !== undefined && items.length > maxItems) throw fail(`a list of at most ${maxItems} items`);
  if (uniqueItems === true && new Set(items).size < items.length) throw fail("a list without repeated items");
}

function checkNumber(parameter: Parameter, value: number | bigint, fail: Fail): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = parameter;
  if (minimum !== undefined && value < minimum) throw fail(`at least ${minimum}`);
  if (maximum !== undefined && value > maximum) throw fail(`at most ${maximum}`);
  if (exclusiveMinimum === true && minimum !== undefined && value <= minimum) throw fail(`greater than ${minimum}`);
  if (exclusiveMaximum === true && maximum !== undefined && value >= maximum) throw fail(`less than ${maximum}`);
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) throw fail(`a multiple of ${multipleOf}`);
}

function isMultiple(value: number | bigint, of: number): boolean {
  if (typeof value === "bigint") return !Number.isInteger(of) || value % BigInt(of) === 0n;
  if (Number.isInteger(value) && Number.isInteger(of)) return value % of === 0;
  // 0.3 / 0.1 is 2.9999999999999996: the quotient of two fractions is only as exact as they are.
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * 2 * Number.EPSILON;
}

function checkText(parameter: Parameter, value: string, fail: Fail): void {
  const { minLength, maxLength, pattern } = parameter;
  if (minLength !== undefined && value.length < minLength) throw fail(`at least ${minLength} characters long`);
  if (maxLength !== undefined && value.length > maxLength) throw fail(`at most ${maxLength} characters long`);
  if (pattern !== undefined && !pattern.test(value)) throw fail(`a text that matches ${pattern}`);
}
