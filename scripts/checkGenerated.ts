/** npm run generate:check: renders every API version beside the tree and tells whether generated/ is the same. */
import path from "node:path";
import { compareTrees, readTree } from "./autorest/fileTree.js";
import { renderAll } from "./autorest/renderAll.js";
import { root } from "./root.js";

export async function main(): Promise<number> {
  try {
    console.log("Comparing generated/ with a fresh generation");
    const fresh = await renderAll((line) => console.log(line));
    const changes = compareTrees(readTree(path.join(root, "generated")), fresh);
    if (changes.length === 0) {
      console.log(`generated/ is up to date: ${fresh.size} files compared.`);
    } else {
      for (const { change, name } of changes) console.error(`  would be ${change.padEnd(7)}  generated/${name}`);
      console.error(`\ngenerated/ is stale: ${changes.length} files differ.\nRun: npm run generate`);
      return 1;
    }
  } catch (error) {
    console.error(`\nThe check could not be made.\n${(error as Error).message}`);
    return 1;
  }
  return 0;
}
