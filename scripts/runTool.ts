import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./root.js";

const require = createRequire(import.meta.url);

/**
 * The file of a command-line tool of an installed package.
 *
 * @param command - the name under `bin` in its package.json
 */
export function toolFile(packageName: string, command: string): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest);
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

/**
 * Runs a command-line tool of an installed package with this Node, and shows what it prints.
 *
 * @param command - the name under `bin` in its package.json
 * @param env - additions to the environment
 * @returns the exit code
 */
export function runTool(
  packageName: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<number> {
  return runFile(toolFile(packageName, command), args, env);
}

/**
 * Runs a program with this Node in the root folder, and shows what it prints.
 *
 * @param file - JavaScript; a relative path starts from the root
 * @param env - additions to the environment
 * @returns the exit code
 */
export function runFile(file: string, args: string[], env: Record<string, string> = {}): Promise<number> {
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
