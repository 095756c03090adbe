import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../autorest/root.js";

/** A plain path into a document, such as `$.parameters.Hub`. */
const plainPath = /^\$((?:\.[\w-]+)+)$/;

/** The settings of one tag, or of all. */
const blocks = /^``` ?yaml \$\(tag\)(?: == '([^']+)')?\r?\n([\s\S]*?)^```/gm;

/**
 * Does to a document what the directives of its tag in autorest.md say, for they decide what is generated.
 *
 * @param document - is changed
 * @param markdown - the text of autorest.md
 * @throws Error for a directive of a form that is not known here, so that none is passed over
 */
export function applyDirectives(
  document: any,
  tag: string,
  markdown: string = readFileSync(path.join(root, "autorest.md"), "utf8"),
) {
  for (const [, of = tag, settings = ""] of markdown.matchAll(blocks)) {
    if (of !== tag || !/^directive:/m.test(settings)) continue;
    for (const directive of settings.split(/^ {2}- /m).slice(1)) apply(document, readFields(directive), tag);
  }
}

/** The lines `key: value` of a directive. */
const readFields = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^ *([\w-]+): (.+?)\r?$/gm)].map(([, key, value]) => [key, value]));

function apply(document: any, { from, where = "", transform }: Record<string, string>, tag: string) {
  const keys = plainPath.exec(where)?.[1]?.slice(1).split(".");
  if (from !== "swagger-document" || keys === undefined || transform === undefined) {
    throw new Error(
      `autorest.md: the directive of tag ${tag} at ${where || "no place"} has a form that a comparison cannot follow. ` +
        "It knows `from: swagger-document`, `where` with a plain path, and `transform` on one line.",
    );
  }
  const target = keys.reduce((at, key) => at?.[key], document);
  // The configuration is a part of this repository, and AutoRest runs the same text.
  if (target !== undefined) new Function("$", transform)(target);
}
