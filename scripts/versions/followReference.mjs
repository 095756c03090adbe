/**
 * What a node of a document refers to, or the node itself.
 *
 * @param {any} node
 * @param {any} document
 * @returns {any}
 */
export function followReference(node, document) {
  if (typeof node?.$ref !== "string") return node;
  const target = node.$ref
    .replace(/^#\//, "")
    .split("/")
    // As RFC 6901, sections 4 and 6, writes the parts of a path.
    .map((/** @type {string} */ part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((/** @type {any} */ at, /** @type {string} */ part) => at?.[part], document);
  return followReference(target ?? {}, document);
}
