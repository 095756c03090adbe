interface Node {
  $ref?: string;
  type?: unknown;
  allOf?: unknown;
  properties?: unknown;
  [name: string]: unknown;
}

/**
 * Takes references out of an `allOf` that holds nothing else. Documents put them there to say more of them, which a reference
 * by itself must not have. AutoRest takes each for an object that extends another: it refuses enums, and forgets texts and lists.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns how many it took out
 */
export function unwrapReferences(document: Node): number {
  let count = 0;
  const told =
    /^(description|title|nullable|readOnly|writeOnly|deprecated|example|examples|default|externalDocs|xml|x-(?!ms-discriminator).*)$/;
  /** What AutoRest heeds beside a reference. */
  const kept = /^(description|title|nullable|readOnly|x-.*)$/;
  const saysNothing = (value: unknown): boolean =>
    typeof value === "object" && value !== null && Object.keys(value).every((key) => told.test(key));
  const find = (reference: string): Node | undefined => {
    let found: unknown = { $ref: reference };
    for (let step = 0; step < 20; step++) {
      const next = (found as Node | undefined)?.$ref;
      if (typeof next !== "string") return found as Node | undefined;
      // What stands in other files is left as it is.
      if (!next.startsWith("#/")) return undefined;
      found = next
        .slice(2)
        .split("/")
        .map((part) => decodeURIComponent(part).replace(/~1/g, "/").replace(/~0/g, "~"))
        .reduce<unknown>((value, part) => (value as Node | undefined)?.[part], document);
    }
    return undefined;
  };
  const isObject = ({ type, properties, allOf, additionalProperties, oneOf, anyOf }: Node): boolean =>
    type === "object" || [properties, allOf, additionalProperties, oneOf, anyOf].some((part) => part !== undefined);

  const unwrap = (node: Node, isNamed: boolean): void => {
    if (!Array.isArray(node.allOf)) return;
    const parts = (node.allOf as Node[]).filter((part) => !saysNothing(part));
    const [only] = parts;
    if (parts.length !== 1 || typeof only?.$ref !== "string") return;
    const target = find(only.$ref);
    const own = Object.keys(node).filter((key) => key !== "allOf" && !(key === "type" && node.type === target?.type));
    if (target === undefined || !own.every((key) => told.test(key))) return;
    // A name stands for a schema of its own; one that extends an object may have its name.
    if (isNamed && isObject(target)) return;
    count += 1;
    delete node.allOf;
    if (isNamed) {
      for (const [key, value] of Object.entries(target)) node[key] ??= JSON.parse(JSON.stringify(value)) as unknown;
      return;
    }
    for (const key of Object.keys(node)) if (!kept.test(key)) delete node[key];
    node.$ref = only.$ref;
  };

  const visit = (node: Node, keys: readonly string[]): void => {
    if (typeof node !== "object" || node === null) return;
    const holder = keys[keys.length - 2];
    unwrap(node, (keys.length === 3 && holder === "schemas") || (keys.length === 2 && holder === "definitions"));
    for (const [key, value] of Object.entries(node)) {
      // What is a value of the service's, and no part of the document.
      if (/^(example|examples|default|enum|x-ms-examples)$/.test(key) && keys[keys.length - 1] !== "properties")
        continue;
      visit(value as Node, [...keys, key]);
    }
  };
  visit(document, []);
  return count;
}
