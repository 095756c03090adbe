/** A node of a document, as far as enums go. */
interface Node {
  type?: unknown;
  enum?: unknown;
  [key: string]: unknown;
}

/** A document, of which only its version counts. */
interface Versioned extends Node {
  swagger?: unknown;
}

/**
 * Writes enums in a way that AutoRest reads rightly. It takes `null` for an empty object, and refuses values that are given
 * twice, objects, lists, and values of several types: those may be any of their type, or anything. Values of which it can make no
 * name, such as an empty text or `-`, are given one.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns the schemas whose values are not listed any more, each as the keys that lead there
 */
export function adaptEnums(document: Versioned): string[] {
  const free: string[] = [];
  const values = new Set(["default", "enum", "example", "examples", "x-ms-examples"]);
  const nullable = document.swagger === undefined ? "nullable" : "x-nullable";
  const nameValues = (node: Node, listed: readonly unknown[]): void => {
    const known = node["x-ms-enum"] as { values?: unknown } | undefined;
    if (known?.values !== undefined || listed.every((value) => /[a-z0-9]/i.test(String(value)))) return;
    const named = listed.map((value, index) => ({
      value,
      name: /[a-z0-9]/i.test(String(value)) ? String(value) : `value${index + 1}`,
    }));
    // Without x-ms-enum an enum is open.
    node["x-ms-enum"] = { modelAsString: true, ...known, values: named };
  };
  const adapt = (node: Node, listed: readonly unknown[], keys: readonly string[]): void => {
    const distinct = [...new Set(listed)].filter((value) => value !== null);
    const types = new Set(distinct.map((value) => typeof value));
    const isPlain = types.size === 1 && !types.has("object") && node.type !== "object" && node.type !== "array";
    if (distinct.length < listed.length && listed.includes(null)) node[nullable] = true;
    if (isPlain && types.has("boolean") && distinct.length === 2) {
      // Both that there are: AutoRest makes an enum of them that it then forgets.
      node.type = "boolean";
      delete node.enum;
      delete node["x-ms-enum"];
      return;
    }
    if (isPlain) {
      if (distinct.length < listed.length) node.enum = distinct;
      // What its values are of; AutoRest asks for it.
      const [type] = types;
      if (node.type === undefined && node["allOf"] === undefined)
        node.type = type === "number" && distinct.every(Number.isInteger) ? "integer" : type;
      nameValues(node, distinct);
      return;
    }
    delete node.enum;
    delete node["x-ms-enum"];
    free.push(keys.join("."));
  };
  const visit = (node: Node, keys: readonly string[]): void => {
    if (typeof node !== "object" || node === null) return;
    const name = keys[keys.length - 1] ?? "";
    // A property may be called enum.
    if (Array.isArray(node.enum) && name !== "properties") adapt(node, node.enum, keys);
    for (const [key, value] of Object.entries(node))
      if (!values.has(key) || name === "properties") visit(value as Node, [...keys, key]);
  };
  visit(document, []);
  return free;
}
