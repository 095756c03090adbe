/** Whether a value goes from the caller to the service or comes back. @typedef {"sent" | "returned"} Direction */

/**
 * Follows references inside a document.
 *
 * @param {any} document
 * @returns {(item: any) => any} gives what a reference leads to, and anything else unchanged
 * @throws {TypeError} while following, when a reference leads nowhere, out of the document, or back to itself
 */
export function referenceReader(document) {
  return (item) => {
    const seen = new Set();
    let current = item;
    while (typeof current?.$ref === "string") {
      const { $ref } = current;
      if (!$ref.startsWith("#/"))
        throw new TypeError(
          `The reference ${$ref} leads out of the document. Bundle the document into one file first.`,
        );
      if (seen.has($ref)) throw new TypeError(`The reference ${$ref} leads back to itself.`);
      seen.add($ref);
      current = decodePointer($ref).reduce((at, key) => at?.[key], document);
      if (current === undefined) throw new TypeError(`The reference ${$ref} leads nowhere.`);
    }
    return current;
  };
}

/** The keys of a local reference, such as `definitions` and `Error`. @param {string} reference */
const decodePointer = (reference) =>
  decodeURIComponent(reference.slice(2))
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The name that generated code gives the type of a schema, if it has one. @param {any} schema @returns {string | undefined} */
export function namedType(schema) {
  if (typeof schema?.$ref === "string") return decodePointer(schema.$ref)[1];
  return isConstant(schema) ? undefined : schema?.["x-ms-enum"]?.name;
}

/** Whether the document knows all values of an enum. AutoRest takes one without `x-ms-enum` for open. @param {any} schema */
export const isSealed = (schema) => schema["x-ms-enum"] !== undefined && schema["x-ms-enum"].modelAsString !== true;

/** Whether there is but one value, which generated code then fills in. @param {any} schema */
export const isConstant = (schema) => schema?.enum?.length === 1 && isSealed(schema);

/**
 * What a schema is: a JSON type, or one of `any`, `bytes`, `map` (all values alike) and `free-form object`.
 *
 * @param {any} schema - without a reference
 * @returns {string}
 */
export function kindOf(schema) {
  const { type, format, properties, allOf, additionalProperties, discriminator } = schema;
  if (type === "file" || format === "binary") return "bytes";
  if (properties !== undefined || allOf !== undefined || discriminator !== undefined) return "object";
  if (typeof additionalProperties === "object") return "map";
  if (type === "object" || additionalProperties === true) return "free-form object";
  if (type !== undefined) return type;
  return schema.enum === undefined ? "any" : typeof schema.enum[0];
}

/** The type of a schema in words, such as `list of string`. @param {any} schema @returns {string} */
export function describe(schema) {
  const name = namedType(schema);
  if (name !== undefined) return name;
  const kind = kindOf(schema);
  if (kind === "array") return `list of ${describe(schema.items ?? {})}`;
  if (kind === "map") return `map of ${describe(schema.additionalProperties)}`;
  return kind;
}

/**
 * The members of an object: its own, and those that it takes over from others.
 *
 * @param {any} schema - without a reference
 * @param {(item: any) => any} read
 * @param {readonly any[]} [above] - the schemas that led here
 * @returns {{ properties: Map<string, any>, required: Set<string>, additional: any }}
 */
export function membersOf(schema, read, above = []) {
  const properties = new Map();
  const required = new Set();
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
