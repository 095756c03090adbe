// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { Fail, Parameter } from "./operation.js";

// Limits that few documents set. The tables name what checks them where they are set.

/** @throws what `fail` makes */
export function checkNumber(value: number | bigint, parameter: Parameter, fail: Fail): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = parameter;
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

/** @throws what `fail` makes */
export function checkItems(items: readonly string[], parameter: Parameter, fail: Fail): void {
  const { minItems, maxItems, uniqueItems } = parameter;
  if (minItems !== undefined && items.length < minItems) throw fail(`a list of at least ${minItems} items`);
  if (maxItems !== undefined && items.length > maxItems) throw fail(`a list of at most ${maxItems} items`);
  if (uniqueItems === true && new Set(items).size < items.length) throw fail("a list without repeated items");
}
