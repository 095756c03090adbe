import type { BodyModel, BodyVariant, FieldModel, TypeText } from "./clientModel.js";
import { descriptionOf, extension, httpOfParameter, httpOfRequest, known, wireName } from "./codeModel.js";
import type { KnownSchema, Operation, Parameter, Request, Schema } from "./codeModel.js";
import { readLongs } from "./readLongs.js";
import { readListStyle, readRules } from "./readParameter.js";
import { text } from "./text.js";
import { httpDate, typeText } from "./typeText.js";
import { unsupported } from "./unsupported.js";

/**
 * Reads the body that an operation takes: one variant for each media type, which decides what a body may be.
 *
 * @param operation - an operation of AutoRest's code model
 * @param id - names it in errors
 */
export function readBody(operation: Operation, id: string): BodyModel | undefined {
  const said: Said = {
    forms: extension(operation, "x-form-types") as string[] | undefined,
    base64: (extension(operation, "x-base64") as string[] | undefined) ?? [],
  };
  const requests = (operation.requests ?? [])
    .map((request) => readRequest(request, said, id))
    .filter((request) => request !== undefined);
  const variants = requests.flatMap((request) => request.variants);
  checkAllRead(operation, variants, id);
  const [first] = requests;
  if (first === undefined) return undefined;
  const longs = readLongs((operation.requests ?? []).flatMap(bodyParameters).map(({ schema }) => schema));
  return {
    ...(longs && { longs }),
    required: requests.every((request) => request.required),
    description: first.description,
    variants: variants.sort((a, b) => (a.contentType < b.contentType ? -1 : 1)),
  };
}

/** What the document says of an operation's bodies that AutoRest's model does not. */
interface Said {
  /** The media types of its form. */
  readonly forms: readonly string[] | undefined;
  /** The media types whose bodies are bytes in base64. */
  readonly base64: readonly string[];
}

/** Nothing that a document offers is left out without a word. XML is, where there is JSON, and a warning says so. */
function checkAllRead(operation: Operation, variants: readonly BodyVariant[], id: string): void {
  const mediaTypeOf = (type: string): string => type.toLowerCase().replace(/;.*/, "").trim();
  const read = new Set(variants.map(({ contentType }) => mediaTypeOf(contentType)));
  const hasJson = variants.some(({ kind }) => kind === "json");
  const types = (extension(operation, "x-media-types") as string[] | undefined) ?? [];
  const lost = types.filter((type) => !read.has(mediaTypeOf(type)) && !(hasJson && /[/+]xml\b/.test(type)));
  if (lost.length > 0) throw unsupported(id, `a body of type ${lost.join(", ")} with the schema that it has`);
}

function readRequest(request: Request, { forms, base64 }: Said, id: string): BodyModel | undefined {
  const { knownMediaType, mediaTypes = [], multipart } = httpOfRequest(request);
  const bodies = bodyParameters(request);
  const [body] = bodies;
  if (body === undefined) return undefined;
  if (multipart === true || String(knownMediaType) === "form") {
    return {
      required: bodies.some((field) => field.required),
      description: "",
      variants: (forms ?? mediaTypes).map((contentType) => {
        const kind = /^multipart\b/i.test(contentType) ? "multipart" : "form";
        return { contentType, kind, fields: bodies.map((field) => readField(field, kind, id)) };
      }),
    };
  }
  if (bodies.length > 1) throw unsupported(id, `a body of ${bodies.length} parameters`);
  return {
    required: body.required ?? false,
    description: text(descriptionOf(body)),
    variants: mediaTypes.map((contentType) =>
      base64.includes(contentType)
        ? { contentType, kind: "text", type: { text: "Base64Body", uses: ["Base64Body"] } }
        : readVariant(contentType, body.schema, id),
    ),
  };
}

function bodyParameters({ parameters = [] }: Request): Parameter[] {
  return parameters.filter((parameter) => httpOfParameter(parameter).in === "body");
}

/** One field of a form. */
function readField(field: Parameter, kind: "multipart" | "form", id: string): FieldModel {
  const name = wireName(field);
  const place = `${id}, form field "${name}"`;
  const schema = schemaOfField(field);
  const item = schema.type === "array" ? known(schema.elementType) : schema;
  const file: TypeText = { text: schema.type === "array" ? "ReadonlyArray<FilePart>" : "FilePart", uses: ["FilePart"] };
  const rules = readFieldRules(field, place);
  if (item.type === "binary" && kind === "form") throw unsupported(place, "a file in a form that is not multipart");
  return {
    name,
    description: text(descriptionOf(field)),
    required: field.required ?? false,
    // Like a parameter, it goes out as text.
    type: item.type === "binary" ? file : typeText(schema as unknown as Schema, rules ? "parameter" : "input", place),
    ...(rules && { rules }),
  };
}

/** The schema of a field, with the format that AutoRest drops from those of Swagger 2.0. */
function schemaOfField(field: Parameter): KnownSchema {
  const schema = known(field.schema);
  switch (extension(field, "x-format")) {
    case "date":
      return { ...schema, type: "date" } as KnownSchema;
    case "date-time":
    case httpDate:
      return { ...schema, type: "date-time", format: extension(field, "x-format") } as KnownSchema;
    case "unixtime":
      return { ...schema, type: "unixtime" } as KnownSchema;
    case "int64":
      return { ...schema, precision: 64 } as KnownSchema;
    default:
      return schema;
  }
}

/** Dates, and lists whose items are not fields of their own. */
function readFieldRules(field: Parameter, place: string): Record<string, unknown> | undefined {
  const name = wireName(field);
  const schema = schemaOfField(field);
  const item = schema.type === "array" ? known(schema.elementType) : schema;
  if (item.type === "binary") return undefined;
  const list = schema.type === "array" ? readFieldStyle(field, place) : undefined;
  const isDate = item.type === "date" || item.type === "date-time" || item.type === "unixtime";
  if (!isDate && (list === undefined || list === "repeat")) return undefined;
  return { name, ...readRules(item, place, false), ...(list && { list }) };
}

/** Fields are repeated unless the document says otherwise (OpenAPI 3.0, Encoding Object). */
function readFieldStyle(field: Parameter, place: string): string {
  return extension(field, "x-list-format") === undefined ? "repeat" : readListStyle(field, place);
}

function readVariant(contentType: string, schema: Schema, id: string): BodyVariant {
  const place = `${id}, body of type ${contentType}`;
  const kind = known(schema).type;
  const binary = kind === "binary";
  const [type = "", subtype = ""] = contentType.toLowerCase().replace(/;.*/, "").trim().split("/");
  if (/(^|\+)json$/.test(subtype)) {
    return {
      contentType,
      kind: "json",
      type: binary ? { text: "JsonBody", uses: ["JsonBody"] } : typeText(schema, "input", place),
    };
  }
  if (/(^|\+)xml$/.test(subtype) && !binary) throw unsupported(id, `an XML body (${contentType})`);
  if (type === "text") return { contentType, kind: "text", type: { text: "TextBody", uses: ["TextBody"] } };
  if (binary) return { contentType, kind: "bytes", type: { text: "BytesBody", uses: ["BytesBody"] } };
  throw unsupported(id, `a body of type ${contentType} whose schema is of kind "${kind}"`);
}
