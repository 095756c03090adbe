import type { OperationModel, ResponseModel, TypeText } from "../model/clientModel.js";
import { prefixKey, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import { SharedMembers } from "./sharedMembers.js";
import type { Member } from "./sharedMembers.js";

/** The headers that answers of several operations have in common. */
export function sharedAnswers(operations: readonly OperationModel[]): SharedMembers {
  const headers = new SharedMembers("AnswerHeaders", "Headers of the answers of several operations.");
  for (const response of operations.flatMap(({ responses }) => responses)) headers.add(membersOf(response));
  return headers;
}

/** The named types of an operation's answers, in the order in which they are declared. */
export function responseTypeNames({ typeName, responses }: OperationModel): string[] {
  return [
    ...responses.flatMap((response) => [
      ...(response.headers.length > 0 ? [`${response.typeName}Headers`] : []),
      response.typeName,
    ]),
    `${typeName}Response`,
  ];
}

/** The types that these mention. */
export function typesOfResponses({ responses }: OperationModel): TypeText[] {
  return responses.flatMap(({ body, pageItem, headers }) => [
    ...(body ? [body.type] : []),
    ...(pageItem ? [pageItem] : []),
    ...headers.map(({ type }) => type),
  ]);
}

/** The types of the runtime that these are made of. */
export function basesOfResponses({ responses }: OperationModel): Base[] {
  return responses.length === 0 ? ["UnexpectedResponse"] : responses.map(baseOf);
}

/** Declares what an operation may answer. */
export function renderResponses({ id, typeName, responses }: OperationModel, shared: SharedMembers): string[] {
  const union = responses.map((response) => response.typeName).join(" | ") || "UnexpectedResponse";
  return [
    ...responses.flatMap((response) => renderResponse(response, id, shared)),
    `${docComment([`Every answer that \`${id}\` may give.`])}export type ${typeName}Response = ${union};\n`,
  ];
}

type Base = "DefaultResponse" | "ExpectedResponse" | "PageResponse" | "UnexpectedResponse";

function baseOf({ pageItem, isError, status }: ResponseModel): Base {
  if (pageItem) return "PageResponse";
  if (status === "default") return "DefaultResponse";
  return isError ? "UnexpectedResponse" : "ExpectedResponse";
}

function renderResponse(response: ResponseModel, id: string, shared: SharedMembers): string[] {
  const { typeName, status, description, pageItem, body, headers } = response;
  const isDefault = status === "default";
  const parts = [
    ...(pageItem ? [pageItem.text] : []),
    ...(isDefault ? [] : [statusType(status)]),
    ...(body || headers.length > 0 ? [bodyType(body)] : []),
    ...(headers.length > 0 ? [`${typeName}Headers`] : []),
  ];
  const about = `${isDefault ? "Any other status" : `\`${status}\``} of \`${id}\``;
  const hint = body?.description ?? "";
  const comment = docComment([`${about}${description === "" ? "." : `: ${description}`}`, hint]);
  return [
    ...(headers.length > 0
      ? [shared.type(`${typeName}Headers`, `Headers of {@link ${typeName}}.`, membersOf(response))]
      : []),
    `${comment}export type ${typeName} = ${baseOf(response)}${parts.length === 0 ? "" : `<${parts.join(", ")}>`};\n`,
  ];
}

/** `4XX` of OpenAPI 3 is each status that begins so. */
const statusType = (status: string): string =>
  status.endsWith("XX") ? `\`${status.slice(0, 1)}\${string}\`` : JSON.stringify(status);

const bodyType = (body: ResponseModel["body"]): string => body?.type.text ?? "unknown";

function membersOf({ headers }: ResponseModel): Member[] {
  return headers.map(({ name, prefix, description, type }) => {
    const key = prefix === undefined ? propertyName(name) : prefixKey(prefix);
    const text = `${docComment([description])}${key}${prefix === undefined ? "?" : ""}: ${type.text};\n`;
    return { key, text, isNamed: prefix === undefined };
  });
}
