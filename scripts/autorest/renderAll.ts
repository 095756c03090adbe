import os from "node:os";
import { readApiVersions } from "./apiVersions.js";
import { inParallel } from "./inParallel.js";
import { renderDocument } from "./renderDocument.js";
import { renderSharedRuntime } from "./sharedRuntime.js";

/**
 * Renders every API version of autorest.md, some at a time, and the runtime that they share.
 *
 * @param print - is given a line when a version begins and when it is done
 * @param options - useCache: whether earlier renderings of unchanged input will
 * do; tag: the only version to render
 * @returns the whole of `generated/`, or the one version and the runtime, by path below it
 */
export async function renderAll(
  print: (line: string) => void,
  { useCache = false, tag }: { useCache?: boolean; tag?: string } = {},
): Promise<Map<string, string>> {
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
      [...files].map(([name, content]) => [`${folder}/${name}`, content] as [string, string]),
    ),
  );
}
