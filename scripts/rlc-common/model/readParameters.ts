import type { ParameterModel } from "./clientModel.js";
import { extension, firstRequest, httpOfParameter, wireName } from "./codeModel.js";
import type { Operation, Parameter } from "./codeModel.js";
import { readParameter } from "./readParameter.js";
import { unsupported } from "./unsupported.js";

/** A parameter with the part of a request where it goes: the path, the query or the headers. */
export interface PlacedParameter {
  location: string;
  parameter: ParameterModel;
}

/**
 * Reads an operation's parameters but for its body and its host, each once, wherever the document declares it.
 *
 * @param id - names the operation in errors
 */
export function readParameters(operation: Operation, id: string): PlacedParameter[] {
  const { parameters = [], requests = [] } = operation;
  const all = new Set<Parameter>([...parameters, ...requests.flatMap((request) => request.parameters ?? [])]);
  const read = new Map<string, PlacedParameter>();
  for (const parameter of [...all].sort((a, b) => Number(isOwnAccept(a)) - Number(isOwnAccept(b)))) {
    const location = httpOfParameter(parameter).in;
    const name = wireName(parameter);
    // The host is the client's endpoint, and the content type is part of the body.
    if (location === "body" || location === "uri" || parameter.origin === "modelerfour:synthesized/content-type")
      continue;
    if (!["path", "query", "header"].includes(location)) throw unsupported(id, `a parameter in "${location}"`);
    // Names of headers are the same in any letter case.
    const key = `${location} ${location === "header" ? name.toLowerCase() : name}`;
    const before = read.get(key);
    if (before === undefined) read.set(key, { location, parameter: readParameter(parameter, id) });
    // Callers choose what they take where the document has a header for it; without their choice the answers' types count.
    else if (isOwnAccept(parameter))
      before.parameter.rules = withDefault(before.parameter, readParameter(parameter, id));
  }
  return [...read.values()];
}

/** Whether AutoRest has made the header up, from the media types of the answers. */
const isOwnAccept = ({ origin }: Parameter): boolean => origin === "modelerfour:synthesized/accept";

function withDefault({ required, rules }: ParameterModel, accept: ParameterModel): ParameterModel["rules"] {
  return required || rules["default"] !== undefined || accept.rules["default"] === undefined
    ? rules
    : { ...rules, default: accept.rules["default"] };
}

/** The query of a path. */
export function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.split("?")[1] ?? "");
}

/**
 * The query that the document has in the path, from the `?` on: it tells operations at one path apart, and is always sent.
 * Where it names a parameter of the operation, such as `comp={comp}`, that is the parameter's affair.
 */
export function readPathQuery(operation: Operation, id: string, parameters: readonly PlacedParameter[]): string {
  const { path } = firstRequest(operation);
  if (path.includes("#")) throw unsupported(id, `the path ${path}, which has a fragment,`);
  const pairs = String(extension(operation, "x-path-query") ?? "")
    .split("&")
    .filter((pair) => pair !== "" && !/\{[^}]*\}/.test(pair));
  for (const [name, value] of queryOf(`?${pairs.join("&")}`)) {
    const own = parameters.find((entry) => entry.location === "query" && entry.parameter.name === name);
    const values = own?.parameter.rules["oneOf"] as unknown[] | undefined;
    if (own !== undefined && values?.map(String).includes(value) !== true) {
      throw unsupported(id, `the path ${path}, whose query has a parameter "${name}" that is declared otherwise,`);
    }
  }
  // As every URL parser has it.
  const query = pairs
    .join("&")
    .replace(/[^A-Za-z0-9\-._~:/?@!$&()*+,;=%]/gu, (sign) => encodeURIComponent(sign).replace("'", "%27"));
  return query === "" ? "" : `?${query}`;
}
