import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

/** Packs the built package and installs the tarball into an empty project outside the repository. */
export function installPacked(): Project {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-package-"));
  const { files } = install(folder);
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
