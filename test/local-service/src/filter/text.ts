/** Beyond this many comparisons in the worst case, a search goes over to the way that never looks at a character twice. */
const cheapSearch = 100_000;

/**
 * Where a text is in another, or -1. `String.prototype.indexOf` may take as many steps as the lengths of both multiplied,
 * which two long texts in one filter could use to stop the service; this one takes their sum.
 */
export function indexOf(text: string, part: string): number {
  if (text.length * part.length <= cheapSearch) return text.indexOf(part);
  const borders = bordersOf(part);
  let matched = 0;
  for (let index = 0; index < text.length; index++) {
    while (matched > 0 && text[index] !== part[matched]) matched = borders[matched - 1] as number;
    if (text[index] === part[matched]) matched++;
    if (matched === part.length) return index - matched + 1;
  }
  return -1;
}

/** For each beginning of a text, the length of its longest proper end that the text begins with (Knuth, Morris, Pratt). */
function bordersOf(part: string): Int32Array {
  const borders = new Int32Array(part.length);
  for (let index = 1, matched = 0; index < part.length; index++) {
    while (matched > 0 && part[index] !== part[matched]) matched = borders[matched - 1] as number;
    if (part[index] === part[matched]) matched++;
    borders[index] = matched;
  }
  return borders;
}

/** Lower case as .NET's invariant culture has it: a character stays one character, wherever it stands in a word. */
export const toLower = (text: string): string =>
  // At the end of a word, JavaScript has another small sigma; and İ would become two characters.
  text
    .replaceAll("Σ", "σ")
    .split("İ")
    .map((part) => part.toLowerCase())
    .join("İ");

/** Upper case as .NET's invariant culture has it, where ß stays ß. */
export function toUpper(text: string): string {
  const upper = text.toUpperCase();
  // Nothing grows shorter, so where the length is the same nothing has grown.
  if (upper.length === text.length) return upper;
  growing ??= findGrowing();
  return text
    .split(growing)
    .map((part, index) => (index % 2 === 1 ? part : part.toUpperCase()))
    .join("");
}

let growing: RegExp | undefined;

/** Matches the characters whose upper case is longer, such as ß. All of them are in the first plane of Unicode. */
function findGrowing(): RegExp {
  const characters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));
  return new RegExp(`([${characters.filter((character) => character.toUpperCase().length > 1).join("")}])`);
}
