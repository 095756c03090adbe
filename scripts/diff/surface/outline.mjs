import { ts } from "./typescript.mjs";

/** @typedef {import("typescript-5.4").Node} Node */

/**
 * Whether a declaration has lost an argument, or a member of a member. The compiler lets values and
 * functions pass that have less to say; but who reads the member, names it in a literal, or gives the argument is refused.
 *
 * @param {string} before @param {string} after - declarations as text
 */
export function hasLost(before, after) {
  const left = outlineOf(after);
  return [...outlineOf(before)].some(([place, count]) => {
    const now = left.get(place);
    // A member of the declaration itself may be inherited; the compiler knows.
    return now === undefined ? !isOwnMember(place) : now < count;
  });
}

/** @param {string} place */
const isOwnMember = (place) => /^\.[^.(]+$/.test(place) || /^\."[^"]*"$/.test(place);

/** The places in a declaration, each with the number of arguments that can be given there. @param {string} text */
function outlineOf(text) {
  /** @type {Map<string, number>} */
  const outline = new Map();
  /** @param {string} place @param {number} count */
  const note = (place, count) => outline.set(place, Math.max(count, outline.get(place) ?? 0));
  /** @param {Node} node @param {string} place @returns {void} */
  const visit = (node, place) => {
    const inner = isMember(node) ? `${place}.${node.name.getText()}` : place;
    if (inner !== place) note(inner, 0);
    if (ts.isFunctionLike(node)) {
      const hasRest = node.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
      note(inner, hasRest ? Infinity : node.parameters.length);
      node.parameters.forEach((parameter, index) => parameter.type && visit(parameter.type, `${inner}(${index})`));
      if (node.type) visit(node.type, inner);
    } else {
      ts.forEachChild(node, (child) => visit(child, inner));
    }
  };
  const source = ts.createSourceFile("declaration.d.ts", text, ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) visit(statement, "");
  return outline;
}

/** @param {Node} node @returns {node is (import("typescript-5.4").TypeElement | import("typescript-5.4").ClassElement) & { name: Node }} */
const isMember = (node) => (ts.isTypeElement(node) || ts.isClassElement(node)) && node.name !== undefined;
