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
  const [body] = bodies;
  if (http.multipart === true || http.knownMediaType === "form") {
    const kind = http.multipart === true ? "multipart" : "form";
    const fields = bodies.map((/** @type {any} */ field) => readField(field, kind, operationId));
    return {
      required: fields.some((/** @type {any} */ field) => field.required),
      description: "",
      variants: http.mediaTypes.map((/** @type {string} */ contentType) => ({ contentType, kind, fields })),
    };
  }
  if (bodies.length > 1) throw unsupported(operationId, `a body of ${bodies.length} parameters`);
  return {
    required: body.required ?? false,
    description: text(body.language.default.description),
    variants: http.mediaTypes.map((/** @type {string} */ contentType) =>
      readVariant(contentType, body.schema, operationId),
    ),
  };
}

/** One field of a form. @param {any} field @param {"multipart" | "form"} kind @param {string} operationId */
function readField({ language, required, schema }, kind, operationId) {
  const name = language.default.serializedName;
  const place = `${operationId}, form field "${name}"`;
  const item = schema.type === "array" ? schema.elementType : schema;
  /** @type {import("./clientModel.js").TypeText} */
  const file = { text: schema.type === "array" ? "ReadonlyArray<FilePart>" : "FilePart", uses: ["FilePart"] };
  if (item.type === "binary" && kind === "form") throw unsupported(place, "a file in a form that is not multipart");
  return {
    name,
    description: text(language.default.description),
    required: required ?? false,
    type: item.type === "binary" ? file : typeText(schema, "input", place),
  };
}

/** @param {string} contentType @param {any} schema @param {string} operationId @returns {BodyModel["variants"][number]} */
function readVariant(contentType, schema, operationId) {
  const place = `${operationId}, body of type ${contentType}`;
  const binary = schema.type === "binary";
  const [type = "", subtype = ""] = contentType.toLowerCase().replace(/;.*/, "").trim().split("/");
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
