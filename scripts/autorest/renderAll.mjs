import os from "node:os";
import { readApiVersions } from "./apiVersions.mjs";
import { inParallel } from "./inParallel.mjs";
import { renderDocument } from "./renderDocument.mjs";
import { renderSharedRuntime } from "./sharedRuntime.mjs";

/**
 * Renders every API version of autorest.md, some at a time, and the runtime that they share.
 *
 * @param {(line: string) => void} print - is given a line when a version begins and when it is done
 * @param {{ useCache?: boolean, tag?: string }} [options] - useCache: whether earlier renderings of unchanged input will
 * do; tag: the only version to render
 * @returns {Promise<Map<string, string>>} the whole of `generated/`, or the one version and the runtime, by path below it
 */
export async function renderAll(print, { useCache = false, tag } = {}) {
  const chosen = readApiVersions().filter((version) => tag === undefined || version.tag === tag);
  const versions = await inParallel(chosen, os.availableParallelism(), async (version) => {
    const start = performance.now();
    print(`  ${version.tag}  ${version.document} ...`);
    const { files, warnings, cached } = await renderDocument(version, { useCache }).catch((error) => {
      throw new Error(`${version.document} was not rendered.\n${error.message}`, { cause: error });
    });
    for (const warning of warnings) print(`  ${version.tag}  warning: ${warning}`);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    print(`  ${version.tag}  ${files.size} files ${cached ? "as before, since nothing changed" : `in ${seconds} s`}`);
    return { folder: version.tag, files };
  });
  return new Map(
    [{ folder: "runtime", files: renderSharedRuntime() }, ...versions].flatMap(({ folder, files }) =>
      [...files].map(([name, content]) => /** @type {[string, string]} */ ([`${folder}/${name}`, content])),
    ),
  );
}
