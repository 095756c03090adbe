"use strict";

const { identifier } = require("./names.js");
const { text } = require("./text.js");
const { unsupported } = require("./unsupported.js");

/** A host that is one parameter as a whole: what callers of the client call the endpoint. */
const wholeHost = /^\{[^}]+\}\/?$/;

/**
 * Reads the host template (`x-ms-parameterized-host`) that all operations share.
 *
 * @param {any[]} operations - of AutoRest's code model
 * @returns {import("./clientModel.js").ClientModel["host"]} undefined where the endpoint has no parts
 */
function readHost(operations) {
  const [first, ...others] = operations;
  if (first === undefined) return undefined;
  const template = templateOf(first);
  for (const other of others) {
    if (templateOf(other) !== template) {
      throw unsupported(other.operationId, `the host template ${templateOf(other)} beside ${template}`);
    }
  }
  if (wholeHost.test(template)) return undefined;
  return {
    template,
    parameters: [
      ...new Set([...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => /** @type {string} */ (name))),
    ].map((name) => readPart(first, name)),
  };
}

/** @param {any} operation @returns {string} */
const templateOf = (operation) => operation.requests[0].protocol.http.uri;

/** @param {any} operation @param {string} name */
function readPart(operation, name) {
  const parameter = operation.parameters.find(
    (/** @type {any} */ { language, protocol }) =>
      protocol.http?.in === "uri" && language.default.serializedName === name,
  );
  if (parameter === undefined) {
    throw unsupported(operation.operationId, `the host template with "${name}", which is not declared,`);
  }
  const value = parameter.clientDefaultValue ?? parameter.schema.defaultValue;
  return {
    name,
    identifier: identifier(name),
    description: text(parameter.language.default.description),
    ...(value !== undefined && { default: String(value) }),
  };
}

module.exports = { readHost };
