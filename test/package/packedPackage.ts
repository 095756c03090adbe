import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A project that has installed the packed package and nothing else of this repository. */
export interface Project {
  /** The files of the tarball, by path below the package. */
  files: string[];
  /** Runs a program that is given as text. */
  run(fileName: string, text: string): { status: number | null; stdout: string; stderr: string };
  remove(): void;
}

/**
 * Packs the built package and installs the tarball into an empty project outside the repository. Its dependencies are
 * linked from ours, so that no registry is asked.
 */
export function installPacked(): Project {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-package-"));
  const packed = execFileSync(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", folder],
    {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    },
  );
  // Older versions of npm give a list, newer ones an object by package name.
  const [report] = Object.values(JSON.parse(packed)) as { filename: string; files: { path: string }[] }[];
  const target = path.join(folder, "node_modules", "web-pubsub-rest");
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", path.join(folder, report.filename), "-C", target, "--strip-components=1"]);
  for (const scope of ["@azure", "@azure-rest"])
    symlinkSync(path.join(root, "node_modules", scope), path.join(folder, "node_modules", scope), "junction");
  return {
    files: report.files.map((file) => file.path),
    run(fileName, text) {
      writeFileSync(path.join(folder, fileName), text);
      return spawnSync(process.execPath, [fileName], { cwd: folder, encoding: "utf8" });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
