/**
 * JSON whose whole numbers are exact. `JSON.parse` reads 9007199254740993 as 9007199254740992, because a number of
 * JavaScript has 53 bits for them, and `JSON.stringify` has no form for a bigint.
 */

/**
 * What becomes of a whole number in an answer that is beyond 2^53 - 1 where the document has 64 bits: the answer is refused
 * unless a number of JavaScript is exact for it, or the number is a bigint whatever its type says.
 */
export type LargeIntegers = "refuse" | "bigint";

/**
 * Writes a value as JSON, bigints as the numbers that they are.
 *
 * @returns undefined for what JSON has no form for
 * @throws TypeError for a value that contains itself, and whatever a `toJSON` throws
 */
export function stringifyJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch (error) {
    let found = false;
    const replaced = (by: (digits: string) => unknown): string =>
      JSON.stringify(value, (_, member: unknown) => {
        if (typeof member !== "bigint") return member;
        found = true;
        return by(String(member));
      });
    const mark = markNotIn(replaced(() => null));
    if (!found) throw error;
    return replaced((digits) => mark + digits).replace(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
  }
}

/**
 * Reads JSON. Where `longs` names properties, whole numbers in them are exact.
 *
 * @param longs - the properties in which the document has integers of 64 bits; an empty name is for the value itself
 * @throws SyntaxError for what is no JSON
 * @throws RangeError that names the property, for a number that cannot be exact unless it may be a bigint
 */
export function parseJson(text: string, longs: readonly string[] = [], large: LargeIntegers = "refuse"): unknown {
  if (longs.length === 0 || !/\d{16}/.test(text)) return JSON.parse(text);
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
      throw new RangeError(name === "" ? "its body" : `"${name}"`);
    }
  };
  return restore(value, "", names.has(""));
}

/** Texts, and whole numbers of many digits. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/gs;

const isBeyond = (token: string): boolean => !token.startsWith('"') && !Number.isSafeInteger(Number(token));

/** A text that begins none of those in another one. */
function markNotIn(text: string): string {
  const plain = text.replaceAll("\\u0023", "#");
  let mark = "#";
  while (plain.includes(`"${mark}`)) mark += "#";
  return mark;
}

/**
 * Where a value has a number that may be another one than was written, although the document has an integer of 64 bits there.
 *
 * @param longs - as for {@link parseJson}
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
