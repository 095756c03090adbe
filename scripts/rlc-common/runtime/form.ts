import { copy, isBlob, isBytes, isPlainObject } from "./body.js";
import { isDate, toDateTime } from "./dateTime.js";
import { invalidArgument } from "./invalidArgument.js";
import { stringifyJson } from "./json.js";
import type { ListStyle, Parameter } from "./operation.js";
import { writeParameter } from "./parameter.js";

type JoinedStyle = Exclude<ListStyle, "repeat">;

/** The fields of a form: texts and files by name. A list in one field is not joined yet. */
type Pair = [name: string, value: unknown, list?: JoinedStyle];

/**
 * Writes an object of fields as a form.
 *
 * @param rules - how some of the fields are written
 * @throws TypeError with code `INVALID_ARGUMENT` for what is no such object, and for a field that has no such form
 */
export function buildForm(
  operation: string,
  kind: "multipart" | "form",
  contentType: string,
  body: unknown,
  rules: readonly Parameter[] = [],
): string | FormData {
  if (!isPlainObject(body)) {
    const expected = `an object of form fields, because "contentType" is "${contentType}"`;
    throw invalidArgument(operation, "body", expected, body);
  }
  const pairs = Object.entries(body).flatMap(([name, value]) => readField(operation, name, value, rules));
  return kind === "form" ? writeForm(operation, pairs) : writeMultipart(operation, pairs);
}

/** A list gives a field for each item unless the document says otherwise, and a field without a value gives none. */
function readField(operation: string, name: string, value: unknown, rules: readonly Parameter[]): Pair[] {
  const isNothing = (item: unknown): boolean => item === undefined || item === null;
  if (isNothing(value)) return [];
  const rule = rules.find((candidate) => candidate.name === name);
  const items = rule === undefined ? [value].flat() : writeParameter(operation, rule, value);
  const list = rule?.list;
  if (list !== undefined && list !== "repeat") return items.length === 0 ? [] : [[name, items, list]];
  return items.filter((item) => !isNothing(item)).map((item): Pair => [name, item]);
}

function writeForm(operation: string, pairs: readonly Pair[]): string {
  return pairs
    .map(([name, value, list]) =>
      list === undefined
        ? `${escape(name)}=${escape(writeText(operation, name, value))}`
        : // Commas and bars stand for themselves here: those in an item are escaped.
          `${escape(name)}=${(value as string[]).map(escape).join(list.trim() === "" ? escape(list) : list)}`,
    )
    .join("&");
}

/** As forms escape a text (WHATWG URL, section 5.2). */
const escape = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1);

function writeMultipart(operation: string, pairs: readonly Pair[]): FormData {
  const form = new FormData();
  for (const [name, value, list] of pairs) {
    if (list !== undefined) form.append(name, join(operation, name, value as string[], list));
    else if (isBlob(value)) form.append(name, value);
    else if (isBytes(value)) form.append(name, new Blob([copy(operation, value) as BlobPart]));
    else form.append(name, writeText(operation, name, value));
  }
  return form;
}

/** Nothing is escaped here: what separates the items cannot stand in one of them. */
function join(operation: string, name: string, items: readonly string[], separator: string): string {
  if (items.some((item) => item.includes(separator))) {
    throw invalidArgument(operation, name, `a list of items without ${JSON.stringify(separator)}`, items);
  }
  return items.join(separator);
}

/** A value of a form, where everything is text. */
function writeText(operation: string, name: string, value: unknown): string {
  if (isDate(value))
    return toDateTime(value, (expected) => invalidArgument(operation, `body.${name}`, expected, value));
  return typeof value === "object" ? (stringifyJson(value) ?? "") : String(value);
}
