"use strict";

const { unsupported } = require("../model/unsupported.js");
const { builderName } = require("./requestBuilders.js");

/** @typedef {import("../model/clientModel.js").ClientModel} ClientModel */

/**
 * `index.ts`: the door of a generated client. It names each export, so that a change of the surface shows in a diff.
 *
 * @param {ClientModel} model
 */
function renderIndexFile(model) {
  const { operations } = model;
  /** @type {{ from: string, values?: string[], types?: string[] }[]} */
  const doors = [
    { from: "./client.js", values: ["apiVersion", "createClient"], types: [`${model.name}Client`] },
    { from: "./models.js", types: model.inputTypes.map(({ name }) => name) },
    { from: "./outputModels.js", types: model.outputTypes.map(({ name }) => name) },
    { from: "./parameters.js", types: operations.flatMap(parameterTypes) },
    { from: "./requestBuilders.js", values: operations.map(builderName) },
    {
      from: "./responses.js",
      types: operations.flatMap(({ typeName, responses }) => [
        ...responses.flatMap((response) => [
          response.typeName,
          ...(response.headers.length > 0 ? [`${response.typeName}Headers`] : []),
        ]),
        `${typeName}Response`,
      ]),
    },
    { from: "./routes.js", types: ["KnownPath", "Routes"] },
    {
      from: "./runtime/body.js",
      types: ["BytesBody", "JsonBody", "NodeReadable", "RequestBody", "StreamBody", "TextBody"],
    },
    { from: "./runtime/httpRequest.js", values: ["HttpRequest"], types: ["HttpRequestInit"] },
    {
      from: "./runtime/isUnexpected.js",
      values: ["isUnexpected"],
      types: ["ExpectedResponse", "Unexpected", "UnexpectedResponse"],
    },
    { from: "./runtime/operation.js", types: ["HttpMethod"] },
    { from: "./runtime/pendingCall.js", types: ["PendingCall"] },
    { from: "./runtime/plainRequest.js", types: ["PlainRequest"] },
    { from: "./runtime/restClient.js", types: ["RestClientOptions", "SendOptions"] },
  ];
  const names = doors.flatMap(({ values = [], types = [] }) => [...values, ...types]);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw unsupported(twice, "a second thing of that name", "Rename one of them with a directive in autorest.md.");
  return doors
    .map(({ from, values = [], types = [] }) => {
      const list = [...values.sort(), ...types.sort().map((name) => `type ${name}`)];
      return list.length === 0 ? "" : `export { ${list.join(", ")} } from "${from}";\n`;
    })
    .join("");
}

/** @param {ClientModel["operations"][number]} operation */
function parameterTypes({ typeName, queryParameters, headers, body }) {
  /** @param {{ hidden: boolean }[]} parameters */
  const some = (parameters) => parameters.some(({ hidden }) => !hidden);
  return [
    ...(some(queryParameters) ? [`${typeName}QueryParameters`] : []),
    ...(some(headers) ? [`${typeName}Headers`] : []),
    ...(body ? [`${typeName}Body`] : []),
    `${typeName}Parameters`,
  ];
}

module.exports = { renderIndexFile };
