/** What kind of thing came where another was expected. Only numbers are told as they are, for a text may be a key. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
