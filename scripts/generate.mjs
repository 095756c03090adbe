/**
 * npm run generate: renders every API version of autorest.md into generated/.
 * npm run generate -- --input-file <path> --output-folder <path>: renders one document from elsewhere, without the
 * operations that `--omit <operation id>` names.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compareTrees, readTree, writeTree } from "./autorest/fileTree.mjs";
import { renderAll } from "./autorest/renderAll.mjs";
import { isGenerated, renderDocument } from "./autorest/renderDocument.mjs";
import { root } from "./autorest/root.mjs";

const usage = `Usage: npm run generate
       npm run generate -- --input-file <document> --output-folder <folder> [--omit <operation id>]...`;

/** @param {string} line */
const print = (line) => console.log(line);

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

/** @param {string} inputFile @param {string} outputFolder @param {string[]} omit */
async function generateForeign(inputFile, outputFolder, omit) {
  if (!existsSync(inputFile) || !statSync(inputFile).isFile())
    throw new TypeError(`--input-file: there is no file ${inputFile}.`);
  const own = readOwnFolder(outputFolder);
  print(`Generating ${outputFolder} from ${inputFile} with AutoRest`);
  const start = performance.now();
  const { files, warnings } = await renderDocument({ inputFile: path.resolve(inputFile), omit }).catch((error) => {
    const advice = /cannot be rendered/.test(error.message)
      ? "\n\nTo render the rest of the document, leave operations out: --omit <operation id> --omit ..."
      : "";
    throw new Error(`${inputFile} was not rendered.\n${error.message}${advice}`, { cause: error });
  });
  for (const warning of warnings) print(`  warning: ${warning}`);
  for (const id of omit) print(`  without ${id}`);
  writeTree(own, files);
  print(`  ${files.size} files in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** The folder as an absolute path, if it may be overwritten: it holds nothing but what this script writes. @param {string} folder */
function readOwnFolder(folder) {
  const absolute = path.resolve(folder);
  if (!existsSync(absolute)) return absolute;
  const foreign = readdirSync(absolute, { recursive: true, withFileTypes: true }).find(
    (entry) => !entry.isDirectory() && !isGenerated(path.join(entry.parentPath, entry.name)),
  );
  if (foreign)
    throw new TypeError(
      `--output-folder: ${folder} holds ${foreign.name}, which was not generated. Name a new or an empty folder.`,
    );
  return absolute;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      "input-file": { type: "string" },
      "output-folder": { type: "string" },
      omit: { type: "string", multiple: true },
      help: { type: "boolean" },
    },
  });
  const { "input-file": inputFile, "output-folder": outputFolder, omit = [], help = false } = values;
  if ((inputFile === undefined) !== (outputFolder === undefined))
    throw new TypeError("--input-file and --output-folder go together.");
  if (inputFile === undefined && omit.length > 0) throw new TypeError("--omit goes with --input-file.");
  return { inputFile, outputFolder, omit, help };
}

try {
  const { inputFile, outputFolder, omit, help } = readOptions();
  if (help) print(usage);
  else if (inputFile !== undefined && outputFolder !== undefined) await generateForeign(inputFile, outputFolder, omit);
  else await generateOwn();
} catch (error) {
  const { message, name } = /** @type {Error} */ (error);
  console.error(`\nNothing was generated, and nothing was changed.\n\n${message}\n`);
  console.error(name === "TypeError" ? usage : "Mend what is named above, then run the same command again.");
  process.exitCode = 1;
}
