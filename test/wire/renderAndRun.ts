import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inParallel } from "../../scripts/autorest/inParallel.js";
import { renderDocument } from "../../scripts/autorest/renderDocument.js";
import type { Outcome } from "./runCalls.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = path.join(here, "../..");
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** Where the clients are compiled: below the repository, so that they find the core library. */
const folder = path.join(root, "dist/wire");

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
 * Renders the documents of this folder, compiles their clients together with the calls in one run of the compiler, as
 * strictly as it can, and runs the calls in a Node.js of their own, in a zone whose days begin earlier than those of UTC.
 *
 * @throws Error with the compiler's messages
 */
export async function renderAndRun(): Promise<Outcome[]> {
  rmSync(folder, { recursive: true, force: true });
  const documents = readdirSync(path.join(here, "documents"));
  await inParallel(documents, 2, async (document) => {
    const source = { inputFile: path.join(here, "documents", document) };
    const { files } = await renderDocument(source, { useCache: true });
    for (const [name, content] of files) {
      const target = path.join(folder, "ts/clients", path.basename(document, ".json"), name);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  });
  cpSync(path.join(here, "calls"), path.join(folder, "ts/calls"), { recursive: true });
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["ts"] }));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const compiled = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  if (compiled.stdout.trim() !== "") throw new Error(`The compiler complains.\n${compiled.stdout}`);
  const args = ["--import", "tsx", path.join(here, "runCalls.ts"), path.join(folder, "js/calls")];
  const env = { ...process.env, NODE_OPTIONS: "", TZ: "Asia/Kolkata" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env });
  if (status !== 0) throw new Error(`The calls ended with exit code ${status}.\n${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome);
}
