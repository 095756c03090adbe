/** A node of an OpenAPI 3.0 document, as far as unions go. */
interface Node {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  properties?: Record<string, Node>;
  required?: string[];
  enum?: string[];
  allOf?: Node[];
  oneOf?: Node[];
  anyOf?: Node[];
  discriminator?: { propertyName?: string; mapping?: Record<string, string> };
  [key: string]: unknown;
}

/** A document whose schemas can be united. */
interface Openapi {
  components?: { schemas?: Record<string, Node> };
  [key: string]: unknown;
}

/**
 * Writes `oneOf` and `anyOf` of an OpenAPI 3.0 document in a way that AutoRest has a model for; it makes empty objects of
 * them. Those with a discriminator become a parent whose kinds are the members, and have it; of others only what the
 * members have in common is left, which is most often that they are values.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns where there is a value of any kind now, each as the keys that lead there
 */
export function adaptUnions(document: Openapi): string[] {
  const free: string[] = [];
  const schemas = ((document.components ??= {}).schemas ??= {});
  const nameOf = (reference: string) => decodeURIComponent(reference.split("/").pop() ?? "");
  const isNamed = ({ $ref }: Node) => $ref?.includes("#/components/schemas/") === true && nameOf($ref) in schemas;

  const follow = (node: Node | undefined) => (node?.$ref === undefined ? node : schemas[nameOf(node.$ref)]);

  /** The values that a property may have, in a schema or in what it extends. */
  const valuesOf = (schema: Node | undefined, property: string, depth = 0): string[] => {
    const own = follow(schema?.properties?.[property])?.enum;
    if (own !== undefined || depth > 20) return own ?? [];
    return (
      (schema?.allOf ?? []).map((part) => valuesOf(follow(part), property, depth + 1)).find(({ length }) => length) ??
      []
    );
  };

  const toParent = (name: string, union: Node, members: readonly Node[]): void => {
    const { propertyName = "", mapping = {} } = union.discriminator ?? {};
    const { oneOf: _, anyOf: __, ...rest } = union;
    const parent: Node = {
      ...rest,
      type: "object",
      properties: { [propertyName]: { type: "string" }, ...union.properties },
      required: [...new Set([...(union.required ?? []), propertyName])],
      discriminator: { propertyName },
      "x-abstract": true,
    };
    const place = /^.*#\/components\/schemas\//.exec(members[0]?.$ref ?? "")?.[0] ?? "";
    for (const key of Object.keys(union)) delete union[key];
    schemas[name] = Object.assign(union, parent);
    for (const member of new Set(members.map(({ $ref = "" }) => nameOf($ref)))) {
      const kind = schemas[member] as Node;
      const mapped = Object.keys(mapping).filter((value) => nameOf(mapping[value] ?? "") === member);
      const values = mapped.length > 0 ? mapped : valuesOf(kind, propertyName);
      // Its parent has it.
      delete kind.properties?.[propertyName];
      if (kind.allOf?.some(({ $ref = "" }) => nameOf($ref) === name) !== true)
        kind.allOf = [...(kind.allOf ?? []), { $ref: place + name }];
      kind.type ??= "object";
      if (values.length > 0) kind["x-ms-discriminator-value"] ??= values[0];
      if (values.length > 1) kind["x-kinds"] ??= values;
    }
  };

  const simplify = (node: Node, keys: readonly string[]): void => {
    const members = [...(node.oneOf ?? []), ...(node.anyOf ?? [])];
    const kinds = new Set(members.map(({ type, $ref }) => ($ref === undefined ? type : undefined)));
    const [type] = kinds;
    const isKnown = node.properties !== undefined || (node.allOf?.length ?? 0) > 0;
    delete node.oneOf;
    delete node.anyOf;
    // Members that only say which of its properties are there together.
    if (isKnown) return;
    if (members.length === 1) Object.assign(node, members[0]);
    else if (kinds.size === 1 && type !== undefined && type !== "object" && type !== "array") node.type = type;
    else {
      delete node.type;
      delete node.discriminator;
      free.push(keys.join("."));
    }
  };

  const visit = (node: Node, keys: readonly string[]): void => {
    if (typeof node !== "object" || node === null) return;
    const members = Array.isArray(node.oneOf) ? node.oneOf : Array.isArray(node.anyOf) ? node.anyOf : undefined;
    if (members !== undefined) {
      const isSchema = keys.length === 3 && keys[0] === "components" && keys[1] === "schemas";
      if (node.discriminator?.propertyName !== undefined && members.length > 1 && members.every(isNamed)) {
        const name = isSchema ? String(keys[2]) : members.map(({ $ref = "" }) => nameOf($ref)).join("Or");
        if (isSchema) toParent(name, node, members);
        else {
          if (!(name in schemas)) toParent(name, { ...node }, members);
          for (const key of Object.keys(node)) delete node[key];
          node.$ref = (members[0]?.$ref ?? "").replace(/[^/]*$/, name);
        }
      } else {
        for (const [index, member] of members.entries()) visit(member, [...keys, String(index)]);
        simplify(node, keys);
      }
    }
    for (const [key, value] of Object.entries(node)) {
      // What is a value of the service's, and no part of the document.
      if (/^(example|examples|default|enum|x-ms-examples)$/.test(key) && keys[keys.length - 1] !== "properties")
        continue;
      visit(value as Node, [...keys, key]);
    }
  };

  visit(document as unknown as Node, []);
  return free;
}
