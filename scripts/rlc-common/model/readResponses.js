"use strict";

const { readPageItem } = require("./readPaging.js");
const { readPrefix } = require("./readParameter.js");
const { text } = require("./text.js");
const { typeText } = require("./typeText.js");
const { unsupported } = require("./unsupported.js");

/** @typedef {import("./clientModel.js").ResponseModel} ResponseModel */

/**
 * Reads what an operation may answer: its responses, then its errors.
 *
 * @param {any} operation - an operation of AutoRest's code model
 * @param {string} typeName - the operation's type name
 * @param {import("./clientModel.js").OperationModel["paging"]} paging
 * @returns {ResponseModel[]}
 */
function readResponses(operation, typeName, paging) {
  return [
    ...(operation.responses ?? []).flatMap((/** @type {any} */ r) =>
      readResponse(r, operation.operationId, typeName, false, paging),
    ),
    ...(operation.exceptions ?? []).flatMap((/** @type {any} */ r) =>
      readResponse(r, operation.operationId, typeName, true),
    ),
  ];
}

/**
 * @param {any} response @param {string} operationId @param {string} typeName @param {boolean} isError
 * @param {import("./clientModel.js").OperationModel["paging"]} [paging] @returns {ResponseModel[]}
 */
function readResponse(response, operationId, typeName, isError, paging) {
  const http = response.protocol.http;
  return http.statusCodes.map((/** @type {string | number} */ code) => {
    const status = String(code);
    const place = `${operationId}, response ${status}`;
    return {
      typeName: `${typeName}${status === "default" ? "Default" : status}Response`,
      status,
      description: text(response.language.default.description),
      // Without a response called default, AutoRest leaves a listed one without the mark of an error.
      isError: isError || status === "default",
      ...(paging && response.schema && { pageItem: readPageItem(response.schema, paging.items, place) }),
      ...readBody(response, place),
      headers: (http.headers ?? []).map((/** @type {any} */ header) => ({
        name: header.header.toLowerCase(),
        ...(readPrefix(header) && { prefix: readPrefix(header) }),
        // Headers arrive as texts, whatever the document says that the text means.
        type:
          header.schema.type === "sealed-choice" || header.schema.type === "choice"
            ? typeText(header.schema, "output", place)
            : { text: "string", uses: [] },
        description: text(header.language.default.description),
      })),
    };
  });
}

/** @param {any} response @param {string} place */
function readBody(response, place) {
  if (response.binary === true) {
    return {
      body: {
        type: { text: "unknown", uses: [] },
        description: "Bytes: read them with `asNodeStream` or `asBrowserStream`.",
      },
    };
  }
  if (response.schema === undefined) return {};
  /** @type {string[]} */
  const mediaTypes = response.protocol.http.mediaTypes ?? [];
  if (mediaTypes.length > 0 && mediaTypes.every((mediaType) => /[/+]xml\b/.test(mediaType))) {
    throw unsupported(place, `an XML body (${mediaTypes.join(", ")})`);
  }
  const type = typeText(response.schema, "output", place);
  return { body: { type: response.nullable ? { ...type, text: `${type.text} | null` } : type, description: "" } };
}

module.exports = { readResponses };
