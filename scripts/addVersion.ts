/**
 * npm run add-version -- <document>: makes a Swagger 2.0 document or a TypeSpec an API version of this package. All is
 * prepared and tried in a copy of the repository, and written here at the end, so a failure leaves nothing behind.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readApiVersions } from "./autorest/apiVersions.js";
import { root } from "./root.js";
import { main as build } from "./build.js";
import { compileTypespec, isTypespec } from "./typespec/compileTypespec.js";
import { listWritten, nextSteps } from "./versions/nextSteps.js";
import { prepareVersion } from "./versions/prepareVersion.js";
import { readVersionDocument } from "./versions/readVersionDocument.js";
import { readFiles, replaceFiles } from "./versions/replaceFiles.js";
import { listEdited, shared, undoCommands } from "./versions/undo.js";

const usage = "Usage: npm run add-version -- <document.json | main.tsp> [--typespec-version <version>]";

const help = `${usage}

Makes a document an API version of this package, named after its info.version. It

  - copies the document to swagger/, or compiles the TypeSpec to it,
  - adds its tag to autorest.md and its entry point to src/versions/ and to the exports map of package.json,
  - renders generated/<version>/, with the other versions as they are,
  - checks the types of the whole package and writes the API report in test/api/,
  - keeps what the document promises in test/swagger/contracts/, so that later edits cannot change it unseen.

The document is Swagger 2.0 as JSON, in one file. TypeSpec is a .tsp file, or a folder with a main.tsp; its tools are
installed on first use, and --typespec-version says which of its versions (the last one by default).

A section that autorest.md has for the version already is kept: write one first if the document needs a directive. When a
step fails, nothing is written and the exit code is 1. What is written git alone can undo; the command is printed. Run with a
document that is here already, it mends what is missing of that version, or says that nothing changed.`;

const print = (line: string) => console.log(line);

async function readAdded(source: string, typespecVersion: string | undefined) {
  if (isTypespec(source))
    return readVersionDocument((await compileTypespec(source, { version: typespecVersion, print })).text, source);
  if (typespecVersion !== undefined) throw new TypeError("--typespec-version goes with a .tsp file.");
  if (!existsSync(source) || !statSync(source).isFile()) throw new TypeError(`There is no file ${source}.`);
  return readVersionDocument(readFileSync(source, "utf8"), source);
}

async function addVersion(source: string, typespecVersion: string | undefined) {
  const added = await readAdded(source, typespecVersion);
  const { version } = added;
  const document = `swagger/${version}.json`;
  const [present] = readFiles([document]).values();
  // Its own line ends, or none at its end, do not make the document in its place another one.
  if (present !== undefined && present !== added.text && path.resolve(source) !== path.join(root, document))
    throw new Error(
      `API version ${version} is here already, and ${document} is another document. To change it, change that file and run: npm run add-version -- ${document}`,
    );
  const before = readFiles(shared);
  const edited = listEdited(before, added);
  print(`${present === undefined ? "Adding" : "Completing"} API version ${version} from ${source}`);
  const files = await prepareVersion(added, print);
  const written = replaceFiles(files, before);
  if (written.length === 0) {
    print(`\nNothing changed: API version ${version} is here already, with all that belongs to it.`);
    return 0;
  }
  print(["", ...listWritten(written), ""].join("\n"));
  const built = await build([]);
  const tags = readApiVersions().map(({ tag }) => tag);
  const undo = undoCommands(version, files, written, edited);
  print(nextSteps(version, tags[tags.indexOf(version) - 1] ?? version, undo, present !== undefined));
  return built;
}

export async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { "typespec-version": { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    const [source] = positionals;
    if (values.help) print(help);
    else if (!source || positionals.length > 1) throw new TypeError("One document is needed.");
    else return await addVersion(source, values["typespec-version"]);
  } catch (error) {
    const { message, name } = error as Error;
    console.error(`\nNothing was added, and nothing was changed.\n\n${message}\n`);
    console.error(name === "TypeError" ? usage : "Mend what is named above, then run the same command again.");
    return 1;
  }
  return 0;
}
