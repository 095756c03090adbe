import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";
import { settingsBlocks } from "./settingsBlocks.js";

/**
 * The tags of autorest.md with their documents, in the order of that file.
 *
 * @param markdown - the text of autorest.md
 * @returns document: relative to the repository
 */
export function readApiVersions(
  markdown: string = readFileSync(path.join(root, "autorest.md"), "utf8"),
): { tag: string; document: string }[] {
  const documents: Map<string, string | undefined> = new Map();
  for (const { tag, settings } of settingsBlocks(markdown)) {
    if (tag === undefined) continue;
    // A tag may have several blocks; one of them names its document.
    documents.set(tag, /^input-file: *(\S+) *$/m.exec(settings)?.[1] ?? documents.get(tag));
  }
  return [...documents].map(([tag, document]) => {
    if (document === undefined) throw new Error(`autorest.md: no block of tag ${tag} names an input-file.`);
    return { tag, document };
  });
}
