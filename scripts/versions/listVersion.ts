import { readFileSync } from "node:fs";
import path from "node:path";
import { readApiVersions } from "../autorest/apiVersions.js";
import { root } from "../root.js";
import { settingsBlocks } from "../autorest/settingsBlocks.js";
import { applyDirectives } from "../diff/documents/applyDirectives.js";
import { compareApiVersions } from "./apiVersion.js";
import { settle } from "./settle.js";
import type { ExplainedDirective } from "../autorest/directive.js";
import type { ApiDocument } from "../apiDocument.js";

/**
 * Adds a tag to autorest.md, after those of earlier versions.
 *
 * @param markdown - the text of autorest.md
 * @param document - the API document
 * @returns the new text; the same one where the tag is there already
 */
export function addTag(markdown: string, version: string, document: ApiDocument): string {
  const tags = readApiVersions(markdown).map(({ tag }) => tag);
  if (tags.includes(version)) return markdown;
  const earlier = tags.filter((tag) => compareApiVersions(tag, version) < 0).at(-1);
  if (earlier === undefined)
    throw new Error(
      `${version} is earlier than ${tags[0]}, the version of the package itself. Only later ones can be added.`,
    );
  const end = settingsBlocks(markdown)
    .filter(({ tag }) => tag === earlier)
    .at(-1)?.end;
  return `${markdown.slice(0, end)}\n${renderSection(version, settle(document, readSettled(earlier, markdown)))}${markdown.slice(end)}`;
}

/** The document of a version as AutoRest sees it. */
function readSettled(tag: string, markdown: string) {
  const file = readApiVersions(markdown).find((version) => version.tag === tag)?.document ?? "";
  const document = JSON.parse(readFileSync(path.join(root, file), "utf8"));
  applyDirectives(document, tag, markdown);
  return document;
}

function renderSection(version: string, directives: ExplainedDirective[]) {
  const section = `### Tag: ${version}

\`\`\` yaml $(tag) == '${version}'
input-file: swagger/${version}.json
\`\`\`
`;
  if (directives.length === 0) return section;
  return `${section}
\`\`\` yaml $(tag) == '${version}'
directive:
${directives.map(renderDirective).join("\n")}
\`\`\`
`;
}

const renderDirective = ({ where, transform, reason }: ExplainedDirective) => `  - from: swagger-document
    where: ${where}
    transform: ${quoted(transform)}
    reason: ${quoted(reason)}`;

/** A text as a value of YAML, in quotes where it would be read as something else. */
const quoted = (text: string) => (/: | #|^['"{[]/.test(text) ? `'${text.replaceAll("'", "''")}'` : text);

/**
 * Adds an entry point to the exports map of package.json, among those of the other versions.
 *
 * @param manifest - the text of package.json
 * @returns the new text; the same one where the entry point is there already
 */
export function addExport(manifest: string, version: string): string {
  const content = JSON.parse(manifest);
  if (content.exports[`./${version}`] !== undefined) return manifest;
  const target = (build: string) => ({
    "types@<5.0": "./src/oldCompiler.d.ts",
    types: `./dist/${build}/src/versions/${version}.d.ts`,
    default: `./dist/${build}/src/versions/${version}.js`,
  });
  const entries = Object.entries(content.exports);
  const isLater = (entry: string) =>
    /^\.\/\d/.test(entry) ? compareApiVersions(entry.slice(2), version) > 0 : entry !== ".";
  const place = entries.findIndex(([entry]) => isLater(entry));
  const added = [`./${version}`, { import: target("esm"), require: target("cjs") }];
  entries.splice(place === -1 ? entries.length : place, 0, added as [string, unknown]);
  return `${JSON.stringify({ ...content, exports: Object.fromEntries(entries) }, null, 2)}\n`;
}
