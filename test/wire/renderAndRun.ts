import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inParallel } from "../../scripts/autorest/inParallel.js";
import { renderDocument } from "../../scripts/autorest/renderDocument.js";
import { root } from "../../scripts/root.js";
import { compileGenerated } from "../support/compileGenerated.js";
import type { Outcome } from "./runCalls.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Where the clients are compiled: below the repository, so that they find the core library. */
const folder = path.join(root, "dist/wire");

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
  const messages = compileGenerated(folder);
  if (messages !== "") throw new Error(`The compiler complains.\n${messages}`);
  const args = ["--import", "tsx", path.join(here, "runCalls.ts"), path.join(folder, "js/calls")];
  const env = { ...process.env, NODE_OPTIONS: "", TZ: "Asia/Kolkata" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env });
  if (status !== 0) throw new Error(`The calls ended with exit code ${status}.\n${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome);
}
