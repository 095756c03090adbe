/** How many `*` a pattern may have, those of `**` included. */
const starLimit = 5;

/** A part of a pattern: a character, or what stands for several. */
type Part = { readonly character: string } | "one" | "some" | "any";

/** A pattern of group names, taken apart. */
export type Pattern = readonly Part[];

/**
 * Takes a pattern apart: `?` is one character and `*` any number of them, but for dots; `**` is any number of any
 * characters; a backslash takes the meaning from `*`, `?` and itself (Microsoft docs, concept-wildcard-group-roles.md).
 *
 * @returns nothing where it breaks the rules
 */
export function parsePattern(text: string): Pattern | undefined {
  const tokens = text.match(/\\[*?\\]|\*+|[^\\]/gsu) ?? [];
  const stars = tokens.filter((token) => token.startsWith("*")).join("").length;
  // What is left over is a backslash before something else, or at the end.
  return tokens.join("") === text && stars <= starLimit ? tokens.map(readPart) : undefined;
}

function readPart(token: string): Part {
  if (token === "?") return "one";
  if (token === "*") return "some";
  if (token.startsWith("*")) return "any";
  return { character: token.startsWith("\\") ? token.slice(1) : token };
}

/** Whether a group's name fits a pattern. Takes time by the product of both lengths at worst, unlike an expression. */
export function matches(pattern: Pattern, name: string): boolean {
  // For each beginning of the name in turn: which beginnings of the pattern fit it.
  let fits = skipEmpty(pattern, [true]);
  for (const character of name) {
    const next: boolean[] = [];
    pattern.forEach((part, index) => {
      if (!fits[index]) return;
      if (part === "any" || (part === "some" && character !== ".")) next[index] = true;
      else if (part === "one" ? character !== "." : part !== "some" && part.character === character)
        next[index + 1] = true;
    });
    fits = skipEmpty(pattern, next);
  }
  return fits[pattern.length] === true;
}

/** Stars may stand for nothing. */
function skipEmpty(pattern: Pattern, fits: boolean[]): boolean[] {
  pattern.forEach((part, index) => {
    if (fits[index] && (part === "some" || part === "any")) fits[index + 1] = true;
  });
  return fits;
}
