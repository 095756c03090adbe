import type { ApiDocument, ApiSchema } from "../../apiDocument.js";

/** Follows a reference: gives what it leads to, and anything else unchanged. */
export type Read = <T>(item: T) => T;

type Referring = { readonly $ref?: unknown } | undefined;

/** Whether a value goes from the caller to the service or comes back. */
export type Direction = "sent" | "returned";

/**
 * Follows references inside a document.
 *
 * @returns gives what a reference leads to, and anything else unchanged
 * @throws TypeError while following, when a reference leads nowhere, out of the document, or back to itself
 */
export function referenceReader(document: ApiDocument): Read {
  return <T>(item: T): T => {
    const seen = new Set();
    let current: unknown = item;
    for (;;) {
      const $ref = (current as Referring)?.$ref;
      if (typeof $ref !== "string") return current as T;
      if (!$ref.startsWith("#/"))
        throw new TypeError(
          `The reference ${$ref} leads out of the document. Bundle the document into one file first.`,
        );
      if (seen.has($ref)) throw new TypeError(`The reference ${$ref} leads back to itself.`);
      seen.add($ref);
      current = decodePointer($ref).reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        document,
      );
      if (current === undefined) throw new TypeError(`The reference ${$ref} leads nowhere.`);
    }
  };
}

/** The keys of a local reference, such as `definitions` and `Error`. */
const decodePointer = (reference: string) =>
  decodeURIComponent(reference.slice(2))
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The name that generated code gives the type of a schema, if it has one. */
export function namedType(schema: ApiSchema | undefined): string | undefined {
  if (typeof schema?.$ref === "string") return decodePointer(schema.$ref)[1];
  return isConstant(schema) ? undefined : schema?.["x-ms-enum"]?.name;
}

/** Whether the document knows all values of an enum. AutoRest takes one without `x-ms-enum` for open. */
export const isSealed = (schema: ApiSchema) =>
  schema["x-ms-enum"] !== undefined && schema["x-ms-enum"].modelAsString !== true;

/** Whether there is but one value, which generated code then fills in. */
export const isConstant = (schema: ApiSchema | undefined) => schema?.enum?.length === 1 && isSealed(schema);

/**
 * What a schema is: a JSON type, or one of `any`, `bytes`, `map` (all values alike) and `free-form object`.
 *
 * @param schema - without a reference
 */
export function kindOf(schema: ApiSchema): string {
  const { type, format, properties, allOf, additionalProperties, discriminator } = schema;
  if (type === "file" || format === "binary") return "bytes";
  if (properties !== undefined || allOf !== undefined || discriminator !== undefined) return "object";
  if (typeof additionalProperties === "object") return "map";
  if (type === "object" || additionalProperties === true) return "free-form object";
  if (type !== undefined) return type;
  return schema.enum === undefined ? "any" : typeof schema.enum[0];
}

/** The type of a schema in words, such as `list of string`. */
export function describe(schema: ApiSchema): string {
  const name = namedType(schema);
  if (name !== undefined) return name;
  const kind = kindOf(schema);
  if (kind === "array") return `list of ${describe(schema.items ?? {})}`;
  if (kind === "map") return `map of ${describe(schema.additionalProperties as ApiSchema)}`;
  return kind;
}

/**
 * The members of an object: its own, and those that it takes over from others.
 *
 * @param schema - without a reference
 * @param above - the schemas that led here
 */
export function membersOf(
  schema: ApiSchema,
  read: Read,
  above: readonly ApiSchema[] = [],
): { properties: Map<string, ApiSchema>; required: Set<string>; additional: boolean | ApiSchema | undefined } {
  const properties = new Map<string, ApiSchema>();
  const required = new Set<string>();
  let additional = schema.additionalProperties;
  for (const parent of schema.allOf ?? []) {
    const resolved = read(parent);
    if (above.includes(resolved)) continue;
    const inherited = membersOf(resolved, read, [...above, schema]);
    for (const [name, property] of inherited.properties) properties.set(name, property);
    for (const name of inherited.required) required.add(name);
    additional ??= inherited.additional;
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) properties.set(name, property);
  // A parameter has the same keyword with another meaning.
  for (const name of Array.isArray(schema.required) ? schema.required : []) required.add(name);
  return { properties, required, additional };
}
