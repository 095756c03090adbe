import type { BodyModel, BodyVariant, OperationModel, ParameterModel, TypeText } from "../model/clientModel.js";
import { contentTypeText, member, prefixKey, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import type { Tag } from "./docComment.js";
import { deprecation } from "./signature.js";
import { namedMember, SharedMembers } from "./sharedMembers.js";
import type { Member } from "./sharedMembers.js";

/** What operations have in common of what they take. */
export interface SharedParameters {
  query: SharedMembers;
  headers: SharedMembers;
}

export function sharedParameters(operations: readonly OperationModel[]): SharedParameters {
  const query = new SharedMembers("QueryValues", "What several operations take in the query.");
  const headers = new SharedMembers("HeaderValues", "What several operations take in the headers.");
  for (const operation of operations) {
    query.add(visible(operation.queryParameters).map(memberOf));
    headers.add(visible(operation.headers).map(memberOf));
  }
  return { query, headers };
}

/** The named types of what an operation takes besides its path parameters, in the order in which they are declared. */
export function parameterTypeNames({ typeName, queryParameters, headers, body }: OperationModel): string[] {
  return [
    ...(visible(queryParameters).length > 0 ? [`${typeName}QueryParameters`] : []),
    ...(visible(headers).length > 0 ? [`${typeName}Headers`] : []),
    ...(body ? [`${typeName}Body`] : []),
    `${typeName}Parameters`,
  ];
}

/** The types that these mention. */
export function typesOfParameters({ queryParameters, headers, body }: OperationModel): TypeText[] {
  return [
    ...visible([...queryParameters, ...headers]).map(({ type }) => type),
    ...(body?.variants ?? []).flatMap((variant) =>
      "type" in variant ? [variant.type] : variant.fields.map(({ type }) => type),
    ),
  ];
}

/** Declares what an operation takes besides its path parameters. */
export function renderParameters(operation: OperationModel, shared: SharedParameters): string[] {
  const { typeName, id, body } = operation;
  const query = visible(operation.queryParameters);
  const headers = visible(operation.headers);
  const types = [];
  if (query.length > 0) {
    types.push(shared.query.type(`${typeName}QueryParameters`, `Query of \`${id}\`.`, query.map(memberOf)));
  }
  if (headers.length > 0) {
    types.push(shared.headers.type(`${typeName}Headers`, `Headers of \`${id}\`.`, headers.map(memberOf)));
  }
  if (body) types.push(renderBody(typeName, id, body));
  const content = renderContent(typeName, query, headers);
  types.push(
    docComment([`What \`${id}\` takes besides its path parameters.`]) +
      (body
        ? `export type ${typeName}Parameters = ${typeName}Body & ${content};\n`
        : `export type ${typeName}Parameters = ${content};\n`),
  );
  return types;
}

/** The options of a call but its body, as the runtime has them. */
function renderContent(typeName: string, query: readonly ParameterModel[], headers: readonly ParameterModel[]): string {
  const required = [...(isRequired(query) ? ["queryParameters"] : []), ...(isRequired(headers) ? ["headers"] : [])];
  const parts = [
    ...(query.length > 0 || headers.length > 0 ? [query.length > 0 ? `${typeName}QueryParameters` : "undefined"] : []),
    ...(headers.length > 0 ? [`${typeName}Headers & { [name: string]: unknown }`] : []),
    ...(required.length > 0 ? [required.map((name) => JSON.stringify(name)).join(" | ")] : []),
  ];
  if (required.length > 0 && headers.length === 0) parts.splice(1, 0, "RawHttpHeadersInput");
  return parts.length === 0 ? "RequestContent" : `RequestContent<${parts.join(", ")}>`;
}

/** Whether {@link renderContent} names the headers of the core library. */
export const usesAnyHeaders = ({ queryParameters, headers }: OperationModel): boolean =>
  isRequired(visible(queryParameters)) && visible(headers).length === 0;

function memberOf(parameter: ParameterModel): Member {
  const { name, prefix, description, type, required, rules, serviceDefault } = parameter;
  if (prefix !== undefined) {
    const key = prefixKey(prefix);
    return { key, text: `${docComment([description])}${key}: ${type.text} | undefined;\n`, isNamed: false };
  }
  const sent = rules["default"];
  const assumed = sent ?? serviceDefault;
  return namedMember(name, description, type.text, required && sent === undefined, [
    ...(assumed === undefined ? [] : [["defaultValue", `\`${String(assumed)}\``] satisfies Tag]),
    ...deprecation(parameter),
  ]);
}

function renderBody(typeName: string, id: string, body: BodyModel): string {
  const single = isNamedByItself(body);
  const told = single ? "" : " `contentType` decides what it may be.";
  const comment = docComment([`The body of \`${id}\`.${told}`, body.description]);
  return `${comment}export type ${typeName}Body = ${single || !body.required ? optionalType(body) : chosenType(body)};\n`;
}

/** Whether the one content type need not be named: unless it stands for several. */
function isNamedByItself({ variants }: BodyModel): boolean {
  return variants.length === 1 && variants[0]?.contentType.includes("*") === false;
}

/** One of several media types, which has to be named. */
function chosenType({ variants }: BodyModel): string {
  const types = variants.map(({ contentType }) => contentTypeText(contentType));
  const contents = variants.map((variant, index) => `| Content<${types[index]}, ${bodyType(variant)}>`);
  return `OneContentTypeOf<${types.join(" | ")}> & (${contents.join("\n")})`;
}

/** A media type that is named where there are several, and a body that may be left out where it is optional. */
function optionalType(body: BodyModel): string {
  const { required, variants } = body;
  const single = isNamedByItself(body);
  const contents = variants.map((variant) => {
    const type = `MediaType<${contentTypeText(variant.contentType)}>`;
    const contentType = member("contentType", "The media type of the body.", type, !single);
    return `{\n${contentType}${member("body", "What is sent.", bodyType(variant), required)}}`;
  });
  if (!single) contents.push("{ contentType?: undefined; body?: undefined }");
  return contents.map((content) => `| ${content}`).join("\n");
}

/** The types of the runtime that bodies are made of. */
export function basesOfParameters({ body }: OperationModel): string[] {
  if (body === undefined) return ["RequestContent"];
  const bases = body.variants.length === 1 || !body.required ? ["MediaType"] : ["Content", "OneContentTypeOf"];
  return ["RequestContent", ...bases];
}

function bodyType(variant: BodyVariant): string {
  if ("type" in variant) return variant.type.text;
  const fields = variant.fields.map(({ name, description, type, required }) =>
    member(propertyName(name), description, type.text, required),
  );
  return `{\n${fields.join("")}}`;
}

const visible = (parameters: readonly ParameterModel[]): ParameterModel[] =>
  parameters.filter((parameter) => !parameter.hidden);

const isRequired = (parameters: readonly ParameterModel[]): boolean =>
  parameters.some((parameter) => parameter.required && parameter.rules["default"] === undefined);
