import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../root.js";
import { cleanManifest } from "./cleanManifest.js";

/** A tarball as it would be published. */
export interface PackedPackage {
  /** Where it lies. */
  tarball: string;
  /** Its files, by path below the package. */
  files: string[];
  /** Its package.json. */
  manifest: Record<string, unknown> & { version: string };
}

/**
 * Packs the package as it was last built, with a package.json that has nothing in it of this repository alone.
 *
 * @param destination - the folder for the tarball; made where it is missing
 * @throws Error with what npm says where it fails
 */
export function packPackage(destination: string): PackedPackage {
  mkdirSync(destination, { recursive: true });
  const stage = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-stage-"));
  try {
    const manifest = cleanManifest(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")));
    copyWhatIsPacked(stage, manifest["files"] as string[]);
    writeFileSync(path.join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    const { filename, files } = runPack(stage, destination);
    return {
      tarball: path.join(destination, filename),
      files: files.map((file) => file.path),
      manifest: manifest as PackedPackage["manifest"],
    };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/**
 * Copies all that npm may choose from: what `files` of package.json names, and the files at the root. What is left out is
 * what npm would go through for nothing, all that is installed.
 */
function copyWhatIsPacked(target: string, named: string[]): void {
  const atRoot = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  const chosen = [...named.filter((name) => !name.startsWith("!")), ...atRoot.map(({ name }) => name)];
  for (const name of new Set(chosen)) cpSync(path.join(root, name), path.join(target, name), { recursive: true });
}

interface PackReport {
  filename: string;
  files: { path: string }[];
}

/** Without scripts: what was built is packed, and a build at this time would pull the files away from under others. */
function runPack(folder: string, destination: string): PackReport {
  const args = ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", destination];
  // Older versions of npm give a list, newer ones an object by package name.
  const [report] = Object.values(JSON.parse(run("npm", args, folder))) as PackReport[];
  return report as PackReport;
}

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 << 20,
    shell: process.platform === "win32",
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args[0]} failed in ${cwd}: ${error?.message ?? stderr.trim()}`);
}
