/** A node of a document, as far as parameters go. */
interface Node {
  name?: unknown;
  in?: unknown;
  [key: string]: unknown;
}

/**
 * Gives a parameter whose name every JavaScript object has, such as `constructor`, another one in the client; on the wire it
 * keeps its own.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 */
export function nameParameters(document: Node): void {
  const taken = Object.getOwnPropertyNames(Object.prototype);
  const visit = (node: Node): void => {
    if (typeof node !== "object" || node === null) return;
    if (typeof node.in === "string" && typeof node.name === "string" && taken.includes(node.name))
      node["x-ms-client-name"] ??= `${node.name}Value`;
    for (const value of Object.values(node)) visit(value as Node);
  };
  visit(document);
}
