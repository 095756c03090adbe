"use strict";

const { file, importOperations, importTypes } = require("./code.js");
const { docComment } = require("./docComment.js");
const { deprecation, pathArguments, takesOptions } = require("./signature.js");

/** @typedef {import("../model/clientModel.js").ClientModel} ClientModel */
/** @typedef {import("../model/clientModel.js").OperationModel} OperationModel */

/** `requestBuilders.ts`: a function for each operation that builds its request and sends nothing. @param {ClientModel} model */
function renderRequestBuilders(model) {
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

/** @param {OperationModel} operation */
function renderBuilder(operation) {
  const { id, name, typeName, summary, description, pathParameters } = operation;
  const optional = takesOptions(operation) ? "" : "?";
  const parameters = [pathArguments(operation), `options${optional}: ${typeName}Parameters`].filter(Boolean).join(", ");
  /** @type {[string, string][]} */
  const tags = [
    ...pathParameters.map(
      (parameter) => /** @type {[string, string]} */ (["param", `${parameter.identifier} - ${parameter.description}`]),
    ),
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

/** @param {OperationModel} operation */
function example(operation) {
  const values = operation.pathParameters.map(({ rules, identifier, type }) => {
    const [choice] = /** @type {unknown[]} */ (rules["oneOf"] ?? []);
    if (choice !== undefined) return JSON.stringify(choice);
    return type.text === "number" ? "1" : JSON.stringify(`my-${identifier}`);
  });
  const json = operation.body?.variants.find(
    ({ kind, contentType }) => kind === "json" && operation.body?.variants.length !== 1 && contentType,
  );
  if (json) values.push(`{ contentType: "${json.contentType}", body: { hello: "world" } }`);
  else if (takesOptions(operation)) values.push("options");
  return `const request = ${builderName(operation)}(${values.join(", ")});\nconst response = await client.sendRequest(request);`;
}

/** @param {string} text */
const lowerFirst = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);

/** @param {OperationModel} operation */
const builderName = ({ typeName }) => `build${typeName}Request`;

module.exports = { builderName, renderRequestBuilders };
