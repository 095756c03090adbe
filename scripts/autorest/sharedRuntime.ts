import path from "node:path";
import { readTree } from "./fileTree.js";
import { root } from "../root.js";

/** `generated/runtime/`: what the clients of all API versions share, by file name. */
export function renderSharedRuntime(): Map<string, string> {
  const header =
    "// Copied from scripts/rlc-common/runtime.\n// Not to be edited: change the file there, then run: npm run generate\n\n";
  const files = readTree(path.join(root, "scripts/rlc-common/runtime"));
  return new Map([...files].map(([name, content]) => [name, header + content]));
}
