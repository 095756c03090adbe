import { expandPicks } from "./expandPicks.js";
import { ts } from "./typescript.js";
import type { ExportDeclaration, MethodSignature, Node, Statement, TypeElement } from "typescript-5.4";

/** Something that an entry point exports. */
export interface Declaration {
  name: string;
  /** Several for overloads. */
  nodes: Statement[];
  /** As it stands in the report. */
  text: string;
  /** The same for the compiler; see `strictMethods`. */
  strictText: string;
}

/** What an API report says that an entry point exports. */
export interface Surface {
  /** The import statements. */
  imports: string;
  /** By name. */
  declarations: Map<string, Declaration>;
  /** Names that come from other packages. */
  reexports: Set<string>;
  /** Types that declarations name and the report does not show. */
  unexported: Set<string>;
}

/**
 * Reads the report that API Extractor wrote.
 *
 * @param report - Markdown with one block of TypeScript
 * @throws TypeError when there is no such block
 */
export function readSurface(report: string): Surface {
  const block = /^```ts\r?\n([\s\S]*?)^```/m.exec(report)?.[1];
  if (block === undefined) throw new TypeError("This is no API report: it has no block of TypeScript.");
  const code = expandPicks(block);
  const source = ts.createSourceFile("report.d.ts", code, ts.ScriptTarget.ES2022, true);
  const surface: Surface = {
    imports: "",
    declarations: new Map(),
    reexports: new Set(),
    unexported: readUnexported(code),
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) surface.imports += `${print(statement)}\n`;
    else if (ts.isExportDeclaration(statement)) {
      for (const name of namesOf(statement)) surface.reexports.add(name);
    } else {
      for (const name of declaredNames(statement)) addDeclaration(surface, name, statement);
    }
  }
  return surface;
}

/** API Extractor warns of each type that an export needs and the entry point does not export. */
const readUnexported = (code: string) =>
  new Set([...code.matchAll(/\(ae-forgotten-export\) The symbol "([^"]+)"/g)].map(([, name = ""]) => name));

const namesOf = ({ exportClause }: ExportDeclaration) =>
  exportClause && ts.isNamedExports(exportClause) ? exportClause.elements.map((element) => element.name.text) : [];

function declaredNames(statement: Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  const { name } = statement as unknown as { name?: Node };
  return name ? [name.getText()] : [];
}

function addDeclaration({ declarations }: Surface, name: string, statement: Statement) {
  const known = declarations.get(name);
  const [text, strictText] = [print(statement), print(strictMethods(statement))];
  declarations.set(name, {
    name,
    nodes: [...(known?.nodes ?? []), statement],
    text: known ? `${known.text}\n${text}` : text,
    strictText: known ? `${known.strictText}\n${strictText}` : strictText,
  });
}

/** A piece of the report in one layout, without comments. */
export const print = (node: Node) =>
  ts.createPrinter({ removeComments: true }).printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());

/**
 * Turns methods of interfaces into properties. The compiler compares the parameters of methods loosely, and of functions
 * strictly; what callers give a client has to be compared strictly.
 */
export function strictMethods<T extends Node>(node: T): T {
  const { factory } = ts;
  const convert = (members: readonly TypeElement[]) => {
    const methods: Map<string, MethodSignature[]> = new Map();
    for (const member of members) {
      if (ts.isMethodSignature(member))
        methods.set(member.name.getText(), [...(methods.get(member.name.getText()) ?? []), member]);
    }
    const kept = members.filter((member) => !ts.isMethodSignature(member));
    const properties = [...methods.values()].map(([first, ...others]) => {
      const method = first as MethodSignature;
      const signatures = [method, ...others].map(({ typeParameters, parameters, type }) =>
        factory.createCallSignature(typeParameters, parameters, type),
      );
      return factory.createPropertySignature(
        undefined,
        method.name,
        method.questionToken,
        factory.createTypeLiteralNode(signatures),
      );
    });
    return [...kept, ...properties];
  };
  const result = ts.transform(node, [
    (context) => (root) => {
      const visit = (current: Node): Node => {
        // From the outside in, because a name is read from the text that a node came from.
        const converted = ts.isInterfaceDeclaration(current)
          ? factory.updateInterfaceDeclaration(
              current,
              current.modifiers,
              current.name,
              current.typeParameters,
              current.heritageClauses,
              convert(current.members),
            )
          : ts.isTypeLiteralNode(current)
            ? factory.updateTypeLiteralNode(current, factory.createNodeArray(convert(current.members)))
            : current;
        return ts.visitEachChild(converted, visit, context);
      };
      return visit(root) as T;
    },
  ]);
  return result.transformed[0] as T;
}
