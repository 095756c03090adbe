import { invalid, notValid } from "./failure.js";

/**
 * Reads a whole number from a query.
 *
 * @returns nothing where it is not given
 * @throws Failure 400 for anything but one whole number within the bounds
 */
export function readInteger(query: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const given = query.getAll(name);
  if (given.length === 0) return undefined;
  const [text = ""] = given;
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (given.length === 1 && value >= least && value <= most) return value;
  if (given.length === 1 && Number.isNaN(value)) throw notValid(name, text);
  throw invalid(name, `${name} is one whole number from ${least} to ${most}.`);
}

/** The largest number that the service's own integers hold. */
export const largestInteger = 2 ** 31 - 1;
