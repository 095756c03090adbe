import { file, importOperations, importTypes, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import { deprecation, pathArguments, takesOptions } from "./signature.js";
import type { ClientModel, OperationModel } from "../model/clientModel.js";

type PathEntry = [path: string, operations: OperationModel[]];

/** `routes.ts`: which methods each path has, as a type and as a table. */
export function renderRoutes(model: ClientModel): string {
  const paths = new Map<string, OperationModel[]>();
  for (const operation of model.operations)
    paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
  const entries = [...paths.entries()];
  return file(
    [
      importOperations(model),
      importTypes(entries.length === 0 ? [] : ["PendingCall"], `${model.runtime}/pendingCall.js`),
      importTypes(entries.length === 0 ? [] : ["SendOptions"], `${model.runtime}/restClient.js`),
    ],
    [
      docComment(["Each path of the API: a function from its path parameters to the methods that it has."]) +
        `export interface Routes {\n${entries.map(renderPath).join("")}}`,
      docComment(["A path that the API has."]) +
        `export type KnownPath = ${entries.map(([path]) => JSON.stringify(path)).join(" | ") || "never"};`,
      docComment(["The operation behind each path and method."]) +
        `export const routes = {\n${entries.map(renderEntry).join("")}} as const;`,
    ],
  );
}

function renderEntry([path, operations]: PathEntry): string {
  const methods = operations.map(({ method, name }) => `${method.toLowerCase()}: operations.${name}`);
  return `${propertyName(path)}: { ${methods.join(", ")} },\n`;
}

function renderPath([path, operations]: PathEntry): string {
  const methods = operations.map((operation) => {
    const optional = takesOptions(operation) ? "" : "?";
    return (
      docComment([operation.summary, operation.description, `Operation \`${operation.id}\`.`], deprecation(operation)) +
      `${operation.method.toLowerCase()}(options${optional}: ${operation.typeName}Parameters & SendOptions): PendingCall<${operation.typeName}Response>;\n`
    );
  });
  const [first] = operations;
  const list = operations.map(({ method, id }) => `\`${method}\` is \`${id}\``).join(", ");
  return `${docComment([`${list}.`])}${propertyName(path)}: (${first ? pathArguments(first) : ""}) => {\n${methods.join("")}};\n`;
}
