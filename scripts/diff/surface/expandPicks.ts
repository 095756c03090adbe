import { ts } from "./typescript.js";
import type { InterfaceDeclaration, Node } from "typescript-5.4";

/**
 * Writes `Pick<Interface, "a" | "b">` as the members that it stands for, where an alias is nothing else and where an
 * interface extends it, so that what was moved into a shared interface is compared member by member.
 *
 * @param code - declarations, the picked interface among them
 */
export function expandPicks(code: string): string {
  const { statements } = ts.createSourceFile("report.d.ts", code, ts.ScriptTarget.ES2022, true);
  const interfaces = new Map(statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
  let expanded = code;
  // From the end, so that places before it stay where they are.
  for (const statement of [...statements].reverse()) {
    if (ts.isTypeAliasDeclaration(statement)) {
      const members = pickedMembers(statement.type, interfaces);
      if (members) expanded = replace(expanded, statement, `export interface ${statement.name.text} {\n${members}\n}`);
    } else if (ts.isInterfaceDeclaration(statement)) {
      const [clause, ...others] = statement.heritageClauses ?? [];
      const [base, ...otherBases] = clause?.types ?? [];
      if (clause === undefined || base === undefined || others.length + otherBases.length > 0) continue;
      const members = pickedMembers(base, interfaces);
      if (members === undefined) continue;
      const { pos } = statement.members;
      expanded = `${expanded.slice(0, clause.getStart())}{\n${members}${expanded.slice(pos)}`;
    }
  }
  return expanded;
}

const replace = (text: string, node: Node, by: string) =>
  `${text.slice(0, node.getStart())}${by}${text.slice(node.getEnd())}`;

/** The text of the members that `Pick` takes from an interface; nothing for any other type. */
function pickedMembers(type: Node, interfaces: ReadonlyMap<string, InterfaceDeclaration>): string | undefined {
  const [, from = "", keys = ""] = /^Pick<(\w+), ((?:"[^"]*"(?: \| )?)+)>$/.exec(type.getText()) ?? [];
  const wanted = new Set([...keys.matchAll(/"([^"]*)"/g)].map(([, key]) => key));
  const members = interfaces
    .get(from)
    ?.members.filter(({ name }) => name !== undefined && wanted.has(name.getText().replaceAll('"', "")));
  return members?.length === wanted.size && wanted.size > 0
    ? members.map((member) => member.getText()).join("\n")
    : undefined;
}
