"use strict";

const { typeName } = require("./names.js");
const { unsupported } = require("./unsupported.js");

/** @typedef {import("./clientModel.js").TypeText} TypeText */
/** @typedef {"parameter" | "input" | "output"} Direction - parameter, input: what callers send in the URL or a header, and in a body; output: what the service returns */

/** The format of dates as HTTP writes them in its own headers (RFC 9110, section 5.6.7). */
const httpDate = "date-time-rfc1123";

/** @param {string} text @param {string[]} [uses] @returns {TypeText} */
const plain = (text, uses = []) => ({ text, uses });

/**
 * The TypeScript type of a schema.
 *
 * @param {any} schema - a schema of AutoRest's code model
 * @param {Direction} direction
 * @param {string} place - names the operation or type in errors
 * @returns {TypeText}
 */
function typeText(schema, direction, place) {
  switch (schema.type) {
    case "any":
      return plain("unknown");
    case "any-object":
      return plain("Record<string, unknown>");
    case "boolean":
      return plain("boolean");
    case "integer":
    case "number":
    case "unixtime":
      return plain("number");
    case "string":
    case "arm-id":
    case "byte-array":
    case "char":
    case "credential":
    case "duration":
    case "time":
    case "uri":
    case "uuid":
      return plain("string");
    case "date":
      return plain(direction === "parameter" ? "Date | string" : "string");
    case "date-time":
      // JSON writes a Date in ISO 8601, which is another format than that of HTTP.
      return plain(
        direction === "parameter" || (direction === "input" && schema.format !== httpDate) ? "Date | string" : "string",
      );
    case "constant":
      return plain(JSON.stringify(schema.value.value));
    case "choice":
    case "sealed-choice":
      return namedChoice(schema);
    case "array":
      return wrap(
        direction === "output" ? "Array" : "ReadonlyArray",
        schema.elementType,
        schema.nullableItems,
        direction,
        place,
      );
    case "dictionary":
      return wrap("Record", schema.elementType, schema.nullableItems, direction, place);
    case "object": {
      const name = objectTypeName(schema, direction);
      return plain(name, [name]);
    }
    default:
      throw unsupported(place, `a schema of kind "${schema.type}"`);
  }
}

/** @param {any} schema @returns {TypeText} */
function namedChoice(schema) {
  const name = typeName(schema.language.default.name);
  return plain(name, [name]);
}

/**
 * @param {string} generic @param {any} element @param {boolean | undefined} nullable @param {Direction} direction
 * @param {string} place @returns {TypeText}
 */
function wrap(generic, element, nullable, direction, place) {
  const { text, uses } = typeText(element, direction, place);
  const item = nullable ? `${text} | null` : text;
  return plain(generic === "Record" ? `Record<string, ${item}>` : `${generic}<${item}>`, uses);
}

/** @param {any} schema @param {Direction} direction */
function objectTypeName(schema, direction) {
  return typeName(schema.language.default.name) + (direction === "output" ? "Output" : "");
}

module.exports = { httpDate, objectTypeName, typeText };
