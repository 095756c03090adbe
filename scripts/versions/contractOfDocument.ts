import { operationsOf } from "../apiDocument.js";
import type { ApiDocument, ApiOperation, ApiSchema } from "../apiDocument.js";
import { referenceReader } from "../diff/documents/schema.js";
import type { Read } from "../diff/documents/schema.js";

/** What a document promises to callers, without its prose: the form of test/swagger/contracts/. */
export interface Contract {
  version: string;
  /** By method and path, such as `POST /api/hubs/{hub}/:send`. */
  operations: Record<string, ContractOperation>;
}

export interface ContractOperation {
  operationId: string;
  parameters: ContractParameter[];
  consumes?: string[];
  body?: { required: boolean; schema: unknown };
  /** The property that leads to the next page. */
  pageable?: string;
  responses: Record<string, { body?: unknown; headers?: string[] }>;
}

/** A parameter by the keywords that say something to callers; the type of a list's items is its `items`. */
export interface ContractParameter {
  in: string;
  name: string;
  required: boolean;
  items?: string;
  [keyword: string]: unknown;
}

/** The keywords of a parameter that say something to callers. */
const keywords: readonly (keyof ApiSchema)[] = [
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
export function contractOfDocument(document: ApiDocument): Contract {
  const operations: Contract["operations"] = {};
  const read = referenceReader(document);
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of operationsOf(item)) {
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      operations[`${method.toUpperCase()} ${path}`] = reduceOperation(
        { ...operation, parameters },
        document.consumes,
        read,
      );
    }
  }
  return { version: document.info?.version ?? "", operations };
}

/** @param common - the media types of bodies where an operation names none */
function reduceOperation(operation: ApiOperation, common: string[] | undefined, read: Read): ContractOperation {
  const parameters = (operation.parameters ?? []).map(read);
  const body = parameters.find((parameter) => parameter.in === "body");
  const consumes = operation.consumes ?? (body && common);
  return {
    operationId: operation.operationId ?? "",
    parameters: parameters
      .filter((parameter) => parameter !== body)
      .map(reduceParameter)
      .sort(byPlace),
    ...(consumes && { consumes: [...consumes].sort() }),
    ...(body && { body: { required: body.required === true, schema: reduceSchema(body.schema ?? {}, read) } }),
    ...(operation["x-ms-pageable"] && { pageable: operation["x-ms-pageable"].nextLinkName as string }),
    responses: Object.fromEntries(
      Object.entries(operation.responses ?? {}).map(([status, response]) => {
        const { schema, headers } = read(response);
        return [
          status,
          {
            ...(schema && { body: reduceSchema(schema, read) }),
            ...(headers && { headers: Object.keys(headers).sort() }),
          },
        ];
      }),
    ),
  };
}

/** A schema with its references followed, each until it comes back to itself. */
function reduceSchema(schema: ApiSchema, read: Read, above: readonly string[] = []): unknown {
  if (schema.$ref !== undefined) {
    if (above.includes(schema.$ref)) return { recursive: true };
    return reduceSchema(read(schema), read, [...above, schema.$ref]);
  }
  const reduce = (part: ApiSchema) => reduceSchema(part, read, above);
  if (schema.type === "array") return { array: reduce(schema.items ?? {}) };
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

function reduceParameter(parameter: ApiSchema): ContractParameter {
  const known = keywords
    .filter((keyword) => parameter[keyword] !== undefined)
    .map((keyword) => [keyword, parameter[keyword]]);
  return {
    in: "",
    name: "",
    ...Object.fromEntries(known),
    required: parameter.required === true,
    ...(parameter.items?.type !== undefined && { items: parameter.items.type }),
  };
}

const byPlace = (a: ContractParameter, b: ContractParameter) => (placeOf(a) < placeOf(b) ? -1 : 1);

const placeOf = ({ in: place, name }: ContractParameter) => `${place} ${name}`;
