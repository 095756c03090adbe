import { EncodedPart } from "./encodedPart.js";
import { escapeEncoded, escapeText } from "./escape.js";
import { invalidArgument } from "./invalidArgument.js";
import { onceFor } from "./onceFor.js";
import type { Operation, Parameter } from "./operation.js";
import { writeParameter } from "./parameter.js";
import { isRecord, readMember } from "./readMember.js";
import { splitPath } from "./routes.js";
import { writeAny, writeText } from "./writeValue.js";

/** What every URL parser resolves, however it is escaped (WHATWG URL, section 4.4): nothing, `.` and `..`. */
const changesPath = /^(?:\.|%2e){0,2}$/i;

/**
 * Puts the path arguments, which come in path order, into the operation's path.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for a missing or surplus argument, and for one that would change the path
 */
export function buildPath(operation: Operation, pathArguments: readonly unknown[]): string {
  const { name, pathParameters } = operation;
  if (pathArguments.length > pathParameters.length) {
    const phrase = String(pathArguments.length);
    throw invalidArgument(name, "path arguments", `${pathParameters.length} in number`, pathArguments, { phrase });
  }
  const pieces = piecesOf(operation);
  let path = pieces[0] as string;
  for (let index = 0; index < pieces.length - 1; index += 1) {
    const parameter = pathParameters[index] as Parameter;
    const argument = pathArguments[index];
    const isLiteral = argument instanceof EncodedPart;
    const value = isLiteral ? argument.text : argument;
    const text = isLiteral
      ? writeEncodedPart(name, parameter, argument.text)
      : (escapeValue(name, parameter, writeParameter(name, parameter, value))[0] ?? "");
    // What is encoded already may hold several parts of a path, and behind them a query.
    const parts = parameter.encoded === true ? (text.split("?", 1)[0] as string).split("/") : [text];
    if (text === "" || parts.some((part) => part !== "" && changesPath.test(part))) {
      throw invalidArgument(name, parameter.name, `a non-empty path part other than "." and ".."`, value);
    }
    path += text + (pieces[index + 1] as string);
  }
  return path;
}

const piecesOf = /* @__PURE__ */ onceFor(({ path }: Operation) => splitPath(path));

/** A part of a literal path goes out as it is. What the document says of texts counts for what it stands for. */
function writeEncodedPart(operation: string, parameter: Parameter, part: string): string {
  let meant: string;
  try {
    meant = decodeURIComponent(part);
  } catch (cause) {
    throw invalidArgument(operation, parameter.name, "percent-encoded UTF-8", part, { cause });
  }
  if (parameter.write === writeText && parameter.list === undefined) writeParameter(operation, parameter, meant);
  return escapeEncoded(operation, parameter.name, part);
}

/**
 * Writes the query, starting with `?`, or nothing. Values that the document does not know go out as they are given.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function buildQuery(operation: Operation, values?: object): string {
  return values === undefined ? defaultQuery(operation) : writeQuery(operation, values);
}

/** The query of requests that are given no values. */
const defaultQuery = /* @__PURE__ */ onceFor((operation: Operation) => writeQuery(operation, {}));

function writeQuery(operation: Operation, values: object): string {
  const { name: operationName, queryParameters } = operation;
  if (!isRecord(values)) {
    throw invalidArgument(operationName, "queryParameters", "an object of values by name", values);
  }
  const pairs: string[] = [];
  const add = (parameter: Parameter, value: unknown, label = parameter.name): void => {
    const isGiven = value !== undefined && value !== null;
    const labelled = label === parameter.name ? parameter : { ...parameter, name: label };
    const items = isGiven ? writeParameter(operationName, labelled, value) : [];
    if (items.length === 0) {
      if (!parameter.required) return;
      throw invalidArgument(
        operationName,
        `queryParameters.${parameter.name}`,
        isGiven ? "a list of items" : "given",
        value,
      );
    }
    const key = escapeText(operationName, "queryParameters", parameter.name, "named without lone surrogates");
    for (const text of escapeValue(operationName, labelled, items)) pairs.push(`${key}=${text}`);
  };
  for (const parameter of queryParameters) {
    add(parameter, readMember(values, parameter.name) ?? parameter.default);
  }
  for (const [name, value] of Object.entries(values)) {
    if (queryParameters.some((parameter) => parameter.name === name)) continue;
    const parameter: Parameter = { name, write: writeAny, list: Array.isArray(value) ? "repeat" : undefined };
    add(parameter, value, name || "queryParameters");
  }
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** The texts of a parameter as the URL has them: one for each item where the key is repeated, else one for the whole list. */
function escapeValue(operation: string, parameter: Parameter, items: readonly string[]): readonly string[] {
  const { name, list, encoded } = parameter;
  const texts = items.map((item) => (encoded === true ? escapeEncoded : escapeText)(operation, name, item));
  return list === undefined || list === "repeat" ? texts : [texts.join(escapeSeparator(list))];
}

/** Commas and bars stand for themselves: those in an item are escaped. A blank and a tab have no other form. */
const escapeSeparator = (separator: string): string => separator.replace(/\s/, encodeURIComponent);
