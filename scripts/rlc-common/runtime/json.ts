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

/** A text that no text in some JSON begins with. */
export function markNotIn(text: string): string {
  const plain = text.replaceAll("\\u0023", "#");
  let mark = "#";
  while (plain.includes(`"${mark}`)) mark += "#";
  return mark;
}
