import type { ClientModel, OperationModel, ParameterModel } from "./clientModel.js";
import {
  descriptionOf,
  extension,
  firstRequest,
  httpOfResponse,
  known,
  nameOf,
  summaryOf,
  wireName,
} from "./codeModel.js";
import type { AnyResponse, CodeModel, Operation } from "./codeModel.js";
import { identifier, operationTypeNames, typeName } from "./names.js";
import { readBody } from "./readBody.js";
import { readHost } from "./readHost.js";
import { readLongRunning } from "./readLongRunning.js";
import { readLongs } from "./readLongs.js";
import { readPaging } from "./readPaging.js";
import { queryOf, readParameters, readPathQuery } from "./readParameters.js";
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
  checkRequests(codeModel);
  const entries = codeModel.operationGroups.flatMap((group) =>
    group.operations.map((operation) => ({
      group: nameOf(group),
      name: nameOf(operation),
      statuses: answersOf(operation).flatMap((answer) => httpOfResponse(answer).statusCodes.map(String)),
      operation,
    })),
  );
  const types = readTypes(codeModel);
  const taken = [...types.inputTypes, ...types.outputTypes].map(({ name }) => name);
  const names = operationTypeNames(entries, taken);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) throw unsupported(duplicate, "a second operation of that name");
  const named = entries.map(({ operation }, index) => {
    const operationName = names[index] as string;
    // AutoRest has no id for some operations it makes up; then the name is all there is.
    return { id: operation.operationId ?? operationName, name: operationName, operation };
  });
  const operations = readAll(named, (entry) => readOperation(entry, warn));
  if (operations.some(({ longRunning }) => longRunning !== undefined))
    warn("long-running operations are followed with @azure/core-lro 2.7, which the client's package has to depend on.");
  const host = readHost(named);
  checkPaths(operations);
  return {
    name: typeName(codeModel.info.title ?? nameOf(codeModel)),
    description: text(codeModel.info.description),
    apiVersion: readApiVersion(codeModel),
    runtime,
    ...(host && { host }),
    operations,
    ...types,
  };
}

/** A call is told by its path and its method. */
function checkPaths(operations: readonly OperationModel[]): void {
  const seen = new Map<string, string>();
  for (const { id, method, path } of operations) {
    const call = `${method} ${path}`;
    const other = seen.get(call);
    if (other !== undefined) throw unsupported(id, `${call}, which is ${other} too,`);
    seen.set(call, id);
  }
}

/** All that an operation may answer. */
function answersOf({ responses = [], exceptions = [] }: Operation): AnyResponse[] {
  return [...responses, ...exceptions];
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

/** AutoRest makes no request of a body whose media types it knows nothing of, and then knows no path either. */
function checkRequests({ operationGroups }: CodeModel): void {
  readAll(
    operationGroups.flatMap(({ operations }) => operations).filter(({ requests = [] }) => requests.length === 0),
    (operation) => {
      const types = (extension(operation, "x-media-types") as string[] | undefined) ?? ["that AutoRest does not know"];
      throw unsupported(operation.operationId ?? nameOf(operation), `a body of type ${types.join(", ")}`);
    },
  );
}

function readOperation({ id, name, operation }: NamedOperation, warn: (warning: string) => void): OperationModel {
  const { path: start, method } = firstRequest(operation);
  if (!/^(get|put|post|delete|options|head|patch)$/i.test(method))
    throw unsupported(id, `the method ${method.toUpperCase()}`);
  const parameters = readParameters(operation, id);
  const path = start + readPathQuery(operation, id, parameters);
  const at = (location: string): ParameterModel[] =>
    parameters.filter((entry) => entry.location === location).map((entry) => entry.parameter);
  const order = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] as string);
  const body = readBody(operation, id);
  const paging = readPaging(operation, id, warn);
  const longRunning = readLongRunning(operation);
  const longs = readLongs(answersOf(operation).map(({ schema }) => schema));
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
    // What the path says by itself is not said twice.
    queryParameters: at("query").filter(({ name: key }) => !queryOf(path).has(key)),
    headers: at("header"),
    ...(body && { body }),
    responses: readResponses(operation, { id, typeName: name, paging }),
    ...(paging && { paging }),
    ...(longs && { longs }),
    ...(longRunning && { longRunning }),
  };
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
