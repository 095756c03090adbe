import { contentTypeText, file, importModels, importTypes, prefixKey, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import type { Tag } from "./docComment.js";
import { takesOptions } from "./signature.js";
import type { BodyModel, BodyVariant, ClientModel, OperationModel, ParameterModel } from "../model/clientModel.js";

/** `parameters.ts`: what each operation takes besides its path parameters. */
export function renderParameters(model: ClientModel): string {
  const types = model.operations.flatMap((operation) => [
    ...visible(operation.queryParameters).map((parameter) => parameter.type),
    ...visible(operation.headers).map((parameter) => parameter.type),
    ...(operation.body?.variants.flatMap((variant) =>
      "type" in variant ? [variant.type] : variant.fields.map(({ type }) => type),
    ) ?? []),
  ]);
  const usesCore = model.operations.some((operation) => visible(operation.headers).length === 0);
  return file(
    [importTypes(usesCore ? ["RawHttpHeadersInput"] : [], "@azure/core-rest-pipeline"), importModels(model, types)],
    model.operations.map(renderOperation),
  );
}

function renderOperation(operation: OperationModel): string {
  const { typeName, id, body } = operation;
  const query = visible(operation.queryParameters);
  const headers = visible(operation.headers);
  const parts = [];
  if (query.length > 0)
    parts.push(renderInterface(`${typeName}QueryParameters`, `Query parameters of \`${id}\`.`, query));
  if (headers.length > 0) parts.push(renderInterface(`${typeName}Headers`, `Headers of \`${id}\`.`, headers));
  if (body) parts.push(renderBody(typeName, id, body));
  const members = [
    ...(query.length > 0
      ? [member("queryParameters", "Values for the query.", `${typeName}QueryParameters`, isRequired(query))]
      : []),
    headers.length > 0
      ? member(
          "headers",
          "Headers of the operation, and any others.",
          `${typeName}Headers & { [name: string]: unknown }`,
          isRequired(headers),
        )
      : member("headers", "Headers to send along.", "RawHttpHeadersInput", false),
  ];
  members.push(
    member("validate", "Set to false to send values that the API document does not allow.", "boolean", false),
  );
  const rest = `{\n${members.join("")}}`;
  const what = takesOptions(operation) ? "What" : "What, if anything,";
  parts.push(
    docComment([`${what} \`${id}\` takes besides its path parameters.`]) +
      (body
        ? `export type ${typeName}Parameters = ${typeName}Body & ${rest};\n`
        : `export interface ${typeName}Parameters ${rest}\n`),
  );
  return parts.join("\n");
}

function renderInterface(name: string, description: string, parameters: readonly ParameterModel[]): string {
  const members = parameters.map((parameter) => {
    if (parameter.prefix !== undefined)
      return `${docComment([parameter.description])}${prefixKey(parameter.prefix)}: ${parameter.type.text} | undefined;\n`;
    const sent = parameter.rules["default"];
    const assumed = sent ?? parameter.serviceDefault;
    const tags: Tag[] = assumed === undefined ? [] : [["defaultValue", `\`${String(assumed)}\``]];
    const optional = sent !== undefined || !parameter.required;
    return (
      docComment([parameter.description], tags) +
      `${propertyName(parameter.name)}${optional ? "?" : ""}: ${parameter.type.text}${optional ? " | undefined" : ""};\n`
    );
  });
  return `${docComment([description])}export interface ${name} {\n${members.join("")}}\n`;
}

function renderBody(typeName: string, id: string, body: BodyModel): string {
  // The one content type need not be named, unless it stands for several.
  const single = body.variants.length === 1 && body.variants[0]?.contentType.includes("*") === false;
  const variants = body.variants.map(
    (variant) =>
      `{ contentType${single ? "?" : ""}: ${contentTypeText(variant.contentType)}${single ? " | undefined" : ""}; body${body.required ? "" : "?"}: ${bodyType(variant)}${body.required ? "" : " | undefined"} }`,
  );
  if (!body.required && !single) variants.push("{ contentType?: undefined; body?: undefined }");
  const told = single ? "" : " `contentType` decides what it may be.";
  return `${docComment([`The body of \`${id}\`.${told}`, body.description])}export type ${typeName}Body = ${variants.map((variant) => `| ${variant}`).join("\n")};\n`;
}

function bodyType(variant: BodyVariant): string {
  if ("type" in variant) return variant.type.text;
  const fields = variant.fields.map(({ name, description, type, required }) =>
    member(propertyName(name), description, type.text, required),
  );
  return `{\n${fields.join("")}}`;
}

const member = (name: string, description: string, type: string, required: boolean): string =>
  `${docComment([description])}${name}${required ? "" : "?"}: ${type}${required ? "" : " | undefined"};\n`;

const visible = (parameters: readonly ParameterModel[]): ParameterModel[] =>
  parameters.filter((parameter) => !parameter.hidden);

const isRequired = (parameters: readonly ParameterModel[]): boolean =>
  parameters.some((parameter) => parameter.required && parameter.rules["default"] === undefined);
