/**
 * What is looked at of an API document, Swagger 2.0 or OpenAPI 3.0. Documents come from outside: those who read one check
 * what they need of it, and everything may be missing. `readSource`, `readComparedDocument` and `readVersionDocument` are
 * where the text becomes this type.
 */
export interface ApiDocument {
  swagger?: string | undefined;
  openapi?: string | undefined;
  info?: { title?: string; version?: string } | undefined;
  host?: string | undefined;
  basePath?: string | undefined;
  schemes?: string[] | undefined;
  servers?: { url?: string }[] | undefined;
  consumes?: string[] | undefined;
  produces?: string[] | undefined;
  paths?: Record<string, ApiPath> | undefined;
  "x-ms-paths"?: Record<string, ApiPath> | undefined;
  "x-ms-parameterized-host"?: unknown;
  parameters?: Record<string, ApiSchema> | undefined;
  definitions?: Record<string, ApiSchema> | undefined;
  securityDefinitions?: Record<string, ApiSecurity> | undefined;
  components?: { securitySchemes?: Record<string, ApiSecurity>; [key: string]: unknown } | undefined;
}

/** How callers show who they are. */
export interface ApiSecurity {
  type?: string;
  name?: string;
  in?: string;
}

/** The operations of a path by their methods, and the parameters that all of them have. */
export type ApiPath = { parameters?: ApiSchema[] } & Partial<Record<ApiMethod, ApiOperation>>;

export type ApiMethod = (typeof apiMethods)[number];

export const apiMethods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/** The operations of a path, each with its method. */
export const operationsOf = (path: ApiPath): [method: ApiMethod, operation: ApiOperation][] =>
  apiMethods.flatMap((method) => {
    const operation = path[method];
    return operation === undefined ? [] : [[method, operation] as [ApiMethod, ApiOperation]];
  });

export interface ApiOperation {
  operationId?: string | undefined;
  deprecated?: boolean | undefined;
  consumes?: string[] | undefined;
  produces?: string[] | undefined;
  parameters?: ApiSchema[] | undefined;
  responses?: Record<string, ApiResponse> | undefined;
  "x-ms-pageable"?: { itemName?: string; nextLinkName?: string | null } | undefined;
  "x-ms-examples"?: unknown;
}

export interface ApiResponse {
  $ref?: string;
  schema?: ApiSchema;
  headers?: Record<string, ApiSchema>;
  description?: string;
  "x-ms-error-response"?: boolean;
}

/** A schema, a parameter or a header, or a reference to one: they have most keywords in common. */
export interface ApiSchema {
  $ref?: string | undefined;
  /** Of a parameter: its name, and where it stands. */
  name?: string | undefined;
  in?: string | undefined;
  /** Of a body. */
  schema?: ApiSchema | undefined;
  type?: string | undefined;
  format?: string | undefined;
  default?: unknown;
  enum?: unknown[] | undefined;
  items?: ApiSchema | undefined;
  properties?: Record<string, ApiSchema> | undefined;
  additionalProperties?: boolean | ApiSchema | undefined;
  allOf?: ApiSchema[] | undefined;
  discriminator?: string | undefined;
  /** Of an object the names of properties, of a parameter whether it is one that has to be given. */
  required?: string[] | boolean | undefined;
  readOnly?: boolean | undefined;
  collectionFormat?: string | undefined;
  pattern?: string | undefined;
  multipleOf?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: boolean | undefined;
  exclusiveMaximum?: boolean | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  uniqueItems?: boolean | undefined;
  "x-nullable"?: boolean | undefined;
  "x-ms-client-name"?: string | undefined;
  "x-ms-enum"?: { name?: string; modelAsString?: boolean } | undefined;
}
