import * as fc from "fast-check";

/** How many code points are halves of others, from 0xd800 on: no text in UTF-8 has one. */
const halves = 0x800;

/**
 * Any character of Unicode, for `fc.string({ unit: codePoint })`: the same texts as with the unit "binary", for which
 * fast-check first makes a table of all 1,112,064 of them, in each test file anew (some 2 s).
 */
export const codePoint: fc.Arbitrary<string> = fc.nat({ max: 0x10ffff - halves }).map(
  (index) => String.fromCodePoint(index < 0xd800 ? index : index + halves),
  // The way back lets fast-check put texts in that mean something to JavaScript, such as "__proto__".
  (text) => {
    const [character = ""] = [...(text as string)];
    const code = character.codePointAt(0) ?? NaN;
    if (character !== text || (code >= 0xd800 && code < 0xd800 + halves)) throw new Error("It is not one character.");
    return code < 0xd800 ? code : code - halves;
  },
);
