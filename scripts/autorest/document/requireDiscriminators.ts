/** A node of a document, as far as discriminators go. */
interface Node {
  discriminator?: string | { propertyName?: string };
  properties?: Record<string, unknown>;
  required?: string[];
  [key: string]: unknown;
}

/**
 * Makes the properties that tell kinds apart required, and declares them where they are not: AutoRest wants both, and so do
 * the specifications of Swagger 2.0 and OpenAPI 3.0, which many documents forget.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns the names of the properties that were not
 */
export function requireDiscriminators(document: Node): string[] {
  const names: string[] = [];
  const visit = (node: Node): void => {
    if (typeof node !== "object" || node === null) return;
    const { discriminator } = node;
    const name = typeof discriminator === "string" ? discriminator : discriminator?.propertyName;
    const isObject = typeof node.properties === "object" || node["allOf"] !== undefined || node["type"] === "object";
    if (typeof name === "string" && isObject && node["oneOf"] === undefined && node["anyOf"] === undefined) {
      const isRequired = Array.isArray(node.required) && node.required.includes(name);
      if (!isRequired || node.properties?.[name] === undefined) {
        names.push(name);
        node.properties = { [name]: { type: "string" }, ...node.properties };
        node.required = [...new Set([...(node.required ?? []), name])];
      }
    }
    for (const value of Object.values(node)) visit(value as Node);
  };
  visit(document);
  return names;
}
