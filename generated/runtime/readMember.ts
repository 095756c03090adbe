// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/**
 * A member of an object that a caller made. What every object inherits, such as `toString` and `constructor`, is none: a
 * document may have parameters of these names.
 */
export function readMember(values: object, name: string): unknown {
  if (name in Object.prototype && !Object.hasOwn(values, name)) return undefined;
  return (values as Readonly<Record<string, unknown>>)[name];
}

/**
 * Whether a value is an object of values by name, from any realm. A `Map` and a `Date` are none: their members are not what
 * they hold.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]" && !(Symbol.iterator in (value as object));
}
