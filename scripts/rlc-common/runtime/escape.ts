import { invalidArgument } from "./invalidArgument.js";

/** What stands in a URL as it is, on top of percent signs and what they escape (RFC 3986, section 2), but for `#` and `'`. */
const notForUrls = /[^A-Za-z0-9\-._~:/?[\]@!$&()*+,;=%]+/gu;

/**
 * Writes a text so that it stands for nothing but itself in any part of a URL. Every URL parser escapes an apostrophe in a
 * query, and the URL must be the one that is signed.
 *
 * @param argument - what the text is, for the error
 * @throws TypeError with code `INVALID_ARGUMENT` for a text with half of a character, for which UTF-8 has no form
 */
export function escapeText(
  operation: string,
  argument: string,
  text: string,
  expected = "a text without lone surrogates",
): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  try {
    return encodeURIComponent(text).replaceAll("'", "%27");
  } catch (cause) {
    throw invalidArgument(operation, argument, expected, text, { cause });
  }
}

/**
 * Leaves a text as it is that is encoded already, but for what would not reach the service as it is: a URL parser escapes
 * some of it and leaves out the rest, and what follows a `#` is not sent.
 */
export function escapeEncoded(operation: string, argument: string, text: string): string {
  return text.replace(notForUrls, (found) => escapeText(operation, argument, found));
}
