/** What kind of thing came where another was expected. Only numbers are told as they are, for a text may be a key. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (value === "") return "an empty string";
  if (typeof value !== "object") return `a ${typeof value}`;
  if (Array.isArray(value)) return "a list";
  // Not by instanceof, which knows nothing of what comes from another realm.
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return ["Map", "Set"].includes(kind) ? `a ${kind}` : "an object";
}

/** Whether something is an object with settings. A list or a `Map` is none: it has things in it that no name leads to. */
export const isSettings = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(Symbol.iterator in value);
