import type { ClientModel, OperationModel } from "../model/clientModel.js";
import { file, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import { deprecation, pathArguments, takesOptions } from "./signature.js";

export type Paths = ReadonlyMap<string, readonly OperationModel[]>;

/** The operations of each path, in document order. */
export function pathsOf(operations: readonly OperationModel[]): Paths {
  const paths = new Map<string, OperationModel[]>();
  for (const operation of operations) paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
  return paths;
}

/** `routes.ts`: the table behind `path`, from each path and method to the operation. */
export function renderRouteTable({ operations, runtime }: ClientModel): string {
  const names = operations.map(({ name }) => `operations.${name},\n`);
  return file(
    [
      operations.length === 0 ? "" : `import * as operations from "./operations.js";`,
      `import { routesOf } from "${runtime}/routes.js";`,
    ],
    [
      docComment(["The operation behind each path and method."]) +
        `export const routes = /* @__PURE__ */ routesOf([\n${names.join("")}]);`,
    ],
  );
}

/** The type of the same: which methods each path has. */
export function renderRoutes(paths: Paths): string {
  return (
    docComment(["Each path of the API: a function from its path parameters to the methods that it has."]) +
    `export interface Routes {\n${[...paths].map(renderPath).join("")}}\n\n` +
    docComment(["A path that the API has."]) +
    `export type KnownPath = keyof Routes;`
  );
}

function renderPath([path, operations]: [string, readonly OperationModel[]]): string {
  const methods = operations.map((operation) => {
    const { id, method, summary, description, typeName } = operation;
    const optional = takesOptions(operation) ? "" : "?";
    return (
      docComment(
        [[`${summary} Operation \`${id}\`.`.trim(), description].filter(Boolean).join("\n")],
        deprecation(operation),
      ) +
      `${method.toLowerCase()}(options${optional}: ${typeName}Parameters & SendOptions): PendingCall<${typeName}Response>;\n`
    );
  });
  const [first] = operations;
  const list = operations.map(({ method, id }) => `\`${method}\` is \`${id}\``).join(", ");
  return `${docComment([`${list}.`])}${propertyName(path)}: (${first ? pathArguments(first) : ""}) => {\n${methods.join("")}};\n`;
}
