/**
 * The members of a JSON object by name, each as the text it was written in: numbers keep their digits, and nesting costs
 * nothing, whatever its depth. Of members with the same name the last counts, as it does for `JSON.parse`.
 *
 * @param text - an object that `JSON.parse` takes
 */
export function jsonMembers(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = text.indexOf("{") + 1;
  for (;;) {
    const nameStart = text.indexOf('"', at);
    if (nameStart < 0) return members; // Only an object without members has none ahead.
    const nameEnd = endOfString(text, nameStart);
    const valueStart = text.indexOf(":", nameEnd) + 1;
    const valueEnd = endOfValue(text, valueStart);
    members.set(JSON.parse(text.slice(nameStart, nameEnd)) as string, text.slice(valueStart, valueEnd).trim());
    if (text[valueEnd] === "}") return members;
    at = valueEnd + 1;
  }
}

/** The place behind the string that starts at a quotation mark: behind the next one that no backslash stands for. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, place: number): boolean {
  let at = place;
  while (text[at - 1] === "\\") at -= 1;
  return (place - at) % 2 === 1;
}

/** The place of the comma or brace behind a value. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at) - 1;
    else if (character === "{" || character === "[") depth += 1;
    else if (depth === 0 && (character === "," || character === "}")) return at;
    else if (character === "}" || character === "]") depth -= 1;
  }
}
