import type { ClientModel, OperationModel, ParameterModel } from "./clientModel.js";
import {
  descriptionOf,
  extension,
  firstRequest,
  httpOfParameter,
  known,
  nameOf,
  summaryOf,
  wireName,
} from "./codeModel.js";
import type { AnyResponse, CodeModel, Operation, Parameter } from "./codeModel.js";
import { identifier, operationTypeNames, typeName } from "./names.js";
import { readBody } from "./readBody.js";
import { readHost } from "./readHost.js";
import { readLongs } from "./readLongs.js";
import { readPaging } from "./readPaging.js";
import { readParameter } from "./readParameter.js";
import { readResponses } from "./readResponses.js";
import { readTypes } from "./readTypes.js";
import { text } from "./text.js";
import { unsupported } from "./unsupported.js";

/** Where a client finds the runtime that it brings along. */
export const ownRuntime = "./runtime";

export interface ReadOptions {
  /** Told of what is rendered as something simpler. */
  warn: (warning: string) => void;
  /** The folder of a shared runtime, relative to the client. */
  runtime?: string | undefined;
  /** Ids of operations to leave out. */
  omit?: readonly string[];
}

/**
 * Reads AutoRest's code model into the model that the renderers write from.
 *
 * @param codeModel - the code model that modelerfour made
 * @throws Error that names the operation, for anything that cannot be rendered
 */
export function readClientModel(
  codeModel: CodeModel,
  { warn, runtime = ownRuntime, omit = [] }: ReadOptions,
): ClientModel {
  omitOperations(codeModel, omit);
  const entries = codeModel.operationGroups.flatMap((group) =>
    group.operations.map((operation) => ({ group: nameOf(group), name: nameOf(operation), operation })),
  );
  const names = operationTypeNames(entries);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) throw unsupported(duplicate, "a second operation of that name");
  const named = entries.map(({ operation }, index) => {
    const operationName = names[index] as string;
    // AutoRest has no id for some operations it makes up; then the name is all there is.
    return { id: operation.operationId ?? operationName, name: operationName, operation };
  });
  const operations = readAll(named, (entry) => readOperation(entry, warn));
  const host = readHost(named);
  return {
    name: typeName(codeModel.info.title ?? nameOf(codeModel)),
    description: text(codeModel.info.description),
    apiVersion: readApiVersion(codeModel),
    runtime,
    ...(host && { host }),
    operations,
    ...readTypes(codeModel),
  };
}

interface NamedOperation {
  id: string;
  name: string;
  operation: Operation;
}

/** Reads each of some things, so that all that cannot be rendered are named at once. */
function readAll<TItem, TResult>(items: readonly TItem[], read: (item: TItem) => TResult): TResult[] {
  const problems: string[] = [];
  const results = items.flatMap((item) => {
    try {
      return [read(item)];
    } catch (error) {
      problems.push((error as Error).message);
      return [];
    }
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return results;
}

function omitOperations(codeModel: CodeModel, ids: readonly string[]): void {
  const missing = new Set(ids);
  for (const group of codeModel.operationGroups) {
    group.operations = group.operations.filter(({ operationId = "" }) => {
      missing.delete(operationId);
      return !ids.includes(operationId);
    });
  }
  if (missing.size > 0) throw new Error(`There is no operation ${[...missing].join(", ")} to leave out.`);
}

function readOperation({ id, name, operation }: NamedOperation, warn: (warning: string) => void): OperationModel {
  if (extension(operation, "x-ms-long-running-operation")) throw unsupported(id, "a long-running operation");
  const { path, method } = firstRequest(operation);
  const parameters = readParameters(operation, id);
  const at = (location: string): ParameterModel[] =>
    parameters.filter((entry) => entry.location === location).map((entry) => entry.parameter);
  const order = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] as string);
  const body = readBody(operation, id);
  const paging = readPaging(operation, id, warn);
  const answers = [...(operation.responses ?? []), ...(operation.exceptions ?? [])] as AnyResponse[];
  const longs = readLongs(answers.map(({ schema }) => schema));
  return {
    id,
    name: identifier(name),
    typeName: name,
    method: method.toUpperCase() as OperationModel["method"],
    path,
    summary: text(summaryOf(operation)),
    description: text(descriptionOf(operation)),
    deprecated: operation.deprecated !== undefined,
    pathParameters: order.map((part) => {
      const parameter = at("path").find((candidate) => candidate.name === part);
      if (parameter === undefined)
        throw unsupported(id, `the path ${path}, whose parameter "${part}" is not declared,`);
      return parameter;
    }),
    queryParameters: at("query"),
    headers: at("header"),
    ...(body && { body }),
    responses: readResponses(operation, { id, typeName: name, paging }),
    ...(paging && { paging }),
    ...(longs && { longs }),
  };
}

function readParameters(operation: Operation, id: string): { location: string; parameter: ParameterModel }[] {
  const { parameters = [], requests = [] } = operation;
  const all = new Set<Parameter>([...parameters, ...requests.flatMap((request) => request.parameters ?? [])]);
  const read = [];
  const seen = new Set<string>();
  for (const parameter of all) {
    const location = httpOfParameter(parameter).in;
    const name = wireName(parameter);
    // The host is the client's endpoint, and the content type is part of the body.
    if (location === "body" || location === "uri" || parameter.origin === "modelerfour:synthesized/content-type")
      continue;
    if (!["path", "query", "header"].includes(location)) throw unsupported(id, `a parameter in "${location}"`);
    if (seen.has(`${location} ${name}`)) continue;
    seen.add(`${location} ${name}`);
    read.push({ location, parameter: readParameter(parameter, id) });
  }
  return read;
}

/** The version that every operation sends, or else the document's. */
function readApiVersion({ globalParameters = [], operationGroups }: CodeModel): string {
  const sent = globalParameters
    .filter((parameter) => wireName(parameter) === "api-version")
    .map((parameter) => known(parameter.schema))
    .flatMap((schema) => (schema.type === "constant" ? [String(schema.value.value)] : []));
  const described = operationGroups.flatMap((group) =>
    group.operations.flatMap((operation) => (operation.apiVersions ?? []).map(({ version }) => version)),
  );
  return sent[0] ?? described[0] ?? "";
}
