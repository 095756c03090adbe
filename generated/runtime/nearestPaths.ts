// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/**
 * The three paths of a document that the fewest changes lead to from one that is none of them. Values that stand in place of
 * parameters are no difference; beyond some length every path is far away.
 */
export function nearestPaths(known: readonly string[], given: string): string[] {
  const parts = given.slice(0, 300).replace(/^\/*/, "/").split("/");
  const fill = (piece: string, index: number): string => (/^\{[^}]+\}$/.test(piece) ? (parts[index] ?? piece) : piece);
  return known
    .map((path): [string, number] => [path, distance(path.split("/").map(fill).join("/"), parts.join("/"))])
    .sort(([, one], [, other]) => one - other)
    .slice(0, 3)
    .map(([path]) => path);
}

/** How many characters have to be put in, taken out or changed to make one text of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const letter of one) {
    let corner = row[0] as number;
    let left = corner + 1;
    row = row.map((above, column) => {
      if (column > 0) left = Math.min(above + 1, left + 1, corner + (other[column - 1] === letter ? 0 : 1));
      corner = above;
      return left;
    });
  }
  return row[other.length] as number;
}
