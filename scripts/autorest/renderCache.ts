/**
 * Renderings that were made before, by a digest of all that decides what they look like. They lie in node_modules, so a
 * fresh install starts without any.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { readTree } from "./fileTree.js";
import { root } from "../root.js";
import type { Rendered, Source } from "./renderDocument.js";

const require = createRequire(import.meta.url);
const folder = path.join(root, "node_modules/.cache/web-pubsub-rest");
const tools = ["@autorest/core", "@autorest/modelerfour", "@autorest/typescript", "prettier"];

export function readCached(source: Source): Rendered | undefined {
  const file = cacheFile(source);
  if (file === undefined || !existsSync(file)) return undefined;
  const { files, warnings } = JSON.parse(readFileSync(file, "utf8"));
  return { files: new Map(files), warnings };
}

export function writeCached(source: Source, { files, warnings }: Rendered) {
  const file = cacheFile(source);
  if (file === undefined) return;
  removeOld();
  // Written beside and renamed, so that nobody reads half a file.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ files: [...files], warnings }));
  renameSync(draft, file);
}

/** How long a rendering is kept, in milliseconds: a week. */
const lifetime = 7 * 24 * 60 * 60 * 1000;

let cleaned = false;

/** Makes the folder, and takes out of it what is old, once. */
function removeOld() {
  if (cleaned) return;
  cleaned = true;
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > lifetime)
      rmSync(file, { force: true });
  }
}

/** Where a rendering is kept; nowhere for a document that refers to what is no file. */
function cacheFile(source: Source) {
  const documents = readWithReferences("tag" in source ? path.join(root, source.document) : source.inputFile);
  if (documents === undefined) return undefined;
  return path.join(folder, `${digest([JSON.stringify(source), JSON.stringify([...documents]), renderer()])}.json`);
}

/**
 * A document with all files that it refers to, directly or not.
 *
 * @param known - what was read already, by path
 * @returns nothing if a reference does not lead to a file
 */
function readWithReferences(file: string, known: Map<string, string> = new Map()): Map<string, string> | undefined {
  if (known.has(file)) return known;
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  const text = readFileSync(file, "utf8");
  known.set(file, text);
  for (const [, reference = ""] of text.matchAll(/\$ref["']?\s*:\s*["']?([^"'#\s,}]+)/g)) {
    if (readWithReferences(path.resolve(path.dirname(file), reference), known) === undefined) return undefined;
  }
  return known;
}

/** A digest of all that renders, which does not change while it runs. */
let rendererDigest: string | undefined;

function renderer() {
  return (rendererDigest ??= digest(readRenderer()));
}

/** All that renders. */
function readRenderer() {
  const scripts = ["autorest", "bootstrap"].map((name) => readTree(path.join(root, "scripts", name)));
  const common = readTree(path.join(root, "scripts/rlc-common"), /^(test|node_modules)\/|\.md$/);
  const versions = tools.map((name) => require(`${name}/package.json`).version);
  const settings = readFileSync(path.join(root, "autorest.md"), "utf8");
  return [...[...scripts, common].map((files) => JSON.stringify([...files])), ...versions, settings];
}

const digest = (texts: string[]) => createHash("sha256").update(JSON.stringify(texts)).digest("hex");
