/** The longest excerpt, in characters. */
const longest = 300;

/** Bytes that surely hold as many characters in UTF-8. */
const enough = 4 * longest;

/**
 * The beginning of a body, for people to read.
 *
 * @param mediaType - in lower case, without parameters; what is neither text nor JSON is told by its size
 * @returns nothing for an empty body
 */
export function excerptOf(body: Uint8Array, mediaType: string): string | undefined {
  if (body.length === 0) return undefined;
  if (!/^text\/|[/+]json$/.test(mediaType)) return `${body.length} ${body.length === 1 ? "byte" : "bytes"}`;
  const text = new TextDecoder().decode(body.subarray(0, enough));
  return body.length <= enough && text.length <= longest
    ? text
    : `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
