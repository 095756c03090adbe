/**
 * npm run docs: makes the API reference from the doc comments, and fails where one is missing, where a type that shows is
 * not part of it, or where a link leads nowhere. The reference is written to reference/, which is not committed.
 *
 * TypeDoc does not run on TypeScript 7 yet. It stands with a TypeScript of its own in a package that is installed on first
 * use.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.js";
import { installWhenStale } from "./bootstrap/installWhenStale.mjs";
import { findDeadLinks } from "./reference/findDeadLinks.js";
import { entryModules, referenceOptions, tools } from "./reference/options.js";

export async function main(args: string[]): Promise<number> {
  if (!installWhenStale(tools, "what makes the API reference")) {
    console.error("It could not be installed. Check the network, then run: npm ci --prefix scripts/reference");
    return 1;
  }
  const [out = path.join(root, "reference")] = args;
  const typedoc = createRequire(path.join(tools, "package.json")).resolve("typedoc");
  const { Application } = await import(pathToFileURL(typedoc).href);
  const application = await Application.bootstrap({ ...referenceOptions(), out });
  const project = await application.convert();
  if (project === undefined) return 1;
  // Modules are named as they are imported, not as their files.
  const modules = entryModules();
  for (const module of project.children ?? []) {
    const files = [`/${module.name}.ts`, `/${module.name}/index.ts`];
    module.name = modules.find(({ source }) => files.some((file) => source.endsWith(file)))?.specifier ?? module.name;
  }
  application.validate(project);
  await application.generateOutputs(project);
  if (application.logger.hasErrors() || application.logger.hasWarnings()) return 1;

  const { links, dead } = findDeadLinks(out);
  for (const link of dead) console.error(link);
  if (dead.length > 0) return 1;
  console.log(`${modules.length} modules, and ${links} links that lead somewhere: ${path.join(out, "index.html")}`);
  return 0;
}
