// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

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
  checkList(operation, parameter, value);
  return value.map((item, index) => writeItem(operation, { ...parameter, name: `${parameter.name}[${index}]` }, item));
}

function writeItem(operation: string, parameter: Parameter, value: unknown): string {
  const fail = (expected: string): TypeError => invalidArgument(operation, parameter.name, expected, value);
  if (parameter.oneOf !== undefined && !parameter.oneOf.includes(value as string)) {
    throw fail(`one of ${parameter.oneOf.map((choice) => JSON.stringify(choice)).join(", ")}`);
  }
  switch (parameter.type) {
    case "number":
    case "integer":
      if (typeof value !== "number" || !Number.isFinite(value)) throw fail("a number");
      if (parameter.type === "integer" && !Number.isInteger(value)) throw fail("a whole number");
      checkNumber(parameter, value, fail);
      return String(value);
    case "boolean":
      if (typeof value !== "boolean") throw fail("true or false");
      return String(value);
    case "date":
    case "date-time":
    case "date-time-rfc1123":
      if (value instanceof Date && !Number.isNaN(value.getTime())) return writeDate(parameter.type, value);
      if (typeof value !== "string") throw fail("a valid Date or a string");
      return value;
    case "any":
      return String(value);
    case "string":
      if (typeof value !== "string") throw fail("a string");
      checkText(parameter, value, fail);
      return value;
  }
}

function writeDate(type: Parameter["type"], value: Date): string {
  if (type === "date-time-rfc1123") return value.toUTCString();
  return type === "date" ? value.toISOString().slice(0, 10) : value.toISOString();
}

function checkList(operation: string, { name, minItems, maxItems, uniqueItems }: Parameter, value: unknown[]): void {
  const fail = (expected: string): TypeError => invalidArgument(operation, name, expected, value);
  if (minItems !== undefined && value.length < minItems) throw fail(`a list of at least ${minItems} items`);
  if (maxItems !== undefined && value.length > maxItems) throw fail(`a list of at most ${maxItems} items`);
  if (uniqueItems === true && new Set(value).size < value.length) throw fail("a list without repeated items");
}

function checkNumber(parameter: Parameter, value: number, fail: (expected: string) => TypeError): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = parameter;
  if (minimum !== undefined && value < minimum) throw fail(`at least ${minimum}`);
  if (maximum !== undefined && value > maximum) throw fail(`at most ${maximum}`);
  if (exclusiveMinimum === true && value === minimum) throw fail(`greater than ${minimum}`);
  if (exclusiveMaximum === true && value === maximum) throw fail(`less than ${maximum}`);
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) throw fail(`a multiple of ${multipleOf}`);
}

function checkText(parameter: Parameter, value: string, fail: (expected: string) => TypeError): void {
  const { minLength, maxLength, pattern } = parameter;
  if (minLength !== undefined && value.length < minLength) throw fail(`at least ${minLength} characters long`);
  if (maxLength !== undefined && value.length > maxLength) throw fail(`at most ${maxLength} characters long`);
  if (pattern !== undefined && !pattern.test(value)) throw fail(`a text that matches ${pattern}`);
}
