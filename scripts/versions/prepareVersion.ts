import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { require as load } from "tsx/cjs/api";
import { readApiVersions } from "../autorest/apiVersions.js";
import { readTree } from "../autorest/fileTree.js";
import { root } from "../root.js";
import { contractOfDocument } from "./contractOfDocument.js";
import { renderEntryPoint } from "./entryPoint.js";
import { addExport, addTag } from "./listVersion.js";
import { copyRepository } from "./repositoryCopy.js";
import type { VersionDocument } from "./readVersionDocument.js";

type Renderer = typeof import("../autorest/renderAll.js");

/**
 * Makes all files that belong to an API version, and tries them in a copy of the repository: it is rendered there, the
 * types of the whole package are checked, and its API report is written. The repository itself is not touched, and nothing is
 * tried where all of it is there already.
 *
 * @param print - is told what is done
 * @returns contents of all that belongs to the version, changed or not, by path in
 * the repository; undefined for what is to go
 * @throws Error that says which step failed, and why
 */
export async function prepareVersion(
  { document, text, version }: VersionDocument,
  print: (line: string) => void,
): Promise<Map<string, string | undefined>> {
  const read = (name: string) => readFileSync(path.join(root, name), "utf8");
  const isDefault = readApiVersions()[0]?.tag === version;
  const manifest = read("package.json");
  const name = isDefault ? (JSON.parse(manifest).name as string) : version;
  const files: Map<string, string | undefined> = new Map([
    [`swagger/${version}.json`, text],
    ["autorest.md", addTag(read("autorest.md"), version, document)],
    ["package.json", isDefault ? manifest : addExport(manifest, version)],
    // What an earlier rendering wrote and this one does not.
    ...[...readTree(path.join(root, "generated", version)).keys()].map(
      (file) => [`generated/${version}/${file}`, undefined] as [string, undefined],
    ),
  ]);
  const copy = copyRepository();
  try {
    copy.write(files);
    // That of the copy, which renders what lies there.
    const { renderAll } = load(path.join(copy.folder, "scripts/autorest/renderAll.ts"), import.meta.url) as Renderer;
    const rendered = await renderAll(print, { useCache: true, tag: version });
    for (const [file, content] of rendered) files.set(`generated/${file}`, content);
    const entryPoint = isDefault ? "src/index.ts" : `src/versions/${version}.ts`;
    files.set(entryPoint, await renderEntryPoint(version, document, { isDefault }));
    // Made once, from the document as it was published: whatever is put in our own words later is held to it.
    const contract = `test/swagger/contracts/${version}.json`;
    files.set(
      contract,
      existsSync(path.join(root, contract))
        ? read(contract)
        : `${JSON.stringify(contractOfDocument(document), null, 1)}\n`,
    );
    const report = `test/api/${name}.api.md`;
    // What is here already has been tried.
    if (existsSync(path.join(root, report)) && [...files].every(([file, content]) => isHere(file, content))) {
      print("  nothing differs from what is here");
      return files;
    }
    copy.write(files);
    await copy
      .run("node_modules/typescript/bin/tsc", ["--build", "tsconfig.node.json", "tsconfig.cjs.node.json"])
      .catch((error) => {
        // Both builds may have the same to say.
        const messages = [...new Set(error.message.split("\n"))].join("\n");
        throw new Error(`The types of ${version} do not fit. The compiler says:\n${messages}`, { cause: error });
      });
    print("  the types fit");
    const messages = await copy.run("scripts/bootstrap/run.mjs", ["apiReport", "--local", name]).catch((error) => {
      throw new Error(`The API report of ${version} could not be written:\n${error.message}`, { cause: error });
    });
    // Such as a name without a description. They do not stop this command, but they do stop npm run check.
    for (const [, warning] of messages.matchAll(/^Warning: (.*)$/gm)) print(`  warning: ${warning}`);
    print("  the API report is written");
    return files.set(report, readFileSync(path.join(copy.folder, report), "utf8"));
  } catch (error) {
    // Its place in the repository is where a file will be looked for.
    const message = (error as Error).message.replaceAll(`${copy.folder}${path.sep}`, "");
    throw new Error(message, { cause: error });
  } finally {
    copy.remove();
  }
}

/** Whether the repository has a file with this content, or none where there is to be none. */
function isHere(name: string, content: string | undefined) {
  const file = path.join(root, name);
  return content === undefined ? !existsSync(file) : existsSync(file) && readFileSync(file, "utf8") === content;
}
