import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { installPacked as install } from "../../scripts/pack/installPacked.js";

/** A project that has installed the packed package and nothing else of this repository. */
export interface Project {
  folder: string;
  /** The files of the tarball, by path below the package. */
  files: string[];
  /** Runs a program that is given as text. */
  run(fileName: string, text: string): { status: number | null; stdout: string; stderr: string };
  remove(): void;
}

/**
 * Installs the packed package into a folder: links to what `npm test` has installed for all of its test files, and where it
 * runs some of them only, the built package packed for this one.
 */
export function installPackedIn(folder: string): { files: string[] } {
  const installed = process.env["WEB_PUBSUB_REST_PACKED"];
  if (installed === undefined) return install(folder);
  linkTree(path.join(installed, "node_modules"), path.join(folder, "node_modules"));
  return JSON.parse(readFileSync(path.join(installed, "packed.json"), "utf8")) as { files: string[] };
}

/** Gives files, which nobody changes, a second place: thousands of copies would take seconds. */
function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else {
      try {
        linkSync(source, target);
      } catch {
        // On another disk, or on one without links.
        copyFileSync(source, target);
      }
    }
  }
}

/** Installs the packed package into an empty project outside the repository. */
export function installPacked(): Project {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-package-"));
  const { files } = installPackedIn(folder);
  return {
    folder,
    files,
    run(fileName, text) {
      writeFileSync(path.join(folder, fileName), text);
      return spawnSync(process.execPath, [fileName], { cwd: folder, encoding: "utf8" });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
