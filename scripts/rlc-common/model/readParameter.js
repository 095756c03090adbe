"use strict";

const { identifier } = require("./names.js");
const { text } = require("./text.js");
const { httpDate, typeText } = require("./typeText.js");
const { unsupported } = require("./unsupported.js");

/** @typedef {import("./clientModel.js").ParameterModel} ParameterModel */

/** OpenAPI 3 styles, which AutoRest translates `collectionFormat` to, and what the runtime calls them. */
const listStyles = { form: "csv", simple: "csv", spaceDelimited: "ssv", tabDelimited: "tsv", pipeDelimited: "pipes" };

/** Limits of the document that the runtime checks by the same names. */
const numberRules = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const listRules = ["minItems", "maxItems", "uniqueItems"];

/** Schema kinds whose values are written as texts without further checks. */
const textKinds = new Set(["string", "arm-id", "byte-array", "char", "credential", "duration", "time", "uri", "uuid"]);

/**
 * Reads one path, query or header parameter.
 *
 * @param {any} parameter - a parameter of AutoRest's code model
 * @param {string} operationId
 * @returns {ParameterModel}
 */
function readParameter(parameter, operationId) {
  const name = parameter.language.default.serializedName;
  const place = `${operationId}, parameter "${name}"`;
  const prefix = readPrefix(parameter);
  if (prefix !== undefined) return readPrefixed(parameter, name, prefix, place);
  const http = parameter.protocol.http;
  const isList = parameter.schema.type === "array";
  const constant = parameter.schema.type === "constant";
  const item = isList ? parameter.schema.elementType : parameter.schema;
  const encoded = parameter.extensions?.["x-ms-skip-url-encoding"] === true || http.allowReserved === true;
  return {
    name,
    identifier: identifier(name),
    // AutoRest turns the api-version into a constant and drops its description; callers may still ask for another.
    description: isApiVersion(parameter)
      ? "The version of the API that the request is written for."
      : text(parameter.language.default.description),
    required: parameter.required ?? false,
    type: isApiVersion(parameter) ? { text: "string", uses: [] } : typeText(parameter.schema, "parameter", place),
    serviceDefault: parameter.clientDefaultValue ?? item.defaultValue,
    hidden: constant && !isApiVersion(parameter) && (parameter.required ?? false),
    rules: {
      name,
      ...readRules(item, place, isApiVersion(parameter)),
      ...(isList && { list: readListStyle(http, place), ...pick(parameter.schema, listRules) }),
      ...(parameter.required && { required: true }),
      ...(constant && (parameter.required || isApiVersion(parameter)) && { default: parameter.schema.value.value }),
      ...(encoded && { encoded: true }),
    },
  };
}

/**
 * Reads a parameter that stands for all headers whose names begin with a prefix. Callers name each of them, and the
 * runtime sends them as it sends any header.
 *
 * @param {any} parameter @param {string} name @param {string} prefix @param {string} place @returns {ParameterModel}
 */
function readPrefixed({ schema, language }, name, prefix, place) {
  // Documents declare it by the type of its values, or as a dictionary of them.
  const item = schema.type === "dictionary" ? schema.elementType : schema;
  return {
    name,
    prefix,
    identifier: identifier(name),
    description: text(language.default.description),
    required: false,
    type: typeText(item, "output", place),
    hidden: false,
    rules: {},
  };
}

/** What the names of the headers begin with that are described as one. @param {any} header @returns {string | undefined} */
const readPrefix = ({ extensions }) => extensions?.["x-ms-header-collection-prefix"]?.toLowerCase();

/** @param {any} parameter */
const isApiVersion = (parameter) =>
  parameter.language.default.serializedName === "api-version" && parameter.schema.type === "constant";

/** @param {any} http @param {string} place */
function readListStyle(http, place) {
  // In a path or a header there is no key to repeat: the items are separated by commas (OpenAPI 3.0, style values).
  if (http.explode === true && http.in === "query") return "repeat";
  const style = /** @type {Record<string, string>} */ (listStyles)[http.style ?? "simple"];
  if (style === undefined) throw unsupported(place, `a list in style "${http.style}"`);
  return style;
}

/** @param {any} schema @param {string} place @param {boolean} open @returns {Record<string, unknown>} */
function readRules(schema, place, open) {
  switch (schema.type) {
    case "integer":
    case "number":
      return { type: schema.type, ...pick(schema, numberRules) };
    case "unixtime":
      return { type: "integer" };
    case "boolean":
    case "date":
      return { type: schema.type };
    case "date-time":
      return { type: schema.format === httpDate ? httpDate : schema.type };
    case "any":
      return { type: "any" };
    case "constant":
      return { ...readRules(schema.valueType, place, open), ...(open ? {} : { oneOf: [schema.value.value] }) };
    case "choice":
      return readRules(schema.choiceType, place, open);
    case "sealed-choice":
      return {
        ...readRules(schema.choiceType, place, open),
        oneOf: schema.choices.map((/** @type {any} */ choice) => choice.value),
      };
    default:
      if (!textKinds.has(schema.type)) throw unsupported(place, `a value of kind "${schema.type}"`);
      return { type: "string", ...pick(schema, ["minLength", "maxLength"]), ...readPattern(schema, place) };
  }
}

/** @param {any} schema @param {string} place */
function readPattern(schema, place) {
  if (schema.pattern === undefined) return {};
  try {
    return { pattern: new RegExp(schema.pattern) };
  } catch {
    throw unsupported(
      place,
      `the pattern ${JSON.stringify(schema.pattern)}, which is not a JavaScript regular expression,`,
    );
  }
}

/** @param {any} source @param {string[]} keys */
const pick = (source, keys) =>
  Object.fromEntries(keys.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]));

module.exports = { readParameter, readPrefix };
