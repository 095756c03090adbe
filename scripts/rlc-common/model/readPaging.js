"use strict";

const { typeText } = require("./typeText.js");
const { unsupported } = require("./unsupported.js");

/** @typedef {import("./clientModel.js").OperationModel} OperationModel */
/** @typedef {import("./clientModel.js").TypeText} TypeText */

/**
 * Reads `x-ms-pageable`: which property of an answer holds the items, and which one leads to the next page.
 *
 * @param {any} operation - an operation of AutoRest's code model
 * @param {string} id
 * @param {(warning: string) => void} warn
 * @returns {OperationModel["paging"]}
 */
function readPaging(operation, id, warn) {
  const pageable = operation.extensions?.["x-ms-pageable"];
  if (pageable === undefined) return undefined;
  if (pageable.operationName) {
    warn(`${id}: ${pageable.operationName} gets its next pages; callers follow the next link themselves.`);
    return undefined;
  }
  // `value` unless said otherwise; null says that there is no further page (autorest/docs/extensions, x-ms-pageable).
  return {
    items: pageable.itemName ?? "value",
    ...(pageable.nextLinkName && { nextLink: pageable.nextLinkName }),
  };
}

/**
 * The type of the items of a page.
 *
 * @param {any} schema - the schema of the page
 * @param {string} items - the property that holds them
 * @param {string} place - names the operation in errors
 * @returns {TypeText}
 */
function readPageItem(schema, items, place) {
  const holders = [schema, ...(schema?.parents?.all ?? [])];
  const property = holders
    .flatMap((holder) => holder?.properties ?? [])
    .find((candidate) => candidate.serializedName === items);
  if (property?.schema.type !== "array") throw unsupported(place, `a page without a list called "${items}"`);
  return typeText(property.schema.elementType, "output", place);
}

module.exports = { readPageItem, readPaging };
