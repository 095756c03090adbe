"use strict";

const width = 100;

/**
 * A doc comment in TSDoc form, or nothing when there is nothing to say.
 *
 * @param {(string | false | undefined)[]} paragraphs - plain text; code spans in backticks are left alone
 * @param {[tag: string, text: string][]} [tags] - such as `["param", "hub - The hub."]`; an example's text is code
 */
function docComment(paragraphs, tags = []) {
  const texts = paragraphs.filter((paragraph) => typeof paragraph === "string" && paragraph !== "");
  const lines = texts.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : [""]),
    .../** @type {string} */ (paragraph).split("\n").flatMap((line) => wrap(escapeText(line))),
  ]);
  if (tags.length > 0 && lines.length > 0) lines.push("");
  for (const [tag, content] of tags) {
    if (tag === "example") lines.push("@example", "```ts", ...content.split("\n"), "```");
    else lines.push(...wrap(`@${tag} ${escapeText(content)}`));
  }
  if (lines.length === 0) return "";
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/"));
  return safe.length === 1
    ? `/** ${safe[0]} */\n`
    : `/**\n${safe.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** TSDoc reads `{`, `}` and `@` as its own, outside code spans. @param {string} line */
function escapeText(line) {
  return line
    .split(/(`[^`]*`|\{@link [^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[{}@]/g, "\\$&")))
    .join("");
}

/** @param {string} line @returns {string[]} */
function wrap(line) {
  const indent = line.startsWith("- ") ? "  " : "";
  const lines = [""];
  for (const word of line.split(/ +/)) {
    const last = /** @type {string} */ (lines[lines.length - 1]);
    if (last.trim() !== "" && last.length + word.length + 1 > width) lines.push(indent + word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}

module.exports = { docComment };
