/**
 * AutoRest's code model, by the types of `@autorest/codemodel`, with what those leave open. They know the kind of a schema
 * as the member of an enum, and what a protocol, a language or an extension says as `any`. This file is the one border:
 * what passes it has a type.
 */
import type {
  AnyObjectSchema,
  ArraySchema,
  ByteArraySchema,
  ChoiceSchema,
  CodeModel,
  ConstantSchema,
  DateTimeSchema,
  DictionarySchema,
  Extensions,
  HttpHeader,
  HttpParameter,
  HttpRequest,
  HttpResponse,
  HttpWithBodyRequest,
  Languages,
  NumberSchema,
  ObjectSchema,
  Operation,
  Parameter,
  Property,
  Request,
  Response,
  Schema,
  SealedChoiceSchema,
  StringSchema,
} from "@autorest/codemodel";

export type { CodeModel, HttpHeader, HttpParameter, Operation, Parameter, Property, Request, Response, Schema };

/** A schema type of the package, with its kind as the text that it is. */
type Kind<TSchema extends Schema, TName extends string = `${TSchema["type"]}`> = Omit<TSchema, "type"> & {
  readonly type: TName;
};

export type ArrayKind = Kind<ArraySchema>;
export type ChoiceKind = Kind<ChoiceSchema> | Kind<SealedChoiceSchema>;
export type ConstantKind = Kind<ConstantSchema>;
export type DictionaryKind = Kind<DictionarySchema>;
export type NumberKind = Kind<NumberSchema, "integer" | "number">;
export type ObjectKind = Kind<ObjectSchema>;

/** Every kind of schema; each is told by its `type`. */
export type KnownSchema =
  | ArrayKind
  | ChoiceKind
  | ConstantKind
  | DictionaryKind
  | NumberKind
  | ObjectKind
  | Kind<AnyObjectSchema>
  | Kind<ByteArraySchema>
  | Kind<DateTimeSchema>
  | Kind<StringSchema>
  | Kind<
      Schema,
      | "any"
      | "arm-id"
      | "binary"
      | "boolean"
      | "char"
      | "conditional"
      | "credential"
      | "date"
      | "duration"
      | "flag"
      | "group"
      | "not"
      | "odata-query"
      | "or"
      | "sealed-conditional"
      | "time"
      | "unixtime"
      | "unknown"
      | "uri"
      | "uuid"
      | "xor"
    >;

/** A schema as one of its kinds. */
export function known(schema: Schema): KnownSchema {
  return schema as unknown as KnownSchema;
}

/** What is not a schema of the package's own: a kind, as the package would have it. */
export function isObject(schema: KnownSchema): schema is ObjectKind {
  return schema.type === "object";
}

interface Named {
  language: Languages;
}

/** AutoRest's name for a thing. */
export function nameOf({ language }: Named): string {
  return language.default.name;
}

/** The name that a parameter has on the wire. */
export function wireName({ language }: Named): string {
  return language.default["serializedName"] as string;
}

export function summaryOf({ language }: Named): string | undefined {
  return language.default["summary"] as string | undefined;
}

export function descriptionOf({ language }: Named): string | undefined {
  return language.default.description as string | undefined;
}

/** What the document says about a thing under a name that begins with `x-`, or what has been written down there of it. */
export function extension({ extensions }: Extensions, name: `x-${string}`): unknown {
  return extensions?.[name];
}

/** Where a parameter stands in a request, and how; nothing for one that AutoRest has made up. */
export function httpOfParameter({ protocol }: Parameter): HttpParameter & { readonly allowReserved?: boolean } {
  return (protocol.http ?? {}) as HttpParameter & { readonly allowReserved?: boolean };
}

export type RequestHttp = HttpRequest & Partial<HttpWithBodyRequest> & { readonly multipart?: boolean };

export function httpOfRequest({ protocol }: Request): RequestHttp {
  return protocol.http as RequestHttp;
}

export function httpOfResponse({ protocol }: Response): HttpResponse {
  return protocol.http as HttpResponse;
}

/** An answer with what only some have. */
export type AnyResponse = Response & {
  readonly binary?: boolean;
  readonly schema?: Schema;
  readonly nullable?: boolean;
};

/** The request that says which method and path an operation has. */
export function firstRequest({ requests = [] }: Operation): RequestHttp {
  return httpOfRequest(requests[0] as Request);
}
