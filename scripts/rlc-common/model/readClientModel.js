"use strict";

const { identifier, operationTypeNames, typeName } = require("./names.js");
const { readBody } = require("./readBody.js");
const { readHost } = require("./readHost.js");
const { readPaging } = require("./readPaging.js");
const { readParameter } = require("./readParameter.js");
const { readResponses } = require("./readResponses.js");
const { readTypes } = require("./readTypes.js");
const { text } = require("./text.js");
const { unsupported } = require("./unsupported.js");

/** @typedef {import("./clientModel.js").ClientModel} ClientModel */
/** @typedef {import("./clientModel.js").OperationModel} OperationModel */

/** Where a client finds the runtime that it brings along. */
const ownRuntime = "./runtime";

/**
 * Reads AutoRest's code model into the model that the renderers write from.
 *
 * @param {any} codeModel - the code model that modelerfour made
 * @param {object} options
 * @param {(warning: string) => void} options.warn - told of what is rendered as something simpler
 * @param {string} [options.runtime] - the folder of a shared runtime, relative to the client
 * @param {string[]} [options.omit] - ids of operations to leave out
 * @returns {ClientModel}
 * @throws Error that names the operation, for anything that cannot be rendered
 */
function readClientModel(codeModel, { warn, runtime = ownRuntime, omit = [] }) {
  omitOperations(codeModel, omit);
  /** @type {any[]} */
  const entries = codeModel.operationGroups.flatMap((/** @type {any} */ group) =>
    group.operations.map((/** @type {any} */ operation) => ({
      group: group.language.default.name,
      name: operation.language.default.name,
      operation,
    })),
  );
  const names = operationTypeNames(entries);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) throw unsupported(duplicate, "a second operation of that name");
  const operations = readAll(entries, ({ operation }, index) =>
    readOperation(operation, /** @type {string} */ (names[index]), warn),
  );
  const host = readHost(entries.map(({ operation }) => operation));
  return {
    name: typeName(codeModel.info.title ?? codeModel.language.default.name),
    description: text(codeModel.info.description),
    apiVersion: readApiVersion(codeModel),
    runtime,
    ...(host && { host }),
    operations,
    ...readTypes(codeModel),
  };
}

/**
 * Reads each of some things, so that all that cannot be rendered are named at once.
 *
 * @template TItem, TResult
 * @param {TItem[]} items @param {(item: TItem, index: number) => TResult} read @returns {TResult[]}
 */
function readAll(items, read) {
  /** @type {string[]} */
  const problems = [];
  const results = items.flatMap((item, index) => {
    try {
      return [read(item, index)];
    } catch (error) {
      problems.push(/** @type {Error} */ (error).message);
      return [];
    }
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return results;
}

/** @param {any} codeModel @param {string[]} ids */
function omitOperations(codeModel, ids) {
  const missing = new Set(ids);
  for (const group of codeModel.operationGroups) {
    group.operations = group.operations.filter((/** @type {any} */ { operationId }) => {
      missing.delete(operationId);
      return !ids.includes(operationId);
    });
  }
  if (missing.size > 0) throw new Error(`There is no operation ${[...missing].join(", ")} to leave out.`);
}

/** @param {any} operation @param {string} operationTypeName @param {(warning: string) => void} warn @returns {OperationModel} */
function readOperation(operation, operationTypeName, warn) {
  // AutoRest has no id for some operations it makes up; then the name is all there is.
  const id = operation.operationId ?? operationTypeName;
  if (operation.extensions?.["x-ms-long-running-operation"]) throw unsupported(id, "a long-running operation");
  const { path, method } = operation.requests[0].protocol.http;
  const parameters = readParameters(operation, id);
  /** @param {string} location */
  const at = (location) => parameters.filter((entry) => entry.location === location).map((entry) => entry.parameter);
  const order = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
  const body = readBody(operation);
  const paging = readPaging(operation, id, warn);
  return {
    id,
    name: identifier(operationTypeName),
    typeName: operationTypeName,
    method: method.toUpperCase(),
    path,
    summary: text(operation.language.default.summary),
    description: text(operation.language.default.description),
    deprecated: operation.deprecated !== undefined,
    pathParameters: order.map((name) => {
      const parameter = at("path").find((candidate) => candidate.name === name);
      if (parameter === undefined)
        throw unsupported(id, `the path ${path}, whose parameter "${name}" is not declared,`);
      return parameter;
    }),
    queryParameters: at("query"),
    headers: at("header"),
    ...(body && { body }),
    responses: readResponses(operation, operationTypeName, paging),
    ...(paging && { paging }),
  };
}

/** @param {any} operation @param {string} id */
function readParameters(operation, id) {
  /** @type {Set<any>} */
  const all = new Set([
    ...(operation.parameters ?? []),
    ...operation.requests.flatMap((/** @type {any} */ request) => request.parameters ?? []),
  ]);
  const read = [];
  const seen = new Set();
  for (const parameter of all) {
    const location = parameter.protocol.http?.in;
    const name = parameter.language.default.serializedName;
    // The host is the client's endpoint, and the content type is part of the body.
    if (location === "body" || location === "uri" || parameter.origin === "modelerfour:synthesized/content-type")
      continue;
    if (!["path", "query", "header"].includes(location)) throw unsupported(id, `a parameter in "${location}"`);
    if (seen.has(`${location} ${name}`)) continue;
    seen.add(`${location} ${name}`);
    read.push({ location, parameter: readParameter(parameter, id) });
  }
  return read;
}

/** The version that every operation sends, or else the document's. @param {any} codeModel */
function readApiVersion(codeModel) {
  const versions = new Set(
    (codeModel.globalParameters ?? [])
      .filter(
        (/** @type {any} */ p) => p.language.default.serializedName === "api-version" && p.schema.type === "constant",
      )
      .map((/** @type {any} */ p) => String(p.schema.value.value)),
  );
  const apiVersions = codeModel.operationGroups.flatMap((/** @type {any} */ group) =>
    group.operations.flatMap((/** @type {any} */ operation) =>
      (operation.apiVersions ?? []).map((/** @type {any} */ v) => v.version),
    ),
  );
  return [...versions][0] ?? apiVersions[0] ?? "";
}

module.exports = { ownRuntime, readClientModel };
