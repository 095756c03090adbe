import type { ParameterModel } from "./clientModel.js";
import { descriptionOf, extension, httpOfParameter, known, wireName } from "./codeModel.js";
import type { HttpHeader, KnownSchema, Parameter } from "./codeModel.js";
import { identifier } from "./names.js";
import { text } from "./text.js";
import { httpDate, typeText } from "./typeText.js";
import { unsupported } from "./unsupported.js";

/** Formats of lists as documents call them, and as the runtime does. */
const listStyles = new Map([
  ["multi", "repeat"],
  ["csv", ","],
  ["ssv", " "],
  ["tsv", "\t"],
  ["pipes", "|"],
  ["form", ","],
  ["simple", ","],
  ["spaceDelimited", " "],
  ["tabDelimited", "\t"],
  ["pipeDelimited", "|"],
]);

/** Limits of the document that the runtime checks by the same names. */
const numberRules = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const listRules = ["minItems", "maxItems", "uniqueItems"];
const textRules = ["minLength", "maxLength"];

/** Schema kinds whose values are written as texts without further checks. */
const textKinds = new Set(["string", "arm-id", "byte-array", "char", "credential", "duration", "time", "uri", "uuid"]);

/**
 * Reads one path, query or header parameter.
 *
 * @param parameter - a parameter of AutoRest's code model
 * @param operationId - names its operation in errors
 */
export function readParameter(parameter: Parameter, operationId: string): ParameterModel {
  const name = wireName(parameter);
  const place = `${operationId}, parameter "${name}"`;
  const prefix = readPrefix(parameter);
  if (prefix !== undefined) return readPrefixed(parameter, name, prefix, place);
  const http = httpOfParameter(parameter);
  // Such a value has its name or a sign before it.
  if (http.style !== undefined && /^(?:label|matrix|deepObject)$/.test(http.style)) {
    throw unsupported(place, `a value in style "${http.style}"`);
  }
  const schema = known(parameter.schema);
  const item = schema.type === "array" ? known(schema.elementType) : schema;
  const required = parameter.required ?? false;
  const version = isApiVersion(parameter);
  const encoded = extension(parameter, "x-ms-skip-url-encoding") === true || http.allowReserved === true;
  return {
    name,
    identifier: identifier(name),
    // AutoRest turns the api-version into a constant and drops its description; callers may still ask for another.
    description: version ? "The version of the API that the request is written for." : text(descriptionOf(parameter)),
    required,
    type: version ? { text: "string", uses: [] } : typeText(parameter.schema, "parameter", place),
    ...(extension(parameter, "x-deprecated") === true && { deprecated: true }),
    serviceDefault: (parameter.clientDefaultValue ?? item.defaultValue) as unknown,
    hidden: schema.type === "constant" && !version && required,
    rules: {
      name,
      ...readRules(item, place, version),
      ...(schema.type === "array" && { list: readListStyle(parameter, place), ...pick(schema, listRules) }),
      ...(required && { required }),
      ...(schema.type === "constant" && (required || version) && { default: schema.value.value as unknown }),
      ...(encoded && { encoded }),
    },
  };
}

/**
 * Reads a parameter that stands for all headers whose names begin with a prefix. Callers name each of them, and the
 * runtime sends them as it sends any header.
 */
function readPrefixed(parameter: Parameter, name: string, prefix: string, place: string): ParameterModel {
  // Documents declare it by the type of its values, or as a dictionary of them.
  const schema = known(parameter.schema);
  return {
    name,
    prefix,
    identifier: identifier(name),
    description: text(descriptionOf(parameter)),
    required: false,
    type: typeText(schema.type === "dictionary" ? schema.elementType : parameter.schema, "output", place),
    hidden: false,
    rules: {},
  };
}

/** What the names of the headers begin with that are described as one. */
export function readPrefix(header: Parameter | HttpHeader): string | undefined {
  return (extension(header, "x-ms-header-collection-prefix") as string | undefined)?.toLowerCase();
}

function isApiVersion(parameter: Parameter): boolean {
  return wireName(parameter) === "api-version" && known(parameter.schema).type === "constant";
}

/** How the items of a list are written; of a parameter, or of a field of a form. */
export function readListStyle(parameter: Parameter, place: string): string {
  const http = httpOfParameter(parameter);
  // In a path or a header there is no key to repeat: the items are separated by commas (OpenAPI 3.0, style values).
  const canRepeat = http.in === "query" || http.in === "body";
  const format = extension(parameter, "x-list-format") ?? (http.explode === true && canRepeat ? "multi" : http.style);
  const style = listStyles.get(String(format === "multi" && !canRepeat ? "csv" : (format ?? "simple")));
  if (style === undefined) throw unsupported(place, `a list in style "${String(format)}"`);
  return style;
}

/** What the runtime checks of a value; open: whether other values than a constant's are taken. */
export function readRules(schema: KnownSchema, place: string, open: boolean): Record<string, unknown> {
  switch (schema.type) {
    case "integer":
    case "number":
      return { type: schema.type, ...pick(schema, numberRules) };
    case "boolean":
    case "date":
    case "unixtime":
      return { type: schema.type };
    case "date-time":
      return { type: schema.format === httpDate ? httpDate : schema.type };
    case "any":
      return { type: "any" };
    case "constant":
      return {
        ...readRules(known(schema.valueType), place, open),
        ...(open ? {} : { oneOf: [schema.value.value as unknown] }),
      };
    case "choice":
      return readRules(known(schema.choiceType), place, open);
    case "sealed-choice":
      return {
        ...readRules(known(schema.choiceType), place, open),
        oneOf: schema.choices.map(({ value }) => value),
      };
    default:
      if (!textKinds.has(schema.type)) throw unsupported(place, `a value of kind "${schema.type}"`);
      return { type: "string", ...pick(schema, textRules), ...readPattern(schema, place) };
  }
}

function readPattern(schema: KnownSchema, place: string): { pattern?: RegExp } {
  if (!("pattern" in schema) || schema.pattern === undefined) return {};
  try {
    return { pattern: new RegExp(schema.pattern) };
  } catch {
    throw unsupported(
      place,
      `the pattern ${JSON.stringify(schema.pattern)}, which is not a JavaScript regular expression,`,
    );
  }
}

/** Some of a thing's members, where it has them. */
function pick(source: object, keys: readonly string[]): Record<string, unknown> {
  const members = new Map(Object.entries(source));
  return Object.fromEntries(keys.filter((key) => members.get(key) !== undefined).map((key) => [key, members.get(key)]));
}
