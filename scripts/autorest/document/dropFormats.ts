/** A node of a document, as far as formats go. */
interface Node {
  type?: unknown;
  format?: unknown;
  enum?: unknown;
  [key: string]: unknown;
}

/**
 * Takes formats out that say nothing: those of truth values and lists, unknown ones of texts with listed values, small integers,
 * and those that are the name of a type. AutoRest fails on some of them, where both specifications let unknown ones pass.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 */
export function dropFormats(document: Node): void {
  const known =
    /^(?:byte|base64url|binary|certificate|char|date|date-time|date-time-rfc1123|duration|file|password|time|unixtime|uri|url|uuid)$/;
  const visit = (node: Node): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, format } = node;
    if (typeof type === "string" && typeof format === "string") {
      const isListed = type === "string" && Array.isArray(node.enum) && !known.test(format);
      const isName = /^(?:string|integer|number|boolean|array|object)$/.test(format);
      const isSmall = type === "integer" && /^u?int(?:8|16)$|^uint32$/.test(format);
      if (isListed || isName || isSmall || /^(?:boolean|array)$/.test(type)) delete node.format;
      // Taken for 32 bits, it would be read as another number.
      if (type === "integer" && format === "uint64") node.format = "int64";
    }
    for (const value of Object.values(node)) visit(value as Node);
  };
  visit(document);
}
