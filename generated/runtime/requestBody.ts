// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { prepareBody } from "./body.js";
import type { RequestBody } from "./body.js";
import { encodeText } from "./charset.js";
import { invalidArgument } from "./invalidArgument.js";
import type { BodyKind, Operation } from "./operation.js";

/**
 * Checks body and content type against each other, and writes the content type into `headers`.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function buildBody(
  operation: Operation,
  options: { readonly body?: unknown; readonly contentType?: string | undefined },
  headers: Record<string, string>,
): RequestBody | undefined {
  const { body } = options;
  const inHeaders = headers["content-type"];
  const contentType = options.contentType ?? inHeaders;
  if (inHeaders !== undefined && contentType !== inHeaders) {
    throw invalidArgument(operation.name, "contentType", "the one in the headers, or left out of them", contentType);
  }
  if (operation.body === undefined) {
    if (body === undefined) return undefined;
    throw invalidArgument(operation.name, "body", "left out, because the operation takes none", body);
  }
  if (body === undefined && contentType === undefined && !operation.body.required) return undefined;
  const { contentTypes, longs = [], findInexact, writeForm, fields } = operation.body;
  const chosen = contentType ?? onlyOne(contentTypes);
  const kind = chosen === undefined ? undefined : bodyKindOf(chosen, contentTypes);
  if (chosen === undefined || kind === undefined) {
    const known = Object.keys(contentTypes);
    const expected = `one of ${known.map((type) => `"${type}"`).join(", ")}${known.some(isRange) ? ", without a *" : ""}`;
    throw invalidArgument(operation.name, "contentType", expected, contentType);
  }
  // A number beyond 2^53 - 1 may be another one than was written, as in a parameter.
  const inexact = kind === "json" ? findInexact?.(body, longs) : undefined;
  if (inexact !== undefined) {
    throw invalidArgument(operation.name, inexact, "at most 2^53 - 1 from zero, or a bigint", body, {
      phrase: "another number",
    });
  }
  headers["content-type"] = chosen;
  const written =
    kind === "multipart" || kind === "form"
      ? (writeForm as NonNullable<typeof writeForm>)(operation.name, kind, chosen, body, fields)
      : prepareBody(operation.name, kind, chosen, body);
  return encodeText(operation.name, chosen, written);
}

/** The content type of an operation that has no choice. */
function onlyOne(contentTypes: Readonly<Record<string, BodyKind>>): string | undefined {
  const known = Object.keys(contentTypes);
  return known.length === 1 && !known.some(isRange) ? known[0] : undefined;
}

/** What a body of a media type is, where the document knows the type; `application/*+json` stands for any of that form. */
function bodyKindOf(chosen: string, contentTypes: Readonly<Record<string, BodyKind>>): BodyKind | undefined {
  if (typeof chosen !== "string" || isRange(chosen)) return undefined;
  // As it is written first: a document may name a type with its charset.
  if (Object.hasOwn(contentTypes, chosen)) return contentTypes[chosen];
  if (!mediaTypeHeader.test(chosen)) return undefined;
  const mediaType = (chosen.split(";", 1)[0] as string).trim().toLowerCase();
  const known = Object.keys(contentTypes);
  const named = known.find((name) => name.toLowerCase() === mediaType) ?? known.find((name) => isIn(name, mediaType));
  return named === undefined ? undefined : contentTypes[named];
}

/** A media type with parameters (RFC 9110, section 8.3.1); ranges, which have a `*`, are none. */
const mediaTypeHeader = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+[ \t]*(?:;[\t\x20-\x7e]*)?$/;

/** Whether a content type of a document stands for several. */
const isRange = (contentType: string): boolean => contentType.includes("*");

function isIn(range: string, mediaType: string): boolean {
  if (!isRange(range)) return false;
  const [before = "", after = ""] = range.toLowerCase().split(/\*.*\*|\*/);
  return mediaType.length > before.length + after.length && mediaType.startsWith(before) && mediaType.endsWith(after);
}
