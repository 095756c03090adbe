/**
 * Runs before and after `npm pack` of this folder: `clean` takes out of package.json what only this repository needs, and
 * `restore` puts it back. Between the two, npm makes the tarball.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";
import { cleanManifest } from "./cleanManifest.js";

const file = path.join(root, "package.json");
const kept = path.join(root, "dist", "package.json.before-pack");

export async function main([step]: string[]): Promise<number> {
  if (step === "restore") {
    if (existsSync(kept)) renameSync(kept, file);
    return 0;
  }
  const text = readFileSync(file, "utf8");
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, text);
  writeFileSync(file, `${JSON.stringify(cleanManifest(JSON.parse(text)), null, 2)}\n`);
  return 0;
}
