import { operationTypeNames, typeName } from "../../rlc-common/model/names.js";
import { operationsOf } from "../../apiDocument.js";
import type { ApiDocument, ApiOperation, ApiResponse, ApiSchema } from "../../apiDocument.js";
import { membersOf, namedType, referenceReader } from "./schema.js";
import { withClientNames } from "./withClientNames.js";
import type { Direction, Read } from "./schema.js";

export interface Body {
  required: boolean;
  schema: ApiSchema;
  mediaTypes: string[];
}

export interface Response {
  isError: boolean;
  schema: ApiSchema | undefined;
  headers: Map<string, ApiSchema>;
  mediaTypes: string[];
}

export interface Paging {
  items: string;
  nextLink: string | undefined;
}

export interface Operation {
  /** The operation id, or method and path where there is none. */
  id: string;
  /** How generated code names it. */
  typeName: string;
  method: string;
  path: string;
  deprecated: boolean;
  /** All but the body, by place and name. */
  parameters: Map<string, ApiSchema>;
  body: Body | undefined;
  /** By status. */
  responses: Map<string, Response>;
  paging: Paging | undefined;
}

/** What a document promises to callers. */
export interface Contract {
  document: ApiDocument;
  /** By method and path. */
  operations: Map<string, Operation>;
  /** Those that operations use, by name. */
  types: Map<string, { schema: ApiSchema; directions: Set<Direction> }>;
  /** Follows references. */
  read: Read;
}

/** An operation with what is known of it by its place. */
interface PlacedOperation extends ApiOperation {
  shared: ApiSchema[];
  key: string;
  method: string;
  path: string;
}

/** Reads from a Swagger 2.0 document what callers see of it. */
export function readContract(source: ApiDocument): Contract {
  const document = withClientNames(source);
  const read = referenceReader(document);
  const operations = new Map<string, Operation>();
  for (const [path, item] of Object.entries({ ...document.paths, ...document["x-ms-paths"] })) {
    if (typeof item !== "object" || item === null) throw new TypeError(`The path ${path} is described by no object.`);
    for (const [method, operation] of operationsOf(item)) {
      const key = `${method.toUpperCase()} ${path}`;
      const shared = item.parameters ?? [];
      operations.set(key, readOperation({ ...operation, shared, key, method, path }, document, read));
    }
  }
  const types = readTypes(operations, document, read);
  nameTypes([...operations.values()], [...types.keys()].map(typeName));
  return { document, operations, read, types };
}

function readOperation(operation: PlacedOperation, document: ApiDocument, read: Read): Operation {
  const parameters = new Map<string, ApiSchema>();
  // A parameter of an operation takes the place of one of the same name that stands above it.
  for (const parameter of [...operation.shared, ...(operation.parameters ?? [])].map(read)) {
    parameters.set(parameterKey(parameter), parameter);
  }
  const body = parameters.get("body");
  parameters.delete("body");
  const pageable = operation["x-ms-pageable"];
  const mediaTypes = operation.produces ?? document.produces ?? [];
  return {
    id: operation.operationId ?? operation.key,
    typeName: "",
    method: operation.method.toUpperCase(),
    path: operation.path,
    deprecated: operation.deprecated === true,
    parameters,
    body: readBody(parameters, body, operation.consumes ?? document.consumes),
    responses: new Map(
      Object.entries(operation.responses ?? {}).map(([status, reference]) => [
        status,
        readResponse(status, read(reference), mediaTypes),
      ]),
    ),
    // The name of the list is `value` unless said otherwise (AutoRest's extension x-ms-pageable).
    paging: pageable && { items: pageable.itemName ?? "value", nextLink: pageable.nextLinkName ?? undefined },
  };
}

function readBody(
  parameters: Map<string, ApiSchema>,
  body: ApiSchema | undefined,
  mediaTypes: string[] | undefined,
): Body | undefined {
  if (body)
    return {
      required: body.required === true,
      schema: body.schema ?? {},
      mediaTypes: mediaTypes ?? ["application/json"],
    };
  // The fields of a form are parameters; what they are wrapped in is the body.
  const isForm = [...parameters.values()].some(({ in: place }) => place === "formData");
  if (!isForm) return undefined;
  return { required: false, schema: { type: "form" }, mediaTypes: mediaTypes ?? ["multipart/form-data"] };
}

/** Names of headers are the same in upper and lower case. */
const parameterKey = ({ in: place, name = "" }: ApiSchema) =>
  place === "body" ? "body" : `${place} ${place === "header" ? name.toLowerCase() : name}`;

function readResponse(status: string, response: ApiResponse, mediaTypes: string[]): Response {
  const headers = Object.entries(response.headers ?? {});
  return {
    isError: status === "default" || response["x-ms-error-response"] === true,
    schema: response.schema,
    headers: new Map(headers.map(([name, header]) => [name.toLowerCase(), header])),
    mediaTypes,
  };
}

/** Gives operations the names that generated code has for them, beside those of types. */
function nameTypes(operations: Operation[], taken: string[]) {
  const parts = operations.map(({ id, responses }) => {
    const [group = "", ...name] = id.split("_");
    const statuses = [...responses.keys()];
    return name.length > 0 ? { group, name: name.join(" "), statuses } : { group: "", name: group, statuses };
  });
  operationTypeNames(parts, taken).forEach((name: string, index: number) => {
    (operations[index] as Operation).typeName = name;
  });
}

/** The named types that operations use. */
function readTypes(operations: Map<string, Operation>, document: ApiDocument, read: Read) {
  const types: Contract["types"] = new Map();
  const kinds = kindsByParent(document);
  const visit = (schema: ApiSchema | boolean | undefined, direction: Direction): void => {
    if (typeof schema !== "object" || schema === null) return;
    const target = read(schema);
    // An enum that has a name of its own goes by it, wherever it is defined.
    const name = target["x-ms-enum"] ? namedType(target) : namedType(schema);
    if (name !== undefined) {
      const known = types.get(name) ?? { schema: target, directions: new Set() };
      if (known.directions.has(direction)) return;
      known.directions.add(direction);
      types.set(name, known);
      for (const kind of kinds.get(name) ?? []) visit({ $ref: `#/definitions/${kind}` }, direction);
    }
    for (const parent of target.allOf ?? []) visit(parent, direction);
    visit(target.items, direction);
    visit(target.additionalProperties, direction);
    for (const property of membersOf(target, read).properties.values()) {
      if (direction === "returned" || property.readOnly !== true) visit(property, direction);
    }
  };
  for (const { parameters, body, responses } of operations.values()) {
    for (const parameter of parameters.values()) visit(parameter, "sent");
    visit(body?.schema, "sent");
    for (const { schema, headers } of responses.values()) {
      visit(schema, "returned");
      for (const header of headers.values()) visit(header, "returned");
    }
  }
  return types;
}

/** Which types are kinds of another one, told apart by its discriminator. */
function kindsByParent(document: ApiDocument) {
  const kinds: Map<string, string[]> = new Map();
  for (const [name, { allOf = [] }] of Object.entries(document.definitions ?? {})) {
    for (const parent of allOf) {
      const parentName = namedType(parent);
      if (parentName !== undefined) kinds.set(parentName, [...(kinds.get(parentName) ?? []), name]);
    }
  }
  return kinds;
}
