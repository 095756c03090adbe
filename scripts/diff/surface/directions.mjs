import { ts } from "./typescript.mjs";

/** @typedef {import("typescript-5.4").Node} Node */
/** @typedef {import("./readSurface.mjs").Surface} Surface */
/** @typedef {import("../documents/schema.mjs").Direction} Direction */

/**
 * Finds out which exported types callers make and which they are given, from the functions that take and return them.
 *
 * @param {Surface} surface
 * @returns {Map<string, Set<Direction>>} by name
 */
export function readDirections({ declarations }) {
  /** @type {Map<string, Set<Direction>>} */
  const directions = new Map();

  /** @param {string} name @param {Direction} direction */
  const reach = (name, direction) => {
    const declaration = declarations.get(name);
    const known = directions.get(name) ?? new Set();
    if (declaration === undefined || known.has(direction)) return;
    directions.set(name, known.add(direction));
    for (const node of declaration.nodes) visit(node, direction);
  };

  /** @param {Node | undefined} node @param {Direction} direction @returns {void} */
  const visit = (node, direction) => {
    if (node === undefined) return;
    if (ts.isFunctionLike(node)) {
      for (const { constraint } of node.typeParameters ?? []) visit(constraint, turn(direction));
      for (const parameter of node.parameters) visit(parameter.type, turn(direction));
      visit("type" in node ? node.type : undefined, direction);
    } else if (ts.isIndexedAccessTypeNode(node)) {
      // A table of types, in which callers look things up; nobody makes the table itself.
      visit(node.objectType, "returned");
      visit(node.indexType, direction);
    } else {
      if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
        const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
        reach(name.getText(), direction);
      }
      ts.forEachChild(node, (child) => visit(child, direction));
    }
  };

  for (const { name, nodes } of declarations.values()) {
    if (
      nodes.some(
        (node) => ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isVariableStatement(node),
      )
    )
      reach(name, "returned");
  }
  return directions;
}

/** What a function takes goes the other way than what it returns. @param {Direction} direction @returns {Direction} */
const turn = (direction) => (direction === "sent" ? "returned" : "sent");
