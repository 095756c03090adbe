/** What remains of a line of 120 characters for the text of a comment, at the deepest indent. */
const width = 110;

/** A TSDoc tag and its text, such as `["param", "hub - The hub."]`; an example's text is code. */
export type Tag = [tag: string, text: string];

/**
 * A doc comment in TSDoc form, or nothing when there is nothing to say.
 *
 * @param paragraphs - plain text; code spans in backticks are left alone
 */
export function docComment(paragraphs: readonly (string | undefined)[], tags: readonly Tag[] = []): string {
  const texts = paragraphs.filter((paragraph): paragraph is string => paragraph !== undefined && paragraph !== "");
  const lines = texts.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : [""]),
    ...paragraph.split("\n").flatMap((line) => wrap(escapeText(line))),
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

/** TSDoc reads `{`, `}` and `@` as its own, outside code spans. */
function escapeText(line: string): string {
  return line
    .split(/(`[^`]*`|\{@link [^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[{}@]/g, "\\$&")))
    .join("");
}

function wrap(line: string): string[] {
  const indent = line.startsWith("- ") ? "  " : "";
  const lines = [""];
  // A code span is kept whole: TSDoc wants it on one line.
  for (const [word] of line.matchAll(/(?:`[^`]*`|[^ ])+/g)) {
    const last = lines[lines.length - 1] as string;
    if (last.trim() !== "" && last.length + word.length + 1 > width) lines.push(indent + word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
