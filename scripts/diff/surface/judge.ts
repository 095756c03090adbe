import path from "node:path";
import { root } from "../../root.js";
import { partsOf } from "./members.js";
import { ts } from "./typescript.js";
import type { CompilerOptions, Node, SourceFile, Statement, TypeParameterDeclaration } from "typescript-5.4";
import type { Declaration, Surface } from "./readSurface.js";
import type { Direction } from "../documents/schema.js";

/** A declaration that takes the place of the old one of its name. */
export interface Variant {
  name: string;
  strictText: string;
  directions: ReadonlySet<Direction>;
}

/** Files in memory, at a place from which packages are found. */
const folder = path.join(root, "dist", "surface").replaceAll("\\", "/");

/**
 * Lets the compiler say which new declarations a program written against the old ones could not do with: of a type that
 * callers make, each old value has to be a new one; of a type that they are given, each new value has to be an old one; a
 * function has to be callable as before. Each variant is judged alone, in the company of the old declarations.
 *
 * @returns for each variant, whether it breaks
 */
export function judge(before: Surface, after: Surface, variants: readonly Variant[]): boolean[] {
  const oldNames = [...before.declarations.keys()];
  const onlyNew = [...after.declarations.values()].filter(({ name }) => !before.declarations.has(name));
  const hidden = hiddenNames(before, after);
  const files: Map<string, string> = new Map();
  const use = (names: string[], file: string) =>
    names.length > 0 ? `import type { ${names.join(", ")} } from "./${file}.js";\n` : "";
  const common = mergeImports(before.imports, after.imports) + use(hidden, "hidden");
  files.set("hidden.d.ts", hidden.map((name) => `export declare const ${name}: unique symbol;`).join("\n"));
  files.set("old.d.ts", `${common}${textOf([...before.declarations.values()])}`);
  files.set("added.d.ts", `${common}${use(oldNames, "old")}${textOf(onlyNew)}\nexport {};`);
  variants.forEach(({ name, strictText, directions }, index) => {
    const company =
      common +
      use(
        oldNames.filter((other) => other !== name),
        "old",
      ) +
      use(
        onlyNew.map((other) => other.name),
        "added",
      );
    files.set(`variant${index}.d.ts`, `${company}${strictText}\n`);
    files.set(`check${index}.ts`, `${company}${checkOf(name, before, directions, index)}`);
  });
  // Where this fails, nothing that is said of the others can be believed.
  files.set(
    "check.ts",
    `${common}${use(oldNames, "old")}${use(
      onlyNew.map(({ name }) => name),
      "added",
    )}export {};`,
  );
  const failed = compile(files);
  const trouble = failed.get("check.ts");
  if (trouble !== undefined) throw new Error(`The reports do not compile: ${trouble}`);
  return variants.map((_, index) => failed.has(`check${index}.ts`));
}

const textOf = (declarations: readonly Declaration[]) => declarations.map(({ strictText }) => strictText).join("\n");

/** Import statements, each name once. */
const mergeImports = (first: string, second: string) => {
  const lines: Map<string, string> = new Map();
  for (const line of `${first}${second}`.split("\n"))
    if (line !== "") lines.set(line.replace("import type", "import"), line);
  return [...lines.values()].map((line) => `${line}\n`).join("");
};

/** Symbols that types are marked with and no entry point exports, so that a report names but does not declare them. */
function hiddenNames(...surfaces: Surface[]) {
  const names = new Set<string>();
  for (const { declarations } of surfaces) {
    for (const { nodes } of declarations.values()) {
      const visit = (node: Node) => {
        const symbol = ts.isComputedPropertyName(node)
          ? node.expression
          : ts.isTypeQueryNode(node)
            ? node.exprName
            : undefined;
        if (symbol && ts.isIdentifier(symbol) && !declarations.has(symbol.text)) names.add(symbol.text);
        ts.forEachChild(node, visit);
      };
      nodes.forEach(visit);
    }
  }
  return [...names];
}

/** Functions that compile only where the variant fits. */
function checkOf(name: string, before: Surface, directions: ReadonlySet<Direction>, index: number) {
  const imports = `import type * as Old from "./old.js";\nimport type * as New from "./variant${index}.js";\n`;
  const [node] = before.declarations.get(name)?.nodes ?? [];
  const value = `export const value = (value: typeof New.${name}): typeof Old.${name} => value;\n`;
  if (node === undefined || ts.isFunctionDeclaration(node) || ts.isVariableStatement(node)) return imports + value;
  const [declared, given] = typeParametersOf(node);
  const types = { old: `Old.${name}${given}`, now: `New.${name}${given}` };
  const hasMembers = partsOf(before.declarations.get(name)?.strictText ?? "") !== undefined;
  return (
    imports +
    (hasMembers ? `export const key = ${declared}(key: keyof ${types.old}): keyof ${types.now} => key;\n` : "") +
    (ts.isClassDeclaration(node) ? value : "") +
    (directions.has("sent") ? `export const sent = ${declared}(value: ${types.old}): ${types.now} => value;\n` : "") +
    (directions.has("returned")
      ? `export const returned = ${declared}(value: ${types.now}): ${types.old} => value;\n`
      : "")
  );
}

/** The type parameters of a declaration, as they are declared and as they are given. */
function typeParametersOf(node: Statement) {
  const { typeParameters = [] } = node as unknown as { typeParameters?: TypeParameterDeclaration[] };
  if (typeParameters.length === 0) return ["", ""];
  const declared = typeParameters.map(
    ({ name, constraint }) => name.getText() + (constraint ? ` extends ${constraint.getText()}` : ""),
  );
  return [`<${declared.join(", ")}>`, `<${typeParameters.map(({ name }) => name.getText()).join(", ")}>`];
}

/** Parsed declarations of packages and of the language, which every run needs. */
const parsed: Map<string, SourceFile | undefined> = new Map();

/**
 * Compiles files in memory.
 *
 * @returns the first error of each that has one
 */
function compile(files: ReadonlyMap<string, string>): Map<string, string> {
  const options: CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  const inMemory = (file: string) =>
    file.startsWith(`${folder}/`) ? files.get(file.slice(folder.length + 1)) : undefined;
  host.readFile = (file) => inMemory(file) ?? readFile(file);
  host.directoryExists = (name) => name === folder || ts.sys.directoryExists(name);
  host.fileExists = (file) => inMemory(file) !== undefined || fileExists(file);
  host.getSourceFile = (file, languageVersion) => {
    const text = inMemory(file);
    if (text !== undefined) return ts.createSourceFile(file, text, languageVersion);
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, languageVersion));
    return parsed.get(file);
  };
  const checks = [...files.keys()].filter((file) => file.startsWith("check"));
  const program = ts.createProgram(
    checks.map((file) => `${folder}/${file}`),
    options,
    host,
  );
  const errors = new Map();
  for (const file of checks) {
    const source = program.getSourceFile(`${folder}/${file}`);
    const [error] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    if (error) errors.set(file, ts.flattenDiagnosticMessageText(error.messageText, " "));
  }
  return errors;
}
