// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { invalidArgument } from "./invalidArgument.js";
import { onceFor } from "./onceFor.js";
import type { Operation, Parameter } from "./operation.js";
import { writeParameter } from "./parameter.js";
import { isRecord } from "./readMember.js";
import { writeAny } from "./writeValue.js";

/** A header's name (RFC 9110, section 5.6.2). */
const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What the transport says of a message and its connection (RFC 9110, section 7.6.1; RFC 9112, section 6): a second word on it breaks the message apart. */
const framing = /^(?:connection|content-length|expect|keep-alive|transfer-encoding|upgrade)$/;

/**
 * A header's value (RFC 9110, section 5.5): no line ends, and no blanks around it, which recipients take away; the core library
 * does so with those that do not break, too.
 */
const headerValue = /^(?:[\x21-\x7e\x80-\x9f\xa1-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\x9f\xa1-\xff])?)?$/;

/**
 * Writes the headers of a request: those of the document, and any others that the caller gives.
 *
 * @param given - an object of values by name, or what can be gone through in pairs: `Headers`, a `Map`
 * @returns values by name in lower case
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function buildHeaders(operation: Described, given?: object): Record<string, string> {
  return given === undefined ? Object.fromEntries(defaultHeaders(operation)) : writeHeaders(operation, given);
}

/** What has to be known of an operation. */
type Described = Pick<Operation, "name" | "headers">;

/** The headers of requests that are given none. */
const defaultHeaders = /* @__PURE__ */ onceFor((operation: Described) => Object.entries(writeHeaders(operation, {})));

function writeHeaders(operation: Described, given: object): Record<string, string> {
  const values = readGiven(operation.name, given);
  const headers = new Map<string, string>();
  for (const parameter of operation.headers) {
    const name = parameter.name.toLowerCase();
    const value = values.get(name) ?? parameter.default;
    values.delete(name);
    const items = value === undefined || value === null ? [] : writeParameter(operation.name, parameter, value);
    if (items.length > 0) headers.set(name, writeHeader(operation.name, parameter, items));
    else if (parameter.required) {
      throw invalidArgument(operation.name, `headers.${parameter.name}`, value ? "a list of items" : "given", value);
    }
  }
  for (const [name, value] of values) {
    if (value === undefined || value === null) continue;
    if (framing.test(name))
      throw invalidArgument(operation.name, `headers.${name}`, "left out, because the transport writes it", value);
    const parameter: Parameter = { name, write: writeAny, list: Array.isArray(value) ? "," : undefined };
    headers.set(name, writeHeader(operation.name, parameter, writeParameter(operation.name, parameter, value)));
  }
  // Not by assignment, which would take `__proto__` for something else.
  return Object.fromEntries(headers);
}

/** What the caller gives, by name in lower case. */
function readGiven(operation: string, given: object): Map<string, unknown> {
  if (typeof given !== "object" || given === null || !(Symbol.iterator in given || isRecord(given))) {
    throw invalidArgument(operation, "headers", "an object of values by name, Headers or a Map", given);
  }
  const values = new Map<string, unknown>();
  for (const pair of Symbol.iterator in given ? (given as Iterable<unknown>) : Object.entries(given)) {
    const [name, value]: unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || !headerName.test(name)) {
      const expected = `given by names that HTTP has a form for, unlike ${JSON.stringify(String(name))}`;
      throw invalidArgument(operation, "headers", expected, given);
    }
    const lowerCase = name.toLowerCase();
    if (values.get(lowerCase) !== undefined && value !== undefined) {
      throw invalidArgument(operation, `headers.${name}`, "given once, in one letter case", value);
    }
    if (value !== undefined || !values.has(lowerCase)) values.set(lowerCase, value);
  }
  return values;
}

/** Headers have no escapes: what separates the items of a list cannot stand in one of them. */
function writeHeader(operation: string, { name, list }: Parameter, items: readonly string[]): string {
  if (list !== undefined && items.some((item) => item.includes(list))) {
    throw invalidArgument(operation, `headers.${name}`, `a list of items without ${JSON.stringify(list)}`, items);
  }
  const text = items.join(list);
  if (headerValue.test(text)) return text;
  throw invalidArgument(
    operation,
    `headers.${name}`,
    "a text of Latin letters and signs (ISO 8859-1) in one line, without blanks around it",
    text,
  );
}
