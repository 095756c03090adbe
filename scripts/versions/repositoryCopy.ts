import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "../root.js";

/** What rendering, building and the API report read and write. */
const parts = [
  "api-extractor.json",
  "autorest.md",
  "generated",
  "package.json",
  "scripts",
  "src",
  "swagger",
  "test/api",
  "tsconfig.base.json",
  "tsconfig.cjs.json",
  "tsconfig.cjs.node.json",
  "tsconfig.json",
  "tsconfig.node.json",
];

/**
 * A copy of the repository outside of it, to try a change in. Its scripts work on the copy; what is installed is shared.
 */
export interface RepositoryCopy {
  folder: string;
  /** See writeFiles. */
  write: (files: Map<string, string | undefined>) => void;
  /**
   * runs a program of the copy and returns what it
   * printed, which is the message of the Error where it fails
   */
  run: (file: string, args: string[]) => Promise<string>;
  remove: () => void;
}

export function copyRepository(): RepositoryCopy {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-version-")));
  for (const part of parts)
    cpSync(path.join(root, part), path.join(folder, part), {
      recursive: true,
      filter: (source) => path.basename(source) !== "node_modules",
    });
  // What reports the public API is installed by the first copy where it is not here yet, and lent from here on.
  for (const modules of ["node_modules", "scripts/apiExtractor/node_modules"]) {
    const installed = path.join(root, modules);
    if (existsSync(installed)) symlinkSync(realpathSync(installed), path.join(folder, modules), "junction");
  }
  return {
    folder,
    write: (files) => writeFiles(folder, files),
    run: (file, args) => runInside(folder, file, args),
    remove: () => removeFolder(folder),
  };
}

function removeFolder(folder: string) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Windows keeps a folder that an ending process still has open; the system clears its temporary folder itself.
  }
}

/**
 * Writes files, and removes those that have no content.
 *
 * @param files - contents by path below the folder
 */
export function writeFiles(folder: string, files: Iterable<[string, string | undefined]>) {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    if (content === undefined) rmSync(file, { force: true });
    else {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}

function runInside(folder: string, file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(folder, file), ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const read = (chunk: Buffer) => void (output += chunk);
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("close", (code) => {
      const text = stripVTControlCharacters(output).trim();
      if (code === 0) resolve(text);
      else reject(new Error(text));
    });
  });
}
