// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { RequestBody } from "./body.js";
import { invalidArgument } from "./invalidArgument.js";

/** Each character of ISO 8859-1 is a byte of the same number. Its control characters are left out: many readers take them for others. */
const latin = /^[\0-\x7f\xa0-\xff]*$/;

/** The characters that are the same byte in nearly every charset. */
const ascii = /^[\0-\x7f]*$/;

/**
 * Gives a text the charset that its content type names. Without one it is UTF-8, as JSON always is (RFC 8259, section 8.1).
 *
 * @param body - texts are encoded; bytes and streams are taken for encoded
 * @throws TypeError with code `INVALID_ARGUMENT` for a charset that is not known here, and for a text that it has no form for
 */
export function encodeText(operation: string, contentType: string, body: RequestBody): RequestBody {
  if (typeof body !== "string" || !contentType.includes(";")) return body;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1]?.toLowerCase() ?? "utf-8";
  if (charset === "utf-8" || charset === "utf8") return body;
  const isLatin = charset === "iso-8859-1" || charset === "latin1";
  if (!isLatin && charset !== "us-ascii") {
    throw invalidArgument(
      operation,
      "contentType",
      `without a charset or with "utf-8", unless "body" is bytes`,
      contentType,
    );
  }
  if (!(isLatin ? latin : ascii).test(body)) {
    throw invalidArgument(operation, "body", `a text of characters that "${charset}" has, as "contentType" says`, body);
  }
  return Uint8Array.from(body, (character) => character.charCodeAt(0));
}
