/** What a document promises to callers, without its prose: the form in which `contracts/` holds each API version. */
export interface Contract {
  version: string;
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
  for (const [path, methods] of Object.entries<any>(document.paths)) {
    for (const [method, operation] of Object.entries<any>(methods)) {
      operations[`${method.toUpperCase()} ${path}`] = reduceOperation(operation, document);
    }
  }
  return { version: document.info.version, operations };
}

function reduceOperation(operation: any, document: any): ContractOperation {
  const parameters = operation.parameters.map((parameter: any) =>
    parameter.$ref ? document.parameters[parameter.$ref.replace("#/parameters/", "")] : parameter,
  );
  const body = parameters.find((parameter: any) => parameter.in === "body");
  return {
    operationId: operation.operationId,
    parameters: parameters
      .filter((parameter: any) => parameter !== body)
      .map(reduceParameter)
      .sort(byPlace),
    ...(operation.consumes && { consumes: [...operation.consumes].sort() }),
    ...(body && { body: { required: body.required ?? false, schema: reduceSchema(body.schema, document) } }),
    ...(operation["x-ms-pageable"] && { pageable: operation["x-ms-pageable"].nextLinkName }),
    responses: Object.fromEntries(
      Object.entries<any>(operation.responses).map(([status, { schema, headers }]) => [
        status,
        {
          ...(schema && { body: reduceSchema(schema, document) }),
          ...(headers && { headers: Object.keys(headers).sort() }),
        },
      ]),
    ),
  };
}

/** A schema with its references followed, each until it comes back to itself. */
function reduceSchema(schema: any, document: any, above: readonly string[] = []): unknown {
  if (schema.$ref !== undefined) {
    if (above.includes(schema.$ref)) return { recursive: true };
    const definition = document.definitions[schema.$ref.replace("#/definitions/", "")];
    return reduceSchema(definition, document, [...above, schema.$ref]);
  }
  if (schema.type === "array") return { array: reduceSchema(schema.items, document, above) };
  if (schema.type === "object") {
    const properties = Object.entries(schema.properties).map(([name, property]) => [
      name,
      reduceSchema(property, document, above),
    ]);
    return { object: Object.fromEntries(properties), required: schema.required ?? [] };
  }
  return { type: schema.type, ...(schema.format && { format: schema.format }) };
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
