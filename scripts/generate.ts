/**
 * npm run generate: renders every API version of autorest.md into generated/, or one document or TypeSpec from elsewhere
 * into a folder of its own. What can be asked for stands in the usage below.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { compareTrees, readTree, writeTree } from "./autorest/fileTree.js";
import { renderAll } from "./autorest/renderAll.js";
import { isGenerated, renderDocument } from "./autorest/renderDocument.js";
import { root } from "./root.js";
import { showProgress } from "./showProgress.js";
import { compileTypespec } from "./typespec/compileTypespec.js";

const usage = `Usage: npm run generate
       npm run generate -- --input-file <document> --output-folder <folder> [--omit <operation id>]...
       npm run generate -- --typespec <main.tsp> --output-folder <folder> [--typespec-version <version>] [--omit ...]`;

const help = `${usage}

Without options, every API version of autorest.md is rendered from swagger/ into generated/.

  --input-file        a Swagger 2.0 or OpenAPI 3.0 document from elsewhere, as JSON or YAML
  --typespec          a TypeSpec file, or a folder with a main.tsp; the TypeSpec tools are installed on first use
  --typespec-version  which of its versions; the last one by default
  --output-folder     where the client goes: a new or an empty folder, or one that was generated before
  --omit              an operation to leave out; may be given several times

When anything is wrong with the input, nothing is written and the exit code is 1. To make a document an API version of
this package: npm run add-version`;

const print = (line: string) => console.log(line);

async function generateOwn() {
  print("Generating generated/ with AutoRest");
  const folder = path.join(root, "generated");
  const before = readTree(folder);
  const after = await renderAll(print, { useCache: true });
  writeTree(folder, after);
  const changes = compareTrees(before, after);
  for (const { change, name } of changes) print(`  ${change.padEnd(7)}  generated/${name}`);
  print(
    changes.length === 0
      ? "generated/ was up to date."
      : `generated/ is up to date: ${changes.length} files differ from before.`,
  );
}

async function generateForeign(source: { inputFile: string; omit: string[]; typespec?: string }, outputFolder: string) {
  const { inputFile, omit, typespec } = source;
  const own = readOwnFolder(outputFolder);
  const name = typespec ?? inputFile;
  print(`Generating ${outputFolder} from ${name} with AutoRest`);
  const start = performance.now();
  const { files, warnings } = await showProgress(() => renderDocument(source), print).catch((error) => {
    const advice = /cannot be rendered\.$/m.test(error.message)
      ? "\n\nTo render the rest of the document, leave operations out: --omit <operation id> --omit ..."
      : "";
    throw new Error(`${name} was not rendered.\n${error.message}${advice}`, { cause: error });
  });
  for (const warning of warnings) print(`  warning: ${warning}`);
  for (const id of omit) print(`  without ${id}`);
  writeTree(own, files);
  print(`  ${files.size} files in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

async function generateFromTypespec(
  typespec: string,
  version: string | undefined,
  outputFolder: string,
  omit: string[],
) {
  readOwnFolder(outputFolder);
  const { text } = await compileTypespec(typespec, { version, print });
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-typespec-"));
  try {
    const inputFile = path.join(folder, "openapi.json");
    writeFileSync(inputFile, text);
    const name = typespec.endsWith(".tsp") ? path.basename(typespec) : "main.tsp";
    await generateForeign({ inputFile, omit, typespec: name }, outputFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder as an absolute path, if it may be overwritten: it holds nothing but what this script writes. */
function readOwnFolder(folder: string) {
  const absolute = path.resolve(folder);
  if (!existsSync(absolute)) return absolute;
  if (!statSync(absolute).isDirectory()) throw new TypeError(`--output-folder: ${folder} is a file.`);
  const foreign = readdirSync(absolute, { recursive: true, withFileTypes: true }).find(
    (entry) => !entry.isDirectory() && !isGenerated(path.join(entry.parentPath, entry.name)),
  );
  if (foreign)
    throw new TypeError(
      `--output-folder: ${folder} holds ${path.relative(absolute, path.join(foreign.parentPath, foreign.name))}, which was not generated. Name a new or an empty folder.`,
    );
  return absolute;
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      "input-file": { type: "string" },
      typespec: { type: "string" },
      "typespec-version": { type: "string" },
      "output-folder": { type: "string" },
      omit: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
  });
  const empty = Object.entries(values).find(([, value]) => [value].flat().includes(""));
  if (empty) throw new TypeError(`--${empty[0]} is empty.`);
  const { "input-file": inputFile, typespec, "output-folder": outputFolder, omit = [] } = values;
  if (inputFile !== undefined && typespec !== undefined)
    throw new TypeError("--input-file and --typespec exclude each other.");
  if ((inputFile === undefined && typespec === undefined) !== (outputFolder === undefined))
    throw new TypeError(`${typespec === undefined ? "--input-file" : "--typespec"} and --output-folder go together.`);
  if (outputFolder === undefined && omit.length > 0)
    throw new TypeError("--omit goes with --input-file or --typespec.");
  if (typespec === undefined && values["typespec-version"] !== undefined)
    throw new TypeError("--typespec-version goes with --typespec.");
  if (inputFile !== undefined && (!existsSync(inputFile) || !statSync(inputFile).isFile()))
    throw new TypeError(`--input-file: there is no file ${inputFile}.`);
  return {
    inputFile,
    typespec,
    outputFolder: outputFolder ?? "",
    omit,
    version: values["typespec-version"],
    help: values.help,
  };
}

export async function main(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    const { inputFile, typespec, outputFolder, omit } = options;
    if (options.help) print(help);
    else if (typespec !== undefined) await generateFromTypespec(typespec, options.version, outputFolder, omit);
    else if (inputFile !== undefined) await generateForeign({ inputFile: path.resolve(inputFile), omit }, outputFolder);
    else await generateOwn();
  } catch (error) {
    const { message, name } = error as Error;
    console.error(`\nNothing was generated, and nothing was changed.\n\n${message}\n`);
    console.error(name === "TypeError" ? usage : "Mend what is named above, then run the same command again.");
    return 1;
  }
  return 0;
}
