import type { ClientModel, OperationModel } from "../model/clientModel.js";
import { builderName, takesOptions } from "./signature.js";

// The examples in doc comments.

/** How a built request of an operation is sent. */
export function sendExample(operation: OperationModel): string {
  const values = [...valuesOf(operation), ...optionsOf(operation)];
  return `await client.sendRequest(${builderName(operation)}(${values.join(", ")}));`;
}

/** How the members of a client are used. */
export interface ClientExamples {
  readonly path: string;
  readonly literalPath: string;
  readonly pathUnchecked: string;
  readonly sendBuilt: string;
  readonly sendPlain: string;
}

/** Examples with the operation that shows most of what can be said; none where there is no operation. */
export function clientExamples({ operations, apiVersion }: ClientModel): ClientExamples | undefined {
  const shown = [...operations].sort((one, other) => rank(other) - rank(one))[0];
  if (shown === undefined) return undefined;
  const { method, path } = shown;
  const values = valuesOf(shown);
  const texts = values.map((value) => String(JSON.parse(value)));
  const [options = ""] = optionsOf(shown);
  const filled = texts.reduce((url, text) => url.replace(/\{[^}]+\}/, () => text), path);
  const call = (member: string, ...names: string[]): string =>
    `const response = await client.${member}(${names.join(", ")}).${method.toLowerCase()}(${options});`;
  const hasVersion = shown.queryParameters.some(({ name }) => name === "api-version");
  const withVersion = (url: string): string =>
    hasVersion ? `${url}${url.includes("?") ? "&" : "?"}api-version=${apiVersion}` : url;
  const body = jsonOf(shown) === undefined ? "" : `, body: ${jsonBody}`;
  return {
    path: call("path", JSON.stringify(path), ...values),
    literalPath: call("path", JSON.stringify(filled)),
    pathUnchecked: call(
      "pathUnchecked",
      JSON.stringify(withVersion(path)),
      ...texts.map((text) => JSON.stringify(text)),
    ),
    sendBuilt: sendExample(shown),
    sendPlain: `await client.sendRequest({ method: "${method}", url: ${JSON.stringify(withVersion(filled))}${body} });`,
  };
}

const rank = (operation: OperationModel): number =>
  (operation.deprecated ? 0 : 4) +
  (operation.pathParameters.length > 0 ? 2 : 0) +
  (jsonOf(operation) === undefined ? 0 : 1);

/** A value for each path parameter. */
function valuesOf({ pathParameters }: OperationModel): string[] {
  return pathParameters.map(({ rules, identifier, type }) => {
    const [choice = /^(?:ReadonlyArray<)?\(?number\b/.test(type.text) ? 1 : `my-${identifier}`] = (rules["oneOf"] ??
      []) as unknown[];
    return JSON.stringify(rules["list"] === undefined ? choice : [choice]);
  });
}

const jsonBody = `{ hello: "world" }`;

/** The options, where there have to be some. */
function optionsOf(operation: OperationModel): string[] {
  const json = jsonOf(operation);
  if (json !== undefined) return [`{ contentType: "${json}", body: ${jsonBody} }`];
  return takesOptions(operation) ? ["options"] : [];
}

/** The media type of JSON, where a body may be of others, too. */
function jsonOf({ body }: OperationModel): string | undefined {
  if (body === undefined || body.variants.length === 1) return undefined;
  return body.variants.find(({ kind, contentType }) => kind === "json" && contentType)?.contentType;
}
