import { print } from "./readSurface.mjs";
import { ts } from "./typescript.mjs";

/** @typedef {import("typescript-5.4").Node} Node */
/** @typedef {{ text: string, sorted: string, optional: boolean }} Member - sorted: the text with the members of types in one order */
/**
 * A declaration as members and what stands around them.
 *
 * @typedef {object} Parts
 * @property {string} before - the text up to the members
 * @property {Map<string, Member>} members - by name; overloads are one member
 * @property {string} after
 */

/**
 * Takes an interface, a class or an alias of an object type apart. An alias may join one object type with other types.
 *
 * @param {string} text - one declaration
 * @returns {Parts | undefined} nothing for a declaration without members
 */
export function partsOf(text) {
  const source = ts.createSourceFile("declaration.d.ts", text, ts.ScriptTarget.ES2022, true);
  const holder = source.statements.length === 1 ? membersHolder(source.statements[0]) : undefined;
  if (holder === undefined) return undefined;
  /** @type {Map<string, Member>} */
  const members = new Map();
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

/** @param {Parts} parts */
export const joinParts = ({ before, members, after }) =>
  `${before}\n${[...members.values()].map(({ text }) => text).join("\n")}\n${after}`;

/**
 * @param {Node | undefined} statement
 * @returns {{ members: import("typescript-5.4").NodeArray<import("typescript-5.4").ClassElement | import("typescript-5.4").TypeElement> } | undefined}
 */
function membersHolder(statement) {
  if (statement === undefined) return undefined;
  if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) return statement;
  if (!ts.isTypeAliasDeclaration(statement)) return undefined;
  const types = ts.isIntersectionTypeNode(statement.type) ? statement.type.types : [statement.type];
  const [literal, ...others] = types.flatMap((type) => (ts.isTypeLiteralNode(type) ? [type] : []));
  return others.length === 0 ? literal : undefined;
}

/** @param {import("typescript-5.4").ClassElement | import("typescript-5.4").TypeElement} member */
function memberName(member) {
  if (member.name) return member.name.getText();
  return ts.isConstructorDeclaration(member) ? "constructor" : ts.SyntaxKind[member.kind];
}

/** The text of a node with the members of object types in alphabetical order, for their order means nothing. @param {Node} node */
function sortedText(node) {
  const { transformed } = ts.transform(node, [
    (context) => (root) => {
      /** @param {Node} current @returns {Node} */
      const visit = (current) => {
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

/** The types that an alias is a union of; nothing for a declaration of another kind. @param {string} text @returns {string[] | undefined} */
export function unionOf(text) {
  const [statement] = ts.createSourceFile("declaration.d.ts", text, ts.ScriptTarget.ES2022, true).statements;
  if (statement === undefined || !ts.isTypeAliasDeclaration(statement)) return undefined;
  const types = ts.isUnionTypeNode(statement.type) ? [...statement.type.types] : [statement.type];
  return types.map((type) => oneLine(print(type)));
}

/** @param {string} text */
export const oneLine = (text) => text.replaceAll(/\s+/g, " ").trim();

/**
 * Two texts in words, without what they begin and end with alike.
 *
 * @param {string} now @param {string} was
 */
export function contrast(now, was) {
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
