"use strict";

/** @typedef {import("../model/clientModel.js").OperationModel} OperationModel */

/** Whether an operation cannot be called without options. @param {OperationModel} operation */
function takesOptions({ body, queryParameters, headers }) {
  return (
    body?.required === true ||
    [...queryParameters, ...headers].some(({ required, rules }) => required && rules["default"] === undefined)
  );
}

/** The path parameters as TypeScript parameters, such as `hub: string, group: string`. @param {OperationModel} operation */
function pathArguments({ pathParameters }) {
  return pathParameters.map(({ identifier, type }) => `${identifier}: ${type.text}`).join(", ");
}

/** The tag of an operation that the document advises against. @param {OperationModel} operation @returns {[string, string][]} */
function deprecation({ deprecated }) {
  return deprecated ? [["deprecated", "The API document advises against this operation."]] : [];
}

module.exports = { deprecation, pathArguments, takesOptions };
