import { readApiVersions } from "./apiVersions.mjs";
import { renderDocument } from "./renderDocument.mjs";

/**
 * Renders every API version of autorest.md.
 *
 * @param {(line: string) => void} print - is given a line when a version begins and when it is done
 * @returns {Promise<Map<string, string>>} the whole of `generated/`, by path below it
 */
export async function renderAll(print) {
  const tree = new Map();
  for (const version of readApiVersions()) {
    const start = performance.now();
    print(`  ${version.tag}  ${version.document} ...`);
    const { files, warnings } = await renderDocument(version).catch((error) => {
      throw new Error(`${version.document} was not rendered.\n${error.message}`, { cause: error });
    });
    for (const warning of warnings) print(`  ${version.tag}  warning: ${warning}`);
    for (const [name, content] of files) tree.set(`${version.tag}/${name}`, content);
    print(`  ${version.tag}  ${files.size} files in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  return tree;
}
