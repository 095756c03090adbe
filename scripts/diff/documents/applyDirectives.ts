import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";
import { settingsBlocks } from "../../autorest/settingsBlocks.js";
import type { ApiDocument } from "../../apiDocument.js";

/** A path into a document, such as `$.parameters.Hub`, `$.paths.*.head` or `$.definitions["A.B"]`. */
const plainPath = /^\$((?:\.[\w-]+|\.\*|\["[^"]+"\])+)$/;
const pathPart = /\.([\w-]+|\*)|\["([^"]+)"\]/g;

/**
 * Does to a document what the directives of its tag in autorest.md say, for they decide what is generated.
 *
 * @param document - is changed
 * @param markdown - the text of autorest.md
 * @throws Error for a directive of a form that is not known here, so that none is passed over
 */
export function applyDirectives(
  document: ApiDocument,
  tag: string,
  markdown: string = readFileSync(path.join(root, "autorest.md"), "utf8"),
) {
  for (const { tag: of = tag, settings } of settingsBlocks(markdown)) {
    if (of !== tag || !/^directive:/m.test(settings)) continue;
    for (const directive of settings.split(/^ {2}- /m).slice(1)) apply(document, readFields(directive), tag);
  }
}

/** The lines `key: value` of a directive. */
const readFields = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^ *([\w-]+): (.+?)\r?$/gm)].map(([, key, value = ""]) => [key, unquote(value)]),
  );

/** The text of a YAML value in single quotes, or any other as it stands. */
const unquote = (value: string) => (/^'.*'$/.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value);

function apply(document: ApiDocument, { from, where = "", transform }: Record<string, string>, tag: string) {
  if (from !== "swagger-document" || !plainPath.test(where) || transform === undefined) {
    throw new Error(
      `autorest.md: the directive of tag ${tag} at ${where || "no place"} has a form that a comparison cannot follow. ` +
        "It knows `from: swagger-document`, `where` with a path of names and `*`, and `transform` on one line.",
    );
  }
  let targets: unknown[] = [document];
  for (const [, name, quoted] of where.matchAll(pathPart))
    targets = targets
      .filter((at) => typeof at === "object" && at !== null)
      .flatMap((at) => (name === "*" ? Object.values(at) : [(at as Record<string, unknown>)[quoted ?? name ?? ""]]))
      .filter((at) => at !== undefined);
  // The configuration is a part of this repository, and AutoRest runs the same text.
  for (const target of targets) new Function("$", transform)(target);
}
