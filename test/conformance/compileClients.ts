import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { RenderedDocument } from "./renderDocuments.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** Where the clients are compiled: below the repository, so that they find the core library. */
const folder = path.join(root, "dist/conformance");

/** Where the compiled scenarios are. */
export const compiledScenarios = path.join(folder, "js/scenarios");

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  target: "ES2022",
  module: "NodeNext",
  moduleResolution: "NodeNext",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  // A generated client compiles without the types of Node.js.
  types: [],
  skipLibCheck: true,
  rootDir: "ts",
  outDir: "js",
};

/**
 * Compiles all clients, and the scenarios that use them, in one run of the compiler, as strictly as it can.
 *
 * @returns the compiler's errors by document; those in a scenario by the scenario's file
 */
export function compileClients(documents: readonly RenderedDocument[]): Map<string, string[]> {
  rmSync(folder, { recursive: true, force: true });
  for (const { name, files } of documents) {
    for (const [file, content] of files) {
      const target = path.join(folder, "ts/clients", name, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
  cpSync(path.join(root, "test/conformance/scenarios"), path.join(folder, "ts/scenarios"), { recursive: true });
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["ts"] }));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  const errors = new Map<string, string[]>();
  for (const [line, name = ""] of stdout.matchAll(/^.*?\bts\/(?:clients\/([^/]+)|scenarios\/[^(]+).*$/gm)) {
    const key = name || (/scenarios\/[^(]+/.exec(line)?.[0] as string);
    errors.set(key, [...(errors.get(key) ?? []), line]);
  }
  if (errors.size === 0 && stdout.trim() !== "") throw new Error(`The compiler failed.\n${stdout}`);
  return errors;
}
