import { followReference } from "./followReference.mjs";

/**
 * @typedef {object} Contract - what a document promises to callers, without its prose: the form of test/swagger/contracts/
 * @property {string} version
 * @property {Record<string, ContractOperation>} operations - by method and path, such as `POST /api/hubs/{hub}/:send`
 */

/**
 * @typedef {object} ContractOperation
 * @property {string} operationId
 * @property {Record<string, any>[]} parameters
 * @property {string[]} [consumes]
 * @property {{ required: boolean, schema: unknown }} [body]
 * @property {string} [pageable] - the property that leads to the next page
 * @property {Record<string, { body?: unknown, headers?: string[] }>} responses
 */

const methods = ["get", "put", "post", "delete", "options", "head", "patch"];

/** The keywords of a parameter that say something to callers. */
const keywords = [
  "in",
  "name",
  "type",
  "format",
  "collectionFormat",
  "enum",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "default",
];

/** Reduces a Swagger 2.0 document to its contract. @param {any} document @returns {Contract} */
export function contractOfDocument(document) {
  /** @type {Contract["operations"]} */
  const operations = {};
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of Object.keys(item).filter((key) => methods.includes(key))) {
      const parameters = [...(item.parameters ?? []), ...(item[method].parameters ?? [])];
      operations[`${method.toUpperCase()} ${path}`] = reduceOperation({ ...item[method], parameters }, document);
    }
  }
  return { version: document.info.version, operations };
}

/** @param {any} operation @param {any} document @returns {ContractOperation} */
function reduceOperation(operation, document) {
  const parameters = operation.parameters.map((/** @type {any} */ parameter) => followReference(parameter, document));
  const body = parameters.find((/** @type {any} */ parameter) => parameter.in === "body");
  const consumes = operation.consumes ?? (body && document.consumes);
  return {
    operationId: operation.operationId,
    parameters: parameters
      .filter((/** @type {any} */ parameter) => parameter !== body)
      .map(reduceParameter)
      .sort(byPlace),
    ...(consumes && { consumes: [...consumes].sort() }),
    ...(body && { body: { required: body.required ?? false, schema: reduceSchema(body.schema, document) } }),
    ...(operation["x-ms-pageable"] && { pageable: operation["x-ms-pageable"].nextLinkName }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => {
        const { schema, headers } = followReference(response, document);
        return [
          status,
          {
            ...(schema && { body: reduceSchema(schema, document) }),
            ...(headers && { headers: Object.keys(headers).sort() }),
          },
        ];
      }),
    ),
  };
}

/**
 * A schema with its references followed, each until it comes back to itself.
 *
 * @param {any} schema
 * @param {any} document
 * @param {readonly string[]} [above]
 * @returns {unknown}
 */
function reduceSchema(schema, document, above = []) {
  if (schema.$ref !== undefined) {
    if (above.includes(schema.$ref)) return { recursive: true };
    return reduceSchema(followReference(schema, document), document, [...above, schema.$ref]);
  }
  const reduce = (/** @type {any} */ part) => reduceSchema(part, document, above);
  if (schema.type === "array") return { array: reduce(schema.items) };
  if (schema.type !== "object" && schema.properties === undefined && schema.allOf === undefined)
    return { type: schema.type, ...(schema.format && { format: schema.format }) };
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, reduce(property)]);
  return {
    object: Object.fromEntries(properties),
    required: schema.required ?? [],
    ...(schema.allOf && { allOf: schema.allOf.map(reduce) }),
    ...(typeof schema.additionalProperties === "object" && { others: reduce(schema.additionalProperties) }),
  };
}

/** @param {any} parameter */
function reduceParameter(parameter) {
  const known = keywords
    .filter((keyword) => parameter[keyword] !== undefined)
    .map((keyword) => [keyword, parameter[keyword]]);
  return {
    ...Object.fromEntries(known),
    required: parameter.required ?? false,
    ...(parameter.items && { items: parameter.items.type }),
  };
}

/** @param {any} a @param {any} b */
const byPlace = (a, b) => (`${a.in} ${a.name}` < `${b.in} ${b.name}` ? -1 : 1);
