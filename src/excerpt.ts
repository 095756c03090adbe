import { withoutSecrets } from "./withoutSecrets.js";

/** How much of what a service says goes into an error's message, in characters. */
const maxLength = 200;

/** How much of it is looked at: a page of HTML may have much in it before it says something. */
const maxScanned = 65_536;

/**
 * The beginning of a text that somebody sent, fit to stand in a message: in one line, of markup only the words, and without
 * tokens.
 *
 * @param own - the caller's own token, which a text may repeat without saying what it is
 * @returns some 200 characters, followed by `...` where there was more; nothing where there are no words
 */
export function excerpt(text: string, own?: string): string | undefined {
  let words = text.slice(0, maxScanned);
  if (/^\s*</.test(words)) {
    words = words
      .replace(/<!--[^]*?(?:-->|$)/g, " ")
      .replace(/<(script|style)\b[^]*?(?:<\/\1>|$)/gi, " ")
      .replace(/<[^<>]*>?/g, " ")
      .replace(/&nbsp;/g, " ");
  }
  if (own !== undefined && own !== "") words = words.replaceAll(own, "REDACTED");
  words = withoutSecrets(words).replace(/\s+/g, " ").trim();
  if (words.length <= maxLength) return words === "" ? undefined : words;
  // Not in the middle of a character that has two halves.
  return `${words
    .slice(0, maxLength)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}...`;
}
