import { ts } from "./typescript.js";
import type { Node, TypeReferenceNode } from "typescript-5.4";
import type { Surface } from "./readSurface.js";
import type { Direction } from "../documents/schema.js";

type Declarations = Surface["declarations"];

/**
 * Finds out which exported types callers make and which they are given, from the functions that take and return them.
 *
 * @returns by name
 */
export function readDirections({ declarations }: Surface): Map<string, Set<Direction>> {
  const directions: Map<string, Set<Direction>> = new Map();

  const reach = (name: string, direction: Direction) => {
    const declaration = declarations.get(name);
    const known = directions.get(name) ?? new Set();
    if (declaration === undefined || known.has(direction)) return;
    directions.set(name, known.add(direction));
    for (const node of declaration.nodes) visit(node, direction);
  };

  const visit = (node: Node | undefined, direction: Direction): void => {
    if (node === undefined || isKeyof(node)) return;
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
      const lookedUp = ts.isTypeReferenceNode(node) ? tablesOf(node, declarations) : [];
      ts.forEachChild(node, (child) => visit(child, lookedUp.includes(child) ? "returned" : direction));
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

/** The type arguments in which a type of this surface does nothing but look things up: tables, as above. */
function tablesOf(
  reference: TypeReferenceNode,
  declarations: Declarations,
  path: readonly Node[] = [],
): readonly Node[] {
  const { typeName, typeArguments = [] as never } = reference;
  const [alias] = declarations.get(typeName.getText())?.nodes ?? [];
  if (alias === undefined || !ts.isTypeAliasDeclaration(alias)) return [];
  // What a type does with itself is what it does elsewhere.
  if (path.includes(alias)) return typeArguments;
  const isTable = (parameter: string, node: Node): boolean => {
    if (isKeyof(node)) return true;
    if (ts.isIndexedAccessTypeNode(node)) return isTable(parameter, node.indexType);
    if (ts.isTypeReferenceNode(node)) {
      if (node.typeName.getText() === parameter) return false;
      const tables = tablesOf(node, declarations, [...path, alias]);
      return (node.typeArguments ?? []).every((argument) => tables.includes(argument) || isTable(parameter, argument));
    }
    return ts.forEachChild(node, (child) => !isTable(parameter, child)) !== true;
  };
  return typeArguments.filter((_, index) => {
    const parameter = alias.typeParameters?.[index]?.name.getText();
    return parameter !== undefined && isTable(parameter, alias.type);
  });
}

/** Names alone: nobody makes or is given what has them. */
const isKeyof = (node: Node) => ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword;

/** What a function takes goes the other way than what it returns. */
const turn = (direction: Direction): Direction => (direction === "sent" ? "returned" : "sent");
