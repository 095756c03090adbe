"use strict";

const { text } = require("./text.js");
const { typeText } = require("./typeText.js");
const { unsupported } = require("./unsupported.js");

/** @typedef {import("./clientModel.js").BodyModel} BodyModel */

/**
 * Reads the body that an operation takes: one variant for each media type, which decides what a body may be.
 *
 * @param {any} operation - an operation of AutoRest's code model
 * @returns {BodyModel | undefined}
 */
function readBody(operation) {
  const requests = operation.requests
    .map((/** @type {any} */ request) => readRequest(request, operation.operationId))
    .filter(Boolean);
  if (requests.length === 0) return undefined;
  return {
    required: requests.every((/** @type {any} */ request) => request.required),
    description: requests[0].description,
    variants: requests
      .flatMap((/** @type {any} */ request) => request.variants)
      .sort((/** @type {any} */ a, /** @type {any} */ b) => (a.contentType < b.contentType ? -1 : 1)),
  };
}

/** @param {any} request @param {string} operationId */
function readRequest(request, operationId) {
  const http = request.protocol.http;
  const bodies = (request.parameters ?? []).filter((/** @type {any} */ p) => p.protocol.http?.in === "body");
  if (bodies.length === 0) return undefined;
  if (bodies.length > 1 || http.multipart === true || http.knownMediaType === "form") {
    throw unsupported(operationId, `a form body (${http.mediaTypes.join(", ")})`);
  }
  const [body] = bodies;
  return {
    required: body.required ?? false,
    description: text(body.language.default.description),
    variants: http.mediaTypes.map((/** @type {string} */ contentType) =>
      readVariant(contentType, body.schema, operationId),
    ),
  };
}

/** @param {string} contentType @param {any} schema @param {string} operationId @returns {BodyModel["variants"][number]} */
function readVariant(contentType, schema, operationId) {
  const place = `${operationId}, body of type ${contentType}`;
  const binary = schema.type === "binary";
  const [type = "", subtype = ""] = contentType.toLowerCase().split("/");
  if (/(^|\+)json$/.test(subtype)) {
    return {
      contentType,
      kind: "json",
      type: binary ? { text: "JsonBody", uses: ["JsonBody"] } : typeText(schema, "input", place),
    };
  }
  if (/(^|\+)xml$/.test(subtype) && !binary) throw unsupported(operationId, `an XML body (${contentType})`);
  if (type === "text") return { contentType, kind: "text", type: { text: "TextBody", uses: ["TextBody"] } };
  if (binary) return { contentType, kind: "bytes", type: { text: "BytesBody", uses: ["BytesBody"] } };
  throw unsupported(operationId, `a body of type ${contentType} whose schema is of kind "${schema.type}"`);
}

module.exports = { readBody };
