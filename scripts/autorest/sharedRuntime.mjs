import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
/** @type {{ renderRuntime(): { name: string, content: string }[] }} */
const { renderRuntime } = require("../rlc-common/render/runtime.js");

/** `generated/runtime/`: what the clients of all API versions share. @returns {Map<string, string>} by file name */
export function renderSharedRuntime() {
  const header =
    "// Copied from scripts/rlc-common/runtime.\n// Not to be edited: change the file there, then run: npm run generate\n\n";
  return new Map(renderRuntime().map(({ name, content }) => [name, header + content]));
}
