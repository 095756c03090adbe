/**
 * What the renderers read: a client, ready to be written as TypeScript. Made from AutoRest's code model by
 * `readClientModel`; the field names follow the rendered code, not AutoRest.
 */
export interface ClientModel {
  /** The document's title as a type name, such as `WebPubSub`. */
  name: string;
  description: string;
  /** Empty where the document names none. */
  apiVersion: string;
  /** The folder of the runtime, as the client's files import it: `./runtime`, or a shared one. */
  runtime: string;
  /** Where callers may give the endpoint in parts. */
  host?: HostModel;
  /** In document order. */
  operations: OperationModel[];
  /** Named types that requests use, and enums. */
  inputTypes: NamedType[];
  /** Named types that only responses use; their names end in `Output`. */
  outputTypes: NamedType[];
}

export interface HostModel {
  /** Such as `https://{account}.{zone}`. */
  template: string;
  /** In the template's order; each once. */
  parameters: { name: string; identifier: string; description: string; type: string; default?: string }[];
}

export interface OperationModel {
  /** As in the document, such as `WebPubSub_SendToAll`; used in error messages and doc comments. */
  id: string;
  /** Such as `sendToAll`. */
  name: string;
  /** Such as `SendToAll`. */
  typeName: string;
  method: "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH";
  /** With the query that the document has in it, if any. */
  path: string;
  summary: string;
  description: string;
  /** Whether the document advises against it. */
  deprecated: boolean;
  /** In path order. */
  pathParameters: ParameterModel[];
  queryParameters: ParameterModel[];
  headers: ParameterModel[];
  body?: BodyModel;
  responses: ResponseModel[];
  /** Where the answers hold a page of a list and the address of the next one. */
  paging?: { items: string; nextLink?: string };
  /** The properties of answers with integers of 64 bits, as `readLongs` names them. */
  longs?: string[];
  /** Where the answer may come before the work is done. */
  longRunning?: LongRunningModel;
}

/** How the end of a long-running operation is found. */
export interface LongRunningModel {
  /** Where the result is then, if the document says it. */
  result?: "azure-async-operation" | "location" | "original-uri";
}

export interface ParameterModel {
  /** The name on the wire. */
  name: string;
  /** What the names of several headers begin with that are described as one; the runtime knows nothing of those. */
  prefix?: string;
  /** The name as a TypeScript variable. */
  identifier: string;
  description: string;
  required: boolean;
  type: TypeText;
  /** Whether the document advises against it. */
  deprecated?: boolean;
  /** What the service assumes when it is given no value; not sent. */
  serviceDefault?: unknown;
  /** Left out of the option types: the client sends it by itself. */
  hidden: boolean;
  /** What the runtime checks; becomes an object literal of the runtime's type `Parameter`. */
  rules: Record<string, unknown>;
}

export interface BodyModel {
  required: boolean;
  description: string;
  variants: BodyVariant[];
  /** The properties with integers of 64 bits, as `readLongs` names them. */
  longs?: string[];
}

/** What a body of one media type may be. */
export type BodyVariant = { contentType: string } & (
  | { kind: "json" | "text" | "bytes"; type: TypeText }
  /** A body of named parts, as an HTML form sends it. */
  | { kind: "multipart" | "form"; fields: FieldModel[] }
);

export interface FieldModel {
  name: string;
  description: string;
  required: boolean;
  type: TypeText;
  /** How it is written, where that is not told by its value; becomes an object literal of the runtime's type `Parameter`. */
  rules?: Record<string, unknown>;
}

export interface ResponseModel {
  /** Such as `SendToAll202Response`. */
  typeName: string;
  /** A status, or `default` for each status that is not listed. */
  status: string;
  description: string;
  isError: boolean;
  /** The type of the items, where the answer is a page of a list. */
  pageItem?: TypeText;
  body?: { type: TypeText; description: string };
  /** prefix: as of a parameter. */
  headers: { name: string; prefix?: string; type: TypeText; description: string }[];
}

/** A TypeScript type and the named types it mentions, so that a file can import them. */
export interface TypeText {
  text: string;
  uses: string[];
}

export interface NamedType {
  name: string;
  description: string;
  /** The declaration behind the name, without a doc comment: an interface or a type alias. */
  declaration:
    | { kind: "interface"; extends: TypeText[]; properties: PropertyModel[]; indexType?: TypeText }
    | { kind: "alias"; type: TypeText };
}

export interface PropertyModel {
  name: string;
  description: string;
  required: boolean;
  readOnly: boolean;
  /** Whether the document advises against it. */
  deprecated?: boolean;
  type: TypeText;
}
