/** A node of a document, as far as media types go. */
interface Node {
  consumes?: unknown;
  produces?: unknown;
  content?: Record<string, { schema?: { type?: string; format?: string; $ref?: string } } | undefined>;
  [key: string]: unknown;
}

/**
 * Names the media type where a document says that there may be any: JSON, or bytes where its schema is of bytes. AutoRest
 * does not know what to make of a `*`, and none may be sent.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns how often it did
 */
export function nameMediaTypes(document: Node): number {
  let count = 0;
  const any = "*/*";
  const visit = (node: Node): void => {
    if (typeof node !== "object" || node === null) return;
    for (const key of ["consumes", "produces"] as const) {
      const list = node[key];
      if (!Array.isArray(list) || !list.includes(any)) continue;
      count += 1;
      node[key] = [...new Set(list.map((type: unknown) => (type === any ? "application/json" : type)))];
    }
    const { content } = node;
    if (typeof content === "object" && content !== null && !Array.isArray(content) && any in content) {
      count += 1;
      const body = content[any];
      const name = body?.schema?.format === "binary" ? "application/octet-stream" : "application/json";
      content[name] ??= body;
      delete content[any];
    }
    for (const value of Object.values(node)) visit(value as Node);
  };
  visit(document);
  return count;
}
