// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { markNotIn } from "./json.js";
import type { LargeIntegers } from "./json.js";

/**
 * Reads JSON, with whole numbers exact in the properties that `longs` names.
 *
 * @param longs - the properties in which the document has integers of 64 bits; an empty name is for the value itself
 * @throws SyntaxError for what is no JSON
 * @throws RangeError that says what was found in which property, and what to do, for a number that cannot be exact unless it may be a bigint
 */
export function parseExactJson(text: string, longs: readonly string[], large: LargeIntegers = "refuse"): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const mark = markNotIn(text);
  // As texts, which no number of more digits is read as; a text that is there already has no mark.
  const marked = text.replace(tokens, (token) => (isBeyond(token) ? `"${mark}${token}"` : token));
  const value: unknown = JSON.parse(marked);
  const names = new Set(longs);
  const restore = (member: unknown, name: string, isLong: boolean): unknown => {
    if (typeof member === "string" && member.startsWith(mark)) return readInteger(member.slice(mark.length));
    if (typeof member !== "object" || member === null) return member;
    for (const [key, old] of Object.entries(member)) {
      const own = Array.isArray(member) ? name : key;
      const restored = restore(old, own, isLong || names.has(own));
      // Not by assignment, which would take `__proto__` for something else.
      if (restored !== old) Object.defineProperty(member, key, { value: restored });
    }
    return member;

    function readInteger(digits: string): number | bigint {
      if (!isLong) return Number(digits);
      if (large === "bigint") return BigInt(digits);
      if (BigInt(Number(digits)) === BigInt(digits)) return Number(digits);
      throw new RangeError(
        `an integer beyond 2^53 - 1 in ${name === "" ? "its body" : `"${name}"`}. A number of JavaScript would be another one. With "largeIntegers: 'bigint'" the client returns it as a bigint.`,
      );
    }
  };
  return restore(value, "", names.has(""));
}

/** Texts, and whole numbers of many digits. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/gs;

const isBeyond = (token: string): boolean => !token.startsWith('"') && !Number.isSafeInteger(Number(token));

/**
 * Where a value has a number that may be another one than was written, although the document has an integer of 64 bits there.
 *
 * @param longs - as for {@link parseExactJson}
 * @returns the place, such as `body.size`, or undefined where all is exact
 */
export function findInexact(value: unknown, longs: readonly string[], place = "body"): string | undefined {
  const names = new Set(longs);
  const find = (member: unknown, at: string, name: string, isLong: boolean): string | undefined => {
    if (typeof member === "number") {
      return isLong && Number.isInteger(member) && !Number.isSafeInteger(member) ? at : undefined;
    }
    if (typeof member !== "object" || member === null) return undefined;
    for (const [key, inner] of Object.entries(member)) {
      const [own, step] = Array.isArray(member) ? [name, `[${key}]`] : [key, `.${key}`];
      const found = find(inner, at + step, own, isLong || names.has(own));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(value, place, "", names.has(""));
}
