import { file, importModels, importTypes, prefixKey, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import type { ClientModel, OperationModel, ResponseModel } from "../model/clientModel.js";

/** `responses.ts`: what each operation may answer. */
export function renderResponses(model: ClientModel): string {
  const responses = model.operations.flatMap((operation) => operation.responses);
  const types = responses.flatMap((response) => [
    ...(response.body ? [response.body.type] : []),
    ...(response.pageItem ? [response.pageItem] : []),
    ...response.headers.map((header) => header.type),
  ]);
  const bases = model.operations.some((operation) => operation.responses.length === 0) ? ["UnexpectedResponse"] : [];
  bases.push(
    ...responses
      .filter((response) => response.pageItem === undefined)
      .map((response) => (response.isError ? "UnexpectedResponse" : "ExpectedResponse")),
  );
  const hasPages = responses.some((response) => response.pageItem !== undefined);
  const usesCore = responses.some((response) => response.headers.length > 0);
  return file(
    [
      importTypes(usesCore ? ["RawHttpHeaders"] : [], "@azure/core-rest-pipeline"),
      importModels(model, types),
      importTypes(bases, `${model.runtime}/isUnexpected.js`),
      importTypes(hasPages ? ["PageResponse"] : [], `${model.runtime}/paginate.js`),
    ],
    model.operations.map(renderOperation),
  );
}

function renderOperation({ id, typeName, responses }: OperationModel): string {
  const union = responses.map((response) => response.typeName).join(" | ") || "UnexpectedResponse";
  return [
    ...responses.map((response) => renderResponse(response, id)),
    `${docComment([`Every answer that \`${id}\` may give.`])}export type ${typeName}Response = ${union};\n`,
  ].join("\n");
}

function renderResponse(response: ResponseModel, id: string): string {
  const { typeName, status, description, isError, pageItem, body, headers } = response;
  const isDefault = status === "default";
  const about = isDefault
    ? `Answer of \`${id}\` with a status that the document does not list.`
    : `Answer of \`${id}\` with status ${status}.`;
  const base = pageItem ? `PageResponse<${pageItem.text}>` : isError ? "UnexpectedResponse" : "ExpectedResponse";
  const parts = [];
  if (headers.length > 0) {
    const members = headers.map((header) => {
      const key = header.prefix === undefined ? `${propertyName(header.name)}?` : prefixKey(header.prefix);
      return `${docComment([header.description])}${key}: ${header.type.text};\n`;
    });
    parts.push(
      `${docComment([`Headers of {@link ${typeName}}.`])}export interface ${typeName}Headers {\n${members.join("")}}\n`,
    );
  }
  const members = [`${docComment(["The HTTP status."])}status: ${isDefault ? "string" : JSON.stringify(status)};\n`];
  if (body) members.push(renderBody(body, isDefault));
  if (headers.length > 0)
    members.push(`${docComment(["The headers by lower-case name."])}headers: RawHttpHeaders & ${typeName}Headers;\n`);
  parts.push(
    `${docComment([about, description])}export interface ${typeName} extends ${base} {\n${members.join("")}}\n`,
  );
  return parts.join("\n");
}

/**
 * The body of an answer. One with a status that the document does not list may come from something before the service, or
 * from what comes before the operation in it, such as 401, and has then no body, or another.
 */
function renderBody({ type, description }: NonNullable<ResponseModel["body"]>, isDefault: boolean): string {
  const about = description || "What the service says.";
  return isDefault
    ? `${docComment([`${about} Absent where the answer has no body.`])}body: ${type.text} | undefined;\n`
    : `${docComment([about])}body: ${type.text};\n`;
}
