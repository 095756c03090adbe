import { print } from "./readSurface.js";
import { ts } from "./typescript.js";
import type { ClassElement, Node, NodeArray, TypeElement } from "typescript-5.4";

/** Sorted: the text with the members of types in one order. */
export interface Member {
  text: string;
  sorted: string;
  optional: boolean;
}

/** A declaration as members and what stands around them. */
export interface Parts {
  /** The text up to the members. */
  before: string;
  /** By name; overloads are one member. */
  members: Map<string, Member>;
  after: string;
}

/**
 * Takes an interface, a class or an alias of an object type apart. An alias may join one object type with other types.
 *
 * @param text - one declaration
 * @returns nothing for a declaration without members
 */
export function partsOf(text: string): Parts | undefined {
  const source = ts.createSourceFile("declaration.d.ts", text, ts.ScriptTarget.ES2022, true);
  const holder = source.statements.length === 1 ? membersHolder(source.statements[0]) : undefined;
  if (holder === undefined) return undefined;
  const members: Map<string, Member> = new Map();
  for (const member of holder.members) {
    const name = memberName(member);
    const known = members.get(name);
    const texts = { text: print(member), sorted: sortedText(member) };
    members.set(name, {
      text: known ? `${known.text}\n${texts.text}` : texts.text,
      sorted: known ? `${known.sorted}\n${texts.sorted}` : texts.sorted,
      optional: "questionToken" in member && member.questionToken !== undefined,
    });
  }
  return { before: text.slice(0, holder.members.pos), members, after: text.slice(holder.members.end) };
}

export const joinParts = ({ before, members, after }: Parts) =>
  `${before}\n${[...members.values()].map(({ text }) => text).join("\n")}\n${after}`;

function membersHolder(statement: Node | undefined): { members: NodeArray<ClassElement | TypeElement> } | undefined {
  if (statement === undefined) return undefined;
  if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) return statement;
  if (!ts.isTypeAliasDeclaration(statement)) return undefined;
  const types = ts.isIntersectionTypeNode(statement.type) ? statement.type.types : [statement.type];
  const [literal, ...others] = types.flatMap((type) => (ts.isTypeLiteralNode(type) ? [type] : []));
  return others.length === 0 ? literal : undefined;
}

function memberName(member: ClassElement | TypeElement) {
  if (member.name) return member.name.getText();
  return ts.isConstructorDeclaration(member) ? "constructor" : ts.SyntaxKind[member.kind];
}

/** The text of a node with the members of object types in alphabetical order, for their order means nothing. */
function sortedText(node: Node) {
  const { transformed } = ts.transform(node, [
    (context) => (root) => {
      const visit = (current: Node): Node => {
        if (!ts.isTypeLiteralNode(current)) return ts.visitEachChild(current, visit, context);
        const members = [...current.members].sort((a, b) => (print(a) < print(b) ? -1 : 1));
        const sorted = ts.factory.updateTypeLiteralNode(current, ts.factory.createNodeArray(members));
        return ts.visitEachChild(sorted, visit, context);
      };
      return visit(root);
    },
  ]);
  return oneLine(print(transformed[0] ?? node));
}

/** The types that an alias is a union of; nothing for a declaration of another kind. */
export function unionOf(text: string): string[] | undefined {
  const [statement] = ts.createSourceFile("declaration.d.ts", text, ts.ScriptTarget.ES2022, true).statements;
  if (statement === undefined || !ts.isTypeAliasDeclaration(statement)) return undefined;
  const types = ts.isUnionTypeNode(statement.type) ? [...statement.type.types] : [statement.type];
  return types.map((type) => oneLine(print(type)));
}

export const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").trim();

/** Two texts in words, without what they begin and end with alike. */
export function contrast(now: string, was: string) {
  const [a, b] = [now, was].map((text) => oneLine(text).replace(/;$/, "").split(" "));
  if (a === undefined || b === undefined) return "";
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  // A word more on each side, so that one sees where it is, and never nothing at all.
  const [from, to] = [Math.max(0, start - 1), Math.max(0, end - 1)];
  const [inNow, inWas] = [a, b].map((words) =>
    [...(from > 0 ? ["..."] : []), ...words.slice(from, words.length - to), ...(to > 0 ? ["..."] : [])].join(" "),
  );
  return `now ${inNow}, was ${inWas}`;
}
