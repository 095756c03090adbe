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
  responses: Record<string, object>;
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
    ...(body && { body: { required: body.required ?? false, schema: body.schema } }),
    responses: Object.fromEntries(Object.keys(operation.responses).map((status) => [status, {}])),
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
