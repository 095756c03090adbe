import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

/**
 * The tags of autorest.md with their documents, in the order of that file.
 *
 * @param {string} [markdown] - the text of autorest.md
 * @returns {{ tag: string, document: string }[]} document: relative to the repository
 */
export function readApiVersions(markdown = readFileSync(path.join(root, "autorest.md"), "utf8")) {
  const blocks = markdown.matchAll(/^``` ?yaml \$\(tag\) == '([^']+)'\r?\n([\s\S]*?)^```/gm);
  return [...blocks].map(([, tag = "", settings = ""]) => {
    const document = /^input-file: *(\S+) *$/m.exec(settings)?.[1];
    if (document === undefined) throw new Error(`autorest.md: the block of tag ${tag} names no input-file.`);
    return { tag, document };
  });
}
