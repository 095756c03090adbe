"use strict";

const { file, importTypes, propertyName } = require("./code.js");
const { docComment } = require("./docComment.js");

/** @typedef {import("../model/clientModel.js").ClientModel} ClientModel */
/** @typedef {import("../model/clientModel.js").NamedType} NamedType */

/** `models.ts`: the types that requests are made of, and enums. @param {ClientModel} model */
function renderModels(model) {
  return file([], model.inputTypes.map(renderType));
}

/** `outputModels.ts`: the types that responses are made of. @param {ClientModel} model */
function renderOutputModels(model) {
  const used = new Set(model.outputTypes.flatMap(mentions));
  const shared = model.inputTypes.map(({ name }) => name).filter((name) => used.has(name));
  return file([importTypes(shared, "./models.js")], model.outputTypes.map(renderType));
}

/** @param {NamedType} type */
function mentions({ declaration }) {
  if (declaration.kind === "alias") return declaration.type.uses;
  return [...declaration.extends, ...declaration.properties.map((property) => property.type)].flatMap(
    (type) => type.uses,
  );
}

/** @param {NamedType} type */
function renderType({ name, description, declaration }) {
  const comment = docComment([description || `The type \`${name}\` of the API document.`]);
  if (declaration.kind === "alias") return `${comment}export type ${name} = ${declaration.type.text};\n`;
  const parents = declaration.extends.map((type) => type.text);
  const members = declaration.properties.map(
    (property) =>
      docComment([property.description]) +
      `${property.readOnly ? "readonly " : ""}${propertyName(property.name)}${property.required ? "" : "?"}: ${property.type.text};\n`,
  );
  if (declaration.indexType) members.push(`[name: string]: ${declaration.indexType.text};\n`);
  return `${comment}export interface ${name}${parents.length > 0 ? ` extends ${parents.join(", ")}` : ""} {\n${members.join("")}}\n`;
}

module.exports = { renderModels, renderOutputModels };
