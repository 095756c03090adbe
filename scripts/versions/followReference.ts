/** What a node of a document refers to, or the node itself. */
export function followReference(node: any, document: any): any {
  if (typeof node?.$ref !== "string") return node;
  const target = node.$ref
    .replace(/^#\//, "")
    .split("/")
    // As RFC 6901, sections 4 and 6, writes the parts of a path.
    .map((part: string) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((at: any, part: string) => at?.[part], document);
  return followReference(target ?? {}, document);
}
