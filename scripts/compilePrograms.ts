import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { root } from "./root.js";

/** Programs that Node.js runs as they are. */
export interface CompiledPrograms {
  /** The file of a program, by its name in the folder that it comes from. */
  fileOf(name: string): string;
  remove(): void;
}

/**
 * Makes JavaScript of TypeScript programs that are started many times: tsx takes more than a second of processor time to load
 * each of them and what it imports. Packages stay what they are, this one by its name included.
 *
 * @param folder - where they are
 * @param names - those that are started, without their ending; what they import goes along
 */
export function compilePrograms(folder: string, names: string[]): CompiledPrograms {
  // Below the repository, so that packages are found as they are from the sources.
  mkdirSync(path.join(root, "dist"), { recursive: true });
  const outdir = mkdtempSync(path.join(root, "dist", "programs-"));
  buildSync({
    entryPoints: names.map((name) => path.join(folder, `${name}.ts`)),
    outbase: folder,
    outdir,
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
  });
  return {
    fileOf: (name) => path.join(outdir, `${name}.js`),
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  };
}
