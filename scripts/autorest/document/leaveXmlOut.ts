/** A node of a document, as far as media types go. */
interface Node {
  produces?: unknown;
  consumes?: unknown;
  content?: unknown;
  [key: string]: unknown;
}

/**
 * Takes XML out where JSON is offered for the same bodies: lists of media types, and contents by media type, wherever they
 * stand.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns how many lists and contents it was taken out of
 */
export function leaveXmlOut(document: Node): number {
  let count = 0;
  const isXml = (type: string) => /[/+]xml\b/.test(type);
  const hasBoth = (types: readonly string[]) => types.some(isXml) && types.some((type) => /[/+]json\b/.test(type));
  const visit = (node: Node): void => {
    if (typeof node !== "object" || node === null) return;
    for (const key of ["produces", "consumes"]) {
      const types = node[key];
      if (!Array.isArray(types) || !hasBoth(types)) continue;
      node[key] = types.filter((type) => !isXml(type));
      count += 1;
    }
    const content = node.content as Record<string, unknown> | undefined;
    if (typeof content === "object" && content !== null && hasBoth(Object.keys(content))) {
      for (const type of Object.keys(content)) if (isXml(type)) delete content[type];
      count += 1;
    }
    for (const value of Object.values(node)) visit(value as Node);
  };
  visit(document);
  return count;
}
