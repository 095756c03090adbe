import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./autorest/root.mjs";

const require = createRequire(import.meta.url);

/**
 * The file of a command-line tool of an installed package.
 *
 * @param {string} packageName
 * @param {string} command - the name under `bin` in its package.json
 * @returns {string}
 */
export function toolFile(packageName, command) {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest);
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

/**
 * Runs a command-line tool of an installed package with this Node, and shows what it prints.
 *
 * @param {string} packageName
 * @param {string} command - the name under `bin` in its package.json
 * @param {string[]} args
 * @param {Record<string, string>} [env] - additions to the environment
 * @returns {Promise<number>} the exit code
 */
export function runTool(packageName, command, args, env = {}) {
  const file = toolFile(packageName, command);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...env },
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
