import { readdirSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";
import { readEntryPoints } from "../versions/entryPoints.js";

/** Where TypeDoc is: a package of its own. */
export const tools = path.join(root, "scripts/reference");

/**
 * The entry points, the newest version first: what several of them export is described where it comes first, and the others
 * point to it.
 */
export function entryModules(): { specifier: string; source: string }[] {
  const modules = readEntryPoints().map(({ name, declarations }) => ({
    specifier: name === "web-pubsub-rest" ? name : `web-pubsub-rest/${name}`,
    source: path.join(root, declarations.replace("dist/esm/", "").replace(/\.d\.ts$/, ".ts")),
  }));
  const [versions, others] = [true, false].map((isVersion) =>
    modules.filter(({ specifier }) => /\/\d/.test(specifier) === isVersion),
  );
  return [...(versions ?? []).reverse(), ...(others ?? [])];
}

/** What TypeDoc is told. */
export function referenceOptions(): object {
  const documents = readdirSync(path.join(root, "docs")).map((name) => path.join(root, "docs", name));
  return {
    name: "web-pubsub-rest",
    basePath: root,
    tsconfig: path.join(tools, "tsconfig.json"),
    entryPoints: entryModules().map(({ source }) => source),
    sortEntryPoints: false,
    readme: path.join(root, "README.md"),
    projectDocuments: documents.filter((name) => name.endsWith(".md")),
    excludeInternal: true,
    // The repository has no public address yet that sources could be linked to.
    disableSources: true,
    // Its anchors are not those that the pages link to, and there is little to inherit.
    includeHierarchySummary: false,
    // Both exist for the compiler only and cannot be named by anybody.
    intentionallyNotExported: ["item", "outcome"],
    externalSymbolLinkMappings: {
      // Of undici's Dispatcher, which is shown because its type is part of ours.
      "@types/node": { "EventEmitter.defaultMaxListeners": "https://nodejs.org/api/events.html" },
    },
    validation: {
      invalidLink: true,
      invalidPath: true,
      notDocumented: true,
      notExported: true,
      // Comments of other packages link to members that have no page of their own.
      rewrittenLink: false,
      unusedMergeModuleWith: true,
    },
    treatWarningsAsErrors: true,
    logLevel: "Warn",
  };
}
