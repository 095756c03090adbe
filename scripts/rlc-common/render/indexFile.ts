import { unsupported } from "../model/unsupported.js";
import { hasLongRunning } from "./longRunning.js";
import { parameterTypeNames } from "./parameters.js";
import { sharedNames } from "./requests.js";
import { builderName } from "./signature.js";
import { responseTypeNames } from "./responses.js";
import type { ClientModel, OperationModel } from "../model/clientModel.js";

interface Door {
  from: string;
  values?: string[];
  types?: string[];
}

/** What a client with long-running operations has besides. */
const poller: Door = {
  from: "./poller.js",
  values: ["getLongRunningPoller"],
  types: ["LongRunningPoller", "LongRunningPollerOptions", "LongRunningResult", "PollingClient"],
};

/**
 * `index.ts`: the door of a generated client. The factory stands here and not in `api.ts`, because a package that wraps
 * the client has one of its own.
 */
export function renderIndexFile(model: ClientModel): string {
  const factory = writeDoors([
    {
      from: "./client.js",
      values: ["apiVersion", "createClientOn", ...(model.host ? ["buildEndpoint"] : [])],
      types: model.host ? ["EndpointParts"] : [],
    },
    { from: "./createClient.js", values: ["createClient"] },
    { from: `${model.runtime}/restClient.js`, types: ["RestClientOptions"] },
  ]);
  return `export * from "./api.js";\n${factory}`;
}

/**
 * `api.ts`: what callers of the client use, and what a package that wraps it hands on.
 *
 * @throws Error that names what would be exported twice
 */
export function renderApiFile(model: ClientModel): string {
  const { operations, inputTypes, outputTypes, runtime } = model;
  const doors: Door[] = [
    { from: "./client.js", types: [`${model.name}Client`] },
    {
      from: `${runtime}/body.js`,
      types: [
        ...(usesBase64(operations) ? ["Base64Body"] : []),
        "BytesBody",
        "BytesOrStream",
        "FilePart",
        "JsonBody",
        "NodeReadable",
        "RequestBody",
        "StreamBody",
        "TextBody",
        "TextOrStream",
      ],
    },
    { from: `${runtime}/httpRequest.js`, values: ["HttpRequest"], types: ["HttpRequestInit", "ResponseContract"] },
    {
      from: `${runtime}/isUnexpected.js`,
      values: ["isUnexpected"],
      types: ["DefaultResponse", "ExpectedResponse", "Unexpected", "UnexpectedResponse"],
    },
    { from: `${runtime}/operation.js`, types: ["HttpMethod", "Paging"] },
    {
      from: `${runtime}/page.js`,
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
    { from: `${runtime}/paginate.js`, values: ["paginate"] },
    ...(hasLongRunning(model) ? [poller] : []),
    { from: `${runtime}/options.js`, types: ["CoreClientOptions", "SendOptions", "TakesUndefined"] },
    {
      from: `${runtime}/pathTypes.js`,
      types: [
        "FilledPath",
        "LiteralMethods",
        "LiteralPath",
        "LongerPath",
        "MeantPath",
        "NoValues",
        "PathPattern",
        "PathPatterns",
        "Unmet",
      ],
    },
    { from: `${runtime}/pendingCall.js`, types: ["PendingCall"] },
    { from: `${runtime}/plainRequest.js`, types: ["PlainRequest"] },
    { from: `${runtime}/requestContent.js`, types: ["Content", "MediaType", "OneContentTypeOf", "RequestContent"] },
  ];
  // The files whose every name is public are handed on as a whole; the API report lists what is in them.
  const wholes = new Map([
    ["./models.js", inputTypes.map(({ name }) => name)],
    ["./outputModels.js", outputTypes.map(({ name }) => name)],
    ["./requests.js", namesOfRequests(operations)],
  ]);
  const names = ["apiVersion", "createClient", "createClientOn", "RestClientOptions"].concat(
    model.host ? ["buildEndpoint", "EndpointParts"] : [],
    doors.flatMap(({ values = [], types = [] }) => [...values, ...types]),
    ...wholes.values(),
  );
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw unsupported(
      twice,
      "a second thing of that name",
      "Give one of them another name in the document, with x-ms-client-name or x-ms-enum.",
    );
  const files = [...wholes].filter(([, list]) => list.length > 0);
  return files.map(([from]) => `export * from "${from}";\n`).join("") + writeDoors(doors);
}

function namesOfRequests(operations: readonly OperationModel[]): string[] {
  return [
    "KnownPath",
    "Routes",
    ...sharedNames(operations),
    ...operations.flatMap((operation) => [
      ...parameterTypeNames(operation),
      ...responseTypeNames(operation),
      builderName(operation),
    ]),
  ];
}

function writeDoors(doors: readonly Door[]): string {
  return doors
    .map(({ from, values = [], types = [] }) => {
      const list = [...values.sort(), ...types.sort().map((name) => `type ${name}`)];
      return list.length === 0 ? "" : `export { ${list.join(", ")} } from "${from}";\n`;
    })
    .join("");
}

/** Other clients have no use for the name. */
const usesBase64 = (operations: readonly OperationModel[]): boolean =>
  operations.some(({ body }) =>
    body?.variants.some((variant) => "type" in variant && variant.type.text === "Base64Body"),
  );
