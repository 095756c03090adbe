import { unsupported } from "../model/unsupported.js";
import { builderName } from "./requestBuilders.js";
import type { ClientModel, OperationModel } from "../model/clientModel.js";

interface Door {
  from: string;
  values?: string[];
  types?: string[];
}

/**
 * `index.ts`: the door of a generated client. The factory stands here and not in `api.ts`, because a package that wraps
 * the client has one of its own.
 */
export function renderIndexFile(model: ClientModel): string {
  const factory = writeDoors([
    {
      from: "./client.js",
      values: ["apiVersion", "createClient", "createClientOn", ...(model.host ? ["buildEndpoint"] : [])],
      types: model.host ? ["EndpointParts"] : [],
    },
    { from: `${model.runtime}/restClient.js`, types: ["RestClientOptions"] },
  ]);
  return `export * from "./api.js";\n${factory}`;
}

/**
 * `api.ts`: what callers of the client use, and what a package that wraps it hands on. It names each export, so that a
 * change of the surface shows in a diff.
 */
export function renderApiFile(model: ClientModel): string {
  const { operations, runtime } = model;
  const doors: Door[] = [
    { from: "./client.js", types: [`${model.name}Client`] },
    { from: "./models.js", types: model.inputTypes.map(({ name }) => name) },
    { from: "./outputModels.js", types: model.outputTypes.map(({ name }) => name) },
    { from: "./parameters.js", types: operations.flatMap(parameterTypes) },
    { from: "./requestBuilders.js", values: operations.map(builderName) },
    { from: "./responses.js", types: operations.flatMap(responseTypes) },
    { from: "./routes.js", types: ["KnownPath", "Routes"] },
    {
      from: `${runtime}/body.js`,
      types: ["BytesBody", "FilePart", "JsonBody", "NodeReadable", "RequestBody", "StreamBody", "TextBody"],
    },
    { from: `${runtime}/httpRequest.js`, values: ["HttpRequest"], types: ["HttpRequestInit", "ResponseContract"] },
    {
      from: `${runtime}/isUnexpected.js`,
      values: ["isUnexpected"],
      types: ["ExpectedResponse", "Unexpected", "UnexpectedResponse"],
    },
    { from: `${runtime}/operation.js`, types: ["HttpMethod", "Paging"] },
    {
      from: `${runtime}/paginate.js`,
      values: ["paginate"],
      types: [
        "AnswerTo",
        "ListStart",
        "PageItem",
        "PageOfItems",
        "PageResponse",
        "PageStart",
        "PagedItems",
        "PagingClient",
      ],
    },
    { from: `${runtime}/pendingCall.js`, types: ["PendingCall"] },
    { from: `${runtime}/plainRequest.js`, types: ["PlainRequest"] },
    { from: `${runtime}/restClient.js`, types: ["SendOptions"] },
  ];
  const names = ["apiVersion", "createClient", "createClientOn", "RestClientOptions"].concat(
    model.host ? ["buildEndpoint", "EndpointParts"] : [],
    doors.flatMap(({ values = [], types = [] }) => [...values, ...types]),
  );
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw unsupported(
      twice,
      "a second thing of that name",
      "Give one of them another name in the document, with x-ms-client-name or x-ms-enum.",
    );
  return writeDoors(doors);
}

function writeDoors(doors: readonly Door[]): string {
  return doors
    .map(({ from, values = [], types = [] }) => {
      const list = [...values.sort(), ...types.sort().map((name) => `type ${name}`)];
      return list.length === 0 ? "" : `export { ${list.join(", ")} } from "${from}";\n`;
    })
    .join("");
}

function responseTypes({ typeName, responses }: OperationModel): string[] {
  return [
    ...responses.flatMap((response) => [
      response.typeName,
      ...(response.headers.length > 0 ? [`${response.typeName}Headers`] : []),
    ]),
    `${typeName}Response`,
  ];
}

function parameterTypes({ typeName, queryParameters, headers, body }: OperationModel): string[] {
  const some = (parameters: readonly { hidden: boolean }[]): boolean => parameters.some(({ hidden }) => !hidden);
  return [
    ...(some(queryParameters) ? [`${typeName}QueryParameters`] : []),
    ...(some(headers) ? [`${typeName}Headers`] : []),
    ...(body ? [`${typeName}Body`] : []),
    `${typeName}Parameters`,
  ];
}
