/**
 * Renderings that were made before, by a digest of all that decides what they look like. They lie in node_modules, so a
 * fresh install starts without any.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { readTree } from "./fileTree.mjs";
import { root } from "./root.mjs";

/** @typedef {import("./renderDocument.mjs").Rendered} Rendered */
/** @typedef {import("./renderDocument.mjs").Source} Source */

const require = createRequire(import.meta.url);
const folder = path.join(root, "node_modules/.cache/web-pubsub-rest");
const tools = ["autorest", "@autorest/core", "@autorest/modelerfour", "@autorest/typescript"];

/** @param {Source} source @returns {Rendered | undefined} */
export function readCached(source) {
  const file = cacheFile(source);
  if (file === undefined || !existsSync(file)) return undefined;
  const { files, warnings } = JSON.parse(readFileSync(file, "utf8"));
  return { files: new Map(files), warnings };
}

/** @param {Source} source @param {Rendered} rendered */
export function writeCached(source, { files, warnings }) {
  const file = cacheFile(source);
  if (file === undefined) return;
  mkdirSync(folder, { recursive: true });
  // Written beside and renamed, so that nobody reads half a file.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ files: [...files], warnings }));
  renameSync(draft, file);
}

/** Where a rendering is kept; nowhere for a document that is in several files. @param {Source} source */
function cacheFile(source) {
  const document = readFileSync("tag" in source ? path.join(root, source.document) : source.inputFile, "utf8");
  if (/\$ref["']?\s*:\s*["']?[^"'#\s]/.test(document)) return undefined;
  return path.join(folder, `${digest([JSON.stringify(source), document, renderer()])}.json`);
}

/** All that renders, as one text. */
function renderer() {
  const scripts = readTree(path.join(root, "scripts/autorest"));
  const common = readTree(path.join(root, "scripts/rlc-common"), /^(test|node_modules)\//);
  const versions = tools.map((name) => require(`${name}/package.json`).version);
  const settings = readFileSync(path.join(root, "autorest.md"), "utf8");
  return JSON.stringify([[...scripts], [...common], versions, settings]);
}

/** @param {string[]} texts */
const digest = (texts) => createHash("sha256").update(JSON.stringify(texts)).digest("hex");
