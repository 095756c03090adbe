import type { ClientModel, OperationModel } from "../model/clientModel.js";
import { file, importModels, importTypes } from "./code.js";
import { docComment } from "./docComment.js";
import type { Tag } from "./docComment.js";
import { sendExample } from "./examples.js";
import {
  basesOfParameters,
  renderParameters,
  sharedParameters,
  typesOfParameters,
  usesAnyHeaders,
} from "./parameters.js";
import { basesOfResponses, renderResponses, sharedAnswers, typesOfResponses } from "./responses.js";
import { pathsOf, renderRoutes } from "./routes.js";
import { builderName, deprecation, pathArguments, takesOptions } from "./signature.js";

/**
 * `requests.ts`: the paths and their calls, and for each operation what it takes, what it may answer, and a function that
 * builds its request and sends nothing.
 */
export function renderRequests(model: ClientModel): string {
  const { operations, runtime } = model;
  const parameters = sharedParameters(operations);
  const answers = sharedAnswers(operations);
  const shared = [parameters.query, parameters.headers, answers];
  return file(importsOf(model), [
    renderRoutes(pathsOf(operations)),
    ...shared.map((members) => members.declare()),
    ...operations.flatMap((operation) => [
      ...renderParameters(operation, parameters),
      ...renderResponses(operation, answers),
      renderBuilder(operation),
    ]),
  ]);

  function importsOf({ operations: all }: ClientModel): string[] {
    if (all.length === 0) return [];
    const bases = new Set(all.flatMap(basesOfResponses));
    const types = all.flatMap((operation) => [
      ...operation.pathParameters.map(({ type }) => type),
      ...typesOfParameters(operation),
      ...typesOfResponses(operation),
    ]);
    return [
      importTypes(all.some(usesAnyHeaders) ? ["RawHttpHeadersInput"] : [], "@azure/core-rest-pipeline"),
      importModels(model, types),
      `import * as operations from "./operations.js";\n`,
      `import { buildRequest } from "${runtime}/buildRequest.js";`,
      importTypes(["HttpRequest"], `${runtime}/httpRequest.js`),
      importTypes(
        [...bases].filter((name) => name !== "PageResponse"),
        `${runtime}/isUnexpected.js`,
      ),
      importTypes(
        [...bases].filter((name) => name === "PageResponse"),
        `${runtime}/page.js`,
      ),
      importTypes(["PendingCall"], `${runtime}/pendingCall.js`),
      importTypes(all.flatMap(basesOfParameters), `${runtime}/requestContent.js`),
      importTypes(["SendOptions"], `${runtime}/restClient.js`),
    ];
  }
}

function renderBuilder(operation: OperationModel): string {
  const { id, name, typeName, summary, description, pathParameters } = operation;
  const optional = takesOptions(operation) ? "" : "?";
  const parameters = [pathArguments(operation), `options${optional}: ${typeName}Parameters`].filter(Boolean).join(", ");
  const tags: Tag[] = [
    ...pathParameters.map((parameter): Tag => ["param", `${parameter.identifier} - ${parameter.description}`]),
    [
      "param",
      `options - ${operation.body ? "Body and content type, query parameters" : "Query parameters"} and headers.`,
    ],
    ["throws", "TypeError with code `INVALID_ARGUMENT` when an argument is not what the API document asks for."],
    ...deprecation(operation),
    ["example", sendExample(operation)],
  ];
  const told = [lowerFirst(summary) || "see the API document.", description].filter(Boolean).join("\n");
  return (
    docComment([`Builds the request of \`${id}\`, and sends nothing: ${told}`], tags) +
    `export function ${builderName(operation)}(${parameters}): HttpRequest<${typeName}Response> {\n` +
    `return buildRequest(operations.${name}, [${pathParameters.map(({ identifier }) => identifier).join(", ")}], options);\n}\n`
  );
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** The names of the types of what operations have in common. */
export function sharedNames(operations: readonly OperationModel[]): string[] {
  const { query, headers } = sharedParameters(operations);
  return [query, headers, sharedAnswers(operations)].flatMap((members) => members.names());
}
