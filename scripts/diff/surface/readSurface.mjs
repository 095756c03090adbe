import { ts } from "./typescript.mjs";

/** @typedef {import("typescript-5.4").Node} Node */
/** @typedef {import("typescript-5.4").Statement} Statement */
/**
 * Something that an entry point exports.
 *
 * @typedef {object} Declaration
 * @property {string} name
 * @property {Statement[]} nodes - several for overloads
 * @property {string} text - as it stands in the report
 * @property {string} strictText - the same for the compiler; see `strictMethods`
 */
/**
 * What an API report says that an entry point exports.
 *
 * @typedef {object} Surface
 * @property {string} imports - the import statements
 * @property {Map<string, Declaration>} declarations - by name
 * @property {Set<string>} reexports - names that come from other packages
 * @property {Set<string>} unexported - types that declarations name and the report does not show
 */

const printer = ts.createPrinter({ removeComments: true });

/**
 * Reads the report that API Extractor wrote.
 *
 * @param {string} report - Markdown with one block of TypeScript
 * @returns {Surface}
 * @throws {TypeError} when there is no such block
 */
export function readSurface(report) {
  const code = /^```ts\r?\n([\s\S]*?)^```/m.exec(report)?.[1];
  if (code === undefined) throw new TypeError("This is no API report: it has no block of TypeScript.");
  const source = ts.createSourceFile("report.d.ts", code, ts.ScriptTarget.ES2022, true);
  /** @type {Surface} */
  const surface = { imports: "", declarations: new Map(), reexports: new Set(), unexported: readUnexported(code) };
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

/** API Extractor warns of each type that an export needs and the entry point does not export. @param {string} code */
const readUnexported = (code) =>
  new Set([...code.matchAll(/\(ae-forgotten-export\) The symbol "([^"]+)"/g)].map(([, name = ""]) => name));

/** @param {import("typescript-5.4").ExportDeclaration} statement */
const namesOf = ({ exportClause }) =>
  exportClause && ts.isNamedExports(exportClause) ? exportClause.elements.map((element) => element.name.text) : [];

/** @param {Statement} statement @returns {string[]} */
function declaredNames(statement) {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  const { name } = /** @type {{ name?: Node }} */ (/** @type {unknown} */ (statement));
  return name ? [name.getText()] : [];
}

/** @param {Surface} surface @param {string} name @param {Statement} statement */
function addDeclaration({ declarations }, name, statement) {
  const known = declarations.get(name);
  const [text, strictText] = [print(statement), print(strictMethods(statement))];
  declarations.set(name, {
    name,
    nodes: [...(known?.nodes ?? []), statement],
    text: known ? `${known.text}\n${text}` : text,
    strictText: known ? `${known.strictText}\n${strictText}` : strictText,
  });
}

/** A piece of the report in one layout, without comments. @param {Node} node */
export const print = (node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());

/**
 * Turns methods of interfaces into properties. The compiler compares the parameters of methods loosely, and of functions
 * strictly; what callers give a client has to be compared strictly.
 *
 * @template {Node} T
 * @param {T} node
 * @returns {T}
 */
export function strictMethods(node) {
  const { factory } = ts;
  /** @param {readonly import("typescript-5.4").TypeElement[]} members */
  const convert = (members) => {
    /** @type {Map<string, import("typescript-5.4").MethodSignature[]>} */
    const methods = new Map();
    for (const member of members) {
      if (ts.isMethodSignature(member))
        methods.set(member.name.getText(), [...(methods.get(member.name.getText()) ?? []), member]);
    }
    const kept = members.filter((member) => !ts.isMethodSignature(member));
    const properties = [...methods.values()].map(([first, ...others]) => {
      const method = /** @type {import("typescript-5.4").MethodSignature} */ (first);
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
      /** @param {Node} current @returns {Node} */
      const visit = (current) => {
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
      return /** @type {T} */ (visit(root));
    },
  ]);
  return /** @type {T} */ (result.transformed[0]);
}
