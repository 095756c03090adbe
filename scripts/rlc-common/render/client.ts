import { file, importTypes } from "./code.js";
import { docComment } from "./docComment.js";
import type { Tag } from "./docComment.js";
import { clientExamples } from "./examples.js";
import type { ClientExamples } from "./examples.js";
import type { ClientModel, HostModel } from "../model/clientModel.js";

/**
 * `client.ts`: the client's type, and the function that makes one on a connection of the caller's own. In its `path`,
 * `keyof Routes & string` has the compiler name the paths where none of them is given; of `KnownPath` it would say `keyof Routes`.
 */
export function renderClient(model: ClientModel): string {
  const name = `${model.name}Client`;
  const examples = clientExamples(model);
  const example = (member: keyof ClientExamples): Tag[] =>
    examples === undefined ? [] : [["example", examples[member]]];
  const imports = [
    importTypes(["PathUnchecked", "PathUncheckedResponse"], "@azure-rest/core-client"),
    importTypes(["Pipeline"], "@azure/core-rest-pipeline"),
    importTypes(["Routes"], "./requests.js"),
    `import { routes } from "./routes.js";`,
    importTypes(["HttpRequest"], `${model.runtime}/httpRequest.js`),
    importTypes(["LiteralMethods", "LiteralPath", "NoValues"], `${model.runtime}/pathTypes.js`),
    importTypes(["PendingCall"], `${model.runtime}/pendingCall.js`),
    importTypes(["PlainRequest"], `${model.runtime}/plainRequest.js`),
    importTypes(["ConnectedClientOptions", "Connection", "SendOptions"], `${model.runtime}/restClient.js`),
    `import { RestClient } from "${model.runtime}/restClient.js";`,
  ];
  return file(imports, [
    docComment(["The API version that this client speaks unless a request names another."]) +
      `export const apiVersion = ${JSON.stringify(model.apiVersion)};`,
    docComment([model.description]) +
      `export interface ${name} {
${docComment(["The address that requests go to, without a trailing slash."])}readonly endpoint: string;
${docComment(["The API version that requests name unless they say otherwise."])}readonly apiVersion: string;
${docComment(["The policies that each request passes through. Add your own with `addPolicy`."])}readonly pipeline: Pipeline;
${docComment(
  [
    "Picks a path of the API by a literal that has the values of its parameters in it; the result has a function for each HTTP method that the path has. Values from elsewhere belong behind a path with braces, where they are escaped.",
  ],
  [
    ["param", "path - The literal. Its parts go out as they are, percent-encoded where a URL asks for it."],
    ["param", "none - Nothing follows it."],
    [
      "throws",
      "TypeError with code `INVALID_ARGUMENT` for a literal that is no path of the API, naming the nearest, or may be several.",
    ],
    ...example("literalPath"),
  ],
)}path<Literal extends string>(path: LiteralPath<Routes, Literal>, ...none: NoValues<Routes, Literal>): LiteralMethods<Routes, Literal>;
${docComment(
  [
    "Picks a path of the API and fills in its parameters; the result has a function for each HTTP method that the path has.",
  ],
  [
    ["param", "path - One of the paths of the API document, with the parameters in braces."],
    ["param", "pathParameters - Their values, in path order. They are percent-encoded for you."],
    ["throws", "TypeError with code `INVALID_ARGUMENT` for an unknown path, naming the nearest."],
    ...example("path"),
  ],
)}path<Path extends keyof Routes & string>(path: Path, ...pathParameters: Parameters<Routes[Path]>): ReturnType<Routes[Path]>;
${docComment(
  [
    "Picks any path below the endpoint, known or not. Nothing is checked and nothing is added but credentials: the caller names the `api-version` too.",
  ],
  [
    ["throws", "TypeError with code `INVALID_ARGUMENT` for a path that leads out of the endpoint."],
    ...example("pathUnchecked"),
  ],
)}readonly pathUnchecked: PathUnchecked;
${docComment(
  ["Sends a request that one of the builders made."],
  [
    ["param", "request - The request. It may be sent again, and by other clients."],
    ["param", "options - How to send it: abort signal, timeout and the like."],
    ["returns", "The answer, once awaited. Statuses never throw: see `isUnexpected`."],
    ...example("sendBuilt"),
  ],
)}sendRequest<TResponse>(request: HttpRequest<TResponse>, options?: SendOptions): PendingCall<TResponse>;
${docComment(
  ["Sends a request that was made by hand."],
  [
    ["param", "request - Method, url relative to the endpoint, headers and body. Nothing is added but credentials."],
    ["param", "options - How to send it: abort signal, timeout and the like."],
    [
      "throws",
      "TypeError with code `INVALID_ARGUMENT`, as a rejection, for a url that is not relative to the endpoint.",
    ],
    ...example("sendPlain"),
  ],
)}sendRequest(request: PlainRequest, options?: SendOptions): PendingCall<PathUncheckedResponse>;
}`,
    docComment(
      [`Makes a {@link ${name}} that sends in a way of the caller's own.`],
      [
        ["param", "endpoint - The service's address."],
        ["param", "connection - The pipeline, and what carries its requests."],
        ["param", "options - Options that are not about either."],
      ],
    ) +
      `export function createClientOn(endpoint: string, connection: Connection, options: ConnectedClientOptions = {}): ${name} {
return new RestClient<Routes>(endpoint, { name: "${name}", apiVersion, routes }, connection, options);
}`,
    ...(model.host ? renderHost(model.host) : []),
  ]);
}

/** `createClient.ts`: makes a client on the core library's pipeline, which nobody else has to load. */
export function renderCreateClient(model: ClientModel): string {
  const name = `${model.name}Client`;
  const imports = [
    `import { createRestError } from "@azure-rest/core-client";`,
    `import { createClientOn } from "./client.js";`,
    importTypes([name], "./client.js"),
    `import { defaultConnection } from "${model.runtime}/defaultConnection.js";`,
    importTypes(["RestClientOptions"], `${model.runtime}/restClient.js`),
  ];
  return file(imports, [
    docComment(
      [`Makes a {@link ${name}} without credentials.`],
      [
        [
          "param",
          `endpoint - The service's address, ${model.host ? "as {@link buildEndpoint} makes it" : "such as `https://example.com`"}.`,
        ],
        ["param", "options - Options of the core library: retries, proxy, user agent, policies."],
      ],
    ) +
      `export function createClient(endpoint: string, options: RestClientOptions = {}): ${name} {
const client = { createError: createRestError, ...options };
return createClientOn(endpoint, defaultConnection(options), client);
}`,
  ]);
}

/** The parts of the endpoint, and a function that joins them. */
function renderHost({ template, parameters }: HostModel): string[] {
  const members = parameters.map(
    ({ identifier, description, type, default: value }) =>
      docComment([description], value === undefined ? [] : [["defaultValue", `\`${value}\``]]) +
      `${identifier}${value === undefined ? "" : "?"}: ${type}${value === undefined ? "" : " | undefined"};\n`,
  );
  const variables = parameters.map(({ identifier, default: value }) =>
    value === undefined ? identifier : `${identifier} = ${JSON.stringify(value)}`,
  );
  const names = new Map(parameters.map(({ name, identifier }) => [name, identifier]));
  const literal = template
    .replace(/[`\\]|\$(?=\{)/g, "\\$&")
    .replace(/\{([^}]+)\}/g, (_, name: string) => `\${${names.get(name)}}`);
  return [
    docComment([`What \`${template}\`, the service's address, is made of.`]) +
      `export interface EndpointParts {\n${members.join("")}}`,
    docComment(
      ["Puts the service's address together."],
      [
        ["param", "parts - Its parts, which go into the address as they are."],
        ["returns", `\`${template}\``],
      ],
    ) +
      `export function buildEndpoint({ ${variables.join(", ")} }: EndpointParts): string {\nreturn \`${literal}\`;\n}`,
  ];
}
