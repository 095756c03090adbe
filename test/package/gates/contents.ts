import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Gate } from "./gate.js";

/** What may ship: what was built, the sources that its maps point to, samples and the usual documents. */
const shipped = [
  /^dist\/(esm|cjs)\/(src|generated)\/.+\.(js|js\.map|d\.ts)$/,
  /^dist\/cjs\/package\.json$/,
  /^(src|generated)\/.+\.ts$/,
  /^(CHANGELOG|LICENSE|README|docs\/\w+)(\.md)?$/,
  /^docs\/benchmark\/bench\.svg$/,
  /^samples\/\w+\.(md|ts|mjs|html)$/,
  /^package\.json$/,
];

/** What must not stand in any of them: folders of a machine, and what looks like a secret. */
const forbidden = [/\/(home|Users|root|tmp)\/[\w.-]+\//, /-----BEGIN [A-Z ]*PRIVATE KEY-----/];

export const files: Gate = {
  name: "files",
  async run({ folder, files: names }) {
    const problems = names
      .filter((name) => !shipped.some((pattern) => pattern.test(name)))
      .map((name) => `${name} should not ship.`);
    for (const name of names) {
      const text = readFileSync(path.join(folder, "node_modules/web-pubsub-rest", name), "utf8");
      if (forbidden.some((pattern) => pattern.test(text)))
        problems.push(`${name} names a folder of a machine, or a key.`);
    }
    return problems;
  },
};

/** Every built file has a map, and the maps point to files of the package or bring the sources along. */
export const sourceMaps: Gate = {
  name: "source maps",
  async run({ folder, files: names }) {
    const home = path.join(folder, "node_modules/web-pubsub-rest");
    return names
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => {
        const reference = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(path.join(home, name), "utf8"))?.[1];
        const map = reference && path.join(path.dirname(name), reference);
        if (map === undefined || map === "" || !names.includes(map)) return [`${name} has no source map.`];
        const { sources, sourcesContent } = JSON.parse(readFileSync(path.join(home, map), "utf8")) as {
          sources: string[];
          sourcesContent?: (string | null)[];
        };
        return sources
          .filter((source, index) => {
            const file = path.posix.join(path.posix.dirname(map), source);
            return typeof sourcesContent?.[index] !== "string" && !names.includes(file);
          })
          .map((source) => `${map} points to ${source}, which does not ship.`);
      });
  },
};

/** Links of the documents that ship lead to the web or to something that ships. */
export const links: Gate = {
  name: "links",
  async run({ folder, files: names }) {
    const home = path.join(folder, "node_modules/web-pubsub-rest");
    return names
      .filter((name) => name.endsWith(".md"))
      .flatMap((name) =>
        [...readFileSync(path.join(home, name), "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
          .map(([, target]) => target ?? "")
          .filter((target) => !/^(https?:|#)/.test(target))
          .filter((target) => !existsSync(path.join(home, path.dirname(name), target.replace(/#.*/, ""))))
          .map((target) => `${name} links to ${target}, which does not ship.`),
      );
  },
};

const neverPublished = ["workspaces", "scripts", "devDependencies"];

export const manifest: Gate = {
  name: "package.json",
  async run({ folder, manifest: { dependencies, publishConfig, ...fields } }) {
    const problems = neverPublished
      .filter((name) => name in fields)
      .map((name) => `${name} is for this repository only. scripts/pack/cleanManifest.ts takes such fields out.`);
    if ((publishConfig as { provenance?: boolean } | undefined)?.provenance !== true)
      problems.push("publishConfig.provenance must be true.");
    for (const name of ["main", "types", "typesVersions", "exports", "license", "engines"])
      if (!(name in fields)) problems.push(`${name} is missing.`);
    if (fields["sideEffects"] !== false) problems.push("sideEffects must be false.");
    for (const name of Object.keys(dependencies as object)) {
      const home = path.join(folder, "node_modules", name);
      const { scripts = {} } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")) as {
        scripts?: Record<string, string>;
      };
      for (const script of ["preinstall", "install", "postinstall"])
        if (script in scripts || readdirSync(home).includes("binding.gyp"))
          problems.push(`${name} runs a script when it is installed.`);
    }
    return problems;
  },
};
