import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  target: "ES2022",
  module: "NodeNext",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  // A generated client compiles without the types of Node.js.
  types: [],
  skipLibCheck: true,
  rootDir: "ts",
  outDir: "js",
};

/**
 * Compiles generated clients, and what uses them, in one run of the compiler, as strictly as it can.
 *
 * @param folder - has the sources in its folder `ts`; the compiled files go to `js` beside it
 * @returns the compiler's messages, or nothing where it had none
 * @throws Error where the compiler could not do its work
 */
export function compileGenerated(folder: string): string {
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["ts"] }));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const args = [tsc, "-p", folder, "--pretty", "false"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const messages = stdout.trim();
  if (status !== 0 && messages === "") throw new Error(`The compiler ended with exit code ${status}.\n${stderr}`);
  return messages;
}
