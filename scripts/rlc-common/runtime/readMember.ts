/**
 * A member of an object that a caller made. What every object inherits, such as `toString` and `constructor`, is none: a
 * document may have parameters of these names.
 */
export function readMember(values: object, name: string): unknown {
  if (name in Object.prototype && !Object.hasOwn(values, name)) return undefined;
  return (values as Readonly<Record<string, unknown>>)[name];
}
