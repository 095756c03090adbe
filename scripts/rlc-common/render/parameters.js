"use strict";

const { file, importModels, importTypes, prefixKey, propertyName } = require("./code.js");
const { docComment } = require("./docComment.js");
const { takesOptions } = require("./signature.js");

/** @typedef {import("../model/clientModel.js").ClientModel} ClientModel */
/** @typedef {import("../model/clientModel.js").OperationModel} OperationModel */
/** @typedef {import("../model/clientModel.js").ParameterModel} ParameterModel */
/** @typedef {import("../model/clientModel.js").BodyModel} BodyModel */

/** `parameters.ts`: what each operation takes besides its path parameters. @param {ClientModel} model */
function renderParameters(model) {
  const types = model.operations.flatMap((operation) => [
    ...visible(operation.queryParameters).map((parameter) => parameter.type),
    ...visible(operation.headers).map((parameter) => parameter.type),
    ...(operation.body?.variants.flatMap((variant) =>
      "type" in variant ? [variant.type] : variant.fields.map(({ type }) => type),
    ) ?? []),
  ]);
  const usesCore = model.operations.some((operation) => visible(operation.headers).length === 0);
  return file(
    [importTypes(usesCore ? ["RawHttpHeadersInput"] : [], "@azure/core-rest-pipeline"), importModels(model, types)],
    model.operations.map(renderOperation),
  );
}

/** @param {OperationModel} operation */
function renderOperation(operation) {
  const { typeName, id, body } = operation;
  const query = visible(operation.queryParameters);
  const headers = visible(operation.headers);
  const parts = [];
  if (query.length > 0)
    parts.push(renderInterface(`${typeName}QueryParameters`, `Query parameters of \`${id}\`.`, query));
  if (headers.length > 0) parts.push(renderInterface(`${typeName}Headers`, `Headers of \`${id}\`.`, headers));
  if (body) parts.push(renderBody(typeName, id, body));
  const members = [
    ...(query.length > 0
      ? [member("queryParameters", "Values for the query.", `${typeName}QueryParameters`, isRequired(query))]
      : []),
    headers.length > 0
      ? member(
          "headers",
          "Headers of the operation, and any others.",
          `${typeName}Headers & { [name: string]: unknown }`,
          isRequired(headers),
        )
      : member("headers", "Headers to send along.", "RawHttpHeadersInput", false),
  ];
  members.push(
    member("validate", "Set to false to send values that the API document does not allow.", "boolean", false),
  );
  const rest = `{\n${members.join("")}}`;
  const what = takesOptions(operation) ? "What" : "What, if anything,";
  parts.push(
    docComment([`${what} \`${id}\` takes besides its path parameters.`]) +
      (body
        ? `export type ${typeName}Parameters = ${typeName}Body & ${rest};\n`
        : `export interface ${typeName}Parameters ${rest}\n`),
  );
  return parts.join("\n");
}

/** @param {string} name @param {string} description @param {ParameterModel[]} parameters */
function renderInterface(name, description, parameters) {
  const members = parameters.map((parameter) => {
    if (parameter.prefix !== undefined)
      return `${docComment([parameter.description])}${prefixKey(parameter.prefix)}: ${parameter.type.text} | undefined;\n`;
    const sent = parameter.rules["default"];
    const assumed = sent ?? parameter.serviceDefault;
    const tags = /** @type {[string, string][]} */ (assumed === undefined ? [] : [["defaultValue", `\`${assumed}\``]]);
    const optional = sent !== undefined || !parameter.required;
    return (
      docComment([parameter.description], tags) +
      `${propertyName(parameter.name)}${optional ? "?" : ""}: ${parameter.type.text}${optional ? " | undefined" : ""};\n`
    );
  });
  return `${docComment([description])}export interface ${name} {\n${members.join("")}}\n`;
}

/** @param {string} typeName @param {string} id @param {BodyModel} body */
function renderBody(typeName, id, body) {
  const single = body.variants.length === 1;
  const variants = body.variants.map(
    (variant) =>
      `{ contentType${single ? "?" : ""}: ${JSON.stringify(variant.contentType)}${single ? " | undefined" : ""}; body${body.required ? "" : "?"}: ${bodyType(variant)}${body.required ? "" : " | undefined"} }`,
  );
  if (!body.required && !single) variants.push("{ contentType?: undefined; body?: undefined }");
  const told = single ? "" : " `contentType` decides what it may be.";
  return `${docComment([`The body of \`${id}\`.${told}`, body.description])}export type ${typeName}Body = ${variants.map((variant) => `| ${variant}`).join("\n")};\n`;
}

/** @param {import("../model/clientModel.js").BodyVariant} variant */
function bodyType(variant) {
  if ("type" in variant) return variant.type.text;
  const fields = variant.fields.map(({ name, description, type, required }) =>
    member(propertyName(name), description, type.text, required),
  );
  return `{\n${fields.join("")}}`;
}

/** @param {string} name @param {string} description @param {string} type @param {boolean} required */
const member = (name, description, type, required) =>
  `${docComment([description])}${name}${required ? "" : "?"}: ${type}${required ? "" : " | undefined"};\n`;

/** @param {ParameterModel[]} parameters */
const visible = (parameters) => parameters.filter((parameter) => !parameter.hidden);

/** @param {ParameterModel[]} parameters */
const isRequired = (parameters) =>
  parameters.some((parameter) => parameter.required && parameter.rules["default"] === undefined);

module.exports = { renderParameters };
