import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.js";
import { compileGenerated } from "../support/compileGenerated.js";
import type { RenderedDocument } from "./renderDocuments.js";

/** Where the clients are compiled: below the repository, so that they find the core library. */
const folder = path.join(root, "dist/conformance");

/** Where the compiled scenarios are. */
export const compiledScenarios = path.join(folder, "js/scenarios");

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
  const messages = compileGenerated(folder);
  const errors = new Map<string, string[]>();
  for (const [line, name = ""] of messages.matchAll(/^.*?\bts\/(?:clients\/([^/]+)|scenarios\/[^(]+).*$/gm)) {
    const key = name || (/scenarios\/[^(]+/.exec(line)?.[0] as string);
    errors.set(key, [...(errors.get(key) ?? []), line]);
  }
  if (errors.size === 0 && messages !== "") throw new Error(`The compiler failed.\n${messages}`);
  return errors;
}
