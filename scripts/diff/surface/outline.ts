import { ts } from "./typescript.js";
import type { ClassElement, Node, TypeElement } from "typescript-5.4";

/**
 * Whether a declaration has lost an argument, or a member of a member. The compiler lets values and
 * functions pass that have less to say; but who reads the member, names it in a literal, or gives the argument is refused.
 *
 * @param after - declarations as text
 */
export function hasLost(before: string, after: string) {
  const left = outlineOf(after);
  return [...outlineOf(before)].some(([place, count]) => {
    const now = left.get(place);
    // A member of the declaration itself may be inherited; the compiler knows.
    return now === undefined ? !isOwnMember(place) : now < count;
  });
}

const isOwnMember = (place: string) => /^\.[^.(]+$/.test(place) || /^\."[^"]*"$/.test(place);

/** The places in a declaration, each with the number of arguments that can be given there. */
function outlineOf(text: string) {
  const outline: Map<string, number> = new Map();
  const note = (place: string, count: number) => outline.set(place, Math.max(count, outline.get(place) ?? 0));
  const visit = (node: Node, place: string): void => {
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

const isMember = (node: Node): node is (TypeElement | ClassElement) & { name: Node } =>
  (ts.isTypeElement(node) || ts.isClassElement(node)) && node.name !== undefined;
