import { followReference } from "./followReference.js";

/** What a document promises to callers, without its prose: the form of test/swagger/contracts/. */
export interface Contract {
  version: string;
  /** By method and path, such as `POST /api/hubs/{hub}/:send`. */
  operations: Record<string, ContractOperation>;
}

export interface ContractOperation {
  operationId: string;
  parameters: Record<string, any>[];
  consumes?: string[];
  body?: { required: boolean; schema: unknown };
  /** The property that leads to the next page. */
  pageable?: string;
  responses: Record<string, { body?: unknown; headers?: string[] }>;
}

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

/** Reduces a Swagger 2.0 document to its contract. */
export function contractOfDocument(document: any): Contract {
  const operations: Contract["operations"] = {};
  for (const [path, item] of Object.entries<any>(document.paths)) {
    for (const method of Object.keys(item).filter((key) => methods.includes(key))) {
      const parameters = [...(item.parameters ?? []), ...(item[method].parameters ?? [])];
      operations[`${method.toUpperCase()} ${path}`] = reduceOperation({ ...item[method], parameters }, document);
    }
  }
  return { version: document.info.version, operations };
}

function reduceOperation(operation: any, document: any): ContractOperation {
  const parameters = operation.parameters.map((parameter: any) => followReference(parameter, document));
  const body = parameters.find((parameter: any) => parameter.in === "body");
  const consumes = operation.consumes ?? (body && document.consumes);
  return {
    operationId: operation.operationId,
    parameters: parameters
      .filter((parameter: any) => parameter !== body)
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

/** A schema with its references followed, each until it comes back to itself. */
function reduceSchema(schema: any, document: any, above: readonly string[] = []): unknown {
  if (schema.$ref !== undefined) {
    if (above.includes(schema.$ref)) return { recursive: true };
    return reduceSchema(followReference(schema, document), document, [...above, schema.$ref]);
  }
  const reduce = (part: any) => reduceSchema(part, document, above);
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

function reduceParameter(parameter: any) {
  const known = keywords
    .filter((keyword) => parameter[keyword] !== undefined)
    .map((keyword) => [keyword, parameter[keyword]]);
  return {
    ...Object.fromEntries(known),
    required: parameter.required ?? false,
    ...(parameter.items && { items: parameter.items.type }),
  };
}

const byPlace = (a: any, b: any) => (`${a.in} ${a.name}` < `${b.in} ${b.name}` ? -1 : 1);
