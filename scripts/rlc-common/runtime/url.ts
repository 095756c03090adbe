import { invalidArgument } from "./invalidArgument.js";
import type { ListStyle, Operation, Parameter } from "./operation.js";
import { writeParameter } from "./parameter.js";

const separators: Record<Exclude<ListStyle, "repeat">, string> = { csv: ",", ssv: " ", tsv: "\t", pipes: "|" };

/**
 * Puts the path arguments, which come in path order, into the operation's path.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for a missing or surplus argument, and for one that would change the
 * path: nothing, `.` and `..`, which every URL parser resolves however they are escaped (WHATWG URL, section 4.4)
 */
export function buildPath(operation: Operation, pathArguments: readonly unknown[]): string {
  const { name, path, pathParameters } = operation;
  if (pathArguments.length > pathParameters.length) {
    throw invalidArgument(name, "path arguments", `${pathParameters.length} in number`, pathArguments);
  }
  let next = 0;
  return path.replace(/\{[^}]+\}/g, () => {
    const parameter = pathParameters[next] as Parameter;
    const value = pathArguments[next++];
    const text = joinList(parameter, writeParameter(name, parameter, value))[0] as string;
    if (/^\.{0,2}$/.test(text)) {
      throw invalidArgument(name, parameter.name, `a non-empty path part other than "." and ".."`, value);
    }
    return parameter.encoded === true ? text : percentEncode(name, parameter, text);
  });
}

/**
 * Writes the query, starting with `?`, or nothing. Values that the document does not know go out as they are given.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function buildQuery(operation: Operation, values: Readonly<Record<string, unknown>> = {}): string {
  const pairs: string[] = [];
  const add = (parameter: Parameter, value: unknown): void => {
    if (value === undefined || value === null) {
      if (parameter.required)
        throw invalidArgument(operation.name, `queryParameters.${parameter.name}`, "given", value);
      return;
    }
    const items = writeParameter(operation.name, parameter, value);
    for (const item of joinList(parameter, items)) {
      const text = parameter.encoded === true ? item : percentEncode(operation.name, parameter, item);
      pairs.push(`${encodeURIComponent(parameter.name)}=${text}`);
    }
  };
  const known = new Set<string>();
  for (const parameter of operation.queryParameters) {
    known.add(parameter.name);
    add(parameter, values[parameter.name] ?? parameter.default);
  }
  for (const [name, value] of Object.entries(values)) {
    if (!known.has(name))
      add(Array.isArray(value) ? { name, type: "any", list: "repeat" } : { name, type: "any" }, value);
  }
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** The texts of a parameter as they go out: one per item where the key is repeated, else one for the whole list. */
export function joinList(parameter: Parameter, items: readonly string[]): readonly string[] {
  const { list } = parameter;
  return list === undefined || list === "repeat" ? items : [items.join(separators[list])];
}

function percentEncode(operation: string, parameter: Parameter, text: string): string {
  try {
    // Every URL parser escapes an apostrophe in a query, and the URL must be the one that is signed.
    return encodeURIComponent(text).replaceAll("'", "%27");
  } catch (cause) {
    throw invalidArgument(operation, parameter.name, "a text without lone surrogates", text, { cause });
  }
}
