// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { invalidArgument } from "./invalidArgument.js";
import type { Fail, Parameter } from "./operation.js";

/**
 * Checks one parameter value against the document and returns its text, or the texts of a list's items.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function writeParameter(operation: string, parameter: Parameter, value: unknown): readonly string[] {
  const { name, list, checkItems } = parameter;
  if (list === undefined) return [writeItem(operation, name, parameter, value)];
  if (!Array.isArray(value)) throw invalidArgument(operation, name, "an array", value);
  // By index: `map` would pass over what is missing in the middle.
  const items = Array.from(value, (item, index) => writeItem(operation, `${name}[${index}]`, parameter, item));
  checkItems?.(items, parameter, (expected) => invalidArgument(operation, name, expected, items));
  return items;
}

function writeItem(operation: string, name: string, parameter: Parameter, value: unknown): string {
  const fail: Fail = (expected) => invalidArgument(operation, name, expected, value);
  const { oneOf, write } = parameter;
  if (oneOf !== undefined && !oneOf.some((choice) => isSame(choice, value))) {
    throw fail(`one of ${oneOf.map((choice) => JSON.stringify(choice)).join(", ")}`);
  }
  return write(value, parameter, fail);
}

function isSame(choice: unknown, value: unknown): boolean {
  return typeof value === "bigint" ? String(choice) === String(value) : choice === value;
}
