import { file, importOperations, importTypes } from "./code.js";
import { docComment } from "./docComment.js";
import type { Tag } from "./docComment.js";
import { deprecation, pathArguments, takesOptions } from "./signature.js";
import type { ClientModel, OperationModel } from "../model/clientModel.js";

/** `requestBuilders.ts`: a function for each operation that builds its request and sends nothing. */
export function renderRequestBuilders(model: ClientModel): string {
  if (model.operations.length === 0) return "";
  return file(
    [
      importOperations(model),
      `import { buildRequest } from "${model.runtime}/buildRequest.js";`,
      importTypes(["HttpRequest"], `${model.runtime}/httpRequest.js`),
    ],
    model.operations.map(renderBuilder),
  );
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
    ["returns", "The request. Nothing is sent."],
    ["throws", "TypeError with code `INVALID_ARGUMENT` when an argument is not what the API document asks for."],
    ...deprecation(operation),
    ["example", example(operation)],
  ];
  return (
    docComment(
      [`Builds the request of \`${id}\`: ${lowerFirst(summary) || "see the API document."}`, description],
      tags,
    ) +
    `export function ${builderName(operation)}(${parameters}): HttpRequest<${typeName}Response> {\n` +
    `return buildRequest(operations.${name}, [${pathParameters.map(({ identifier }) => identifier).join(", ")}], options);\n}\n`
  );
}

function example(operation: OperationModel): string {
  const values = operation.pathParameters.map(({ rules, identifier, type }) => {
    const [choice] = (rules["oneOf"] ?? []) as unknown[];
    if (choice !== undefined) return JSON.stringify(choice);
    return /^number\b/.test(type.text) ? "1" : JSON.stringify(`my-${identifier}`);
  });
  const json = operation.body?.variants.find(
    ({ kind, contentType }) => kind === "json" && operation.body?.variants.length !== 1 && contentType,
  );
  if (json) values.push(`{ contentType: "${json.contentType}", body: { hello: "world" } }`);
  else if (takesOptions(operation)) values.push("options");
  return `const request = ${builderName(operation)}(${values.join(", ")});\nconst response = await client.sendRequest(request);`;
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** The name of the function that builds an operation's request. */
export const builderName = ({ typeName }: OperationModel): string => `build${typeName}Request`;
