/**
 * Packs the package and installs the tarball in a folder, for test files to copy instead of packing it themselves. What the
 * tarball holds is told in `packed.json` there.
 */
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installPacked } from "./installPacked.js";

export async function main([folder = ""]: string[]): Promise<number> {
  const { files, tarball } = installPacked(folder);
  rmSync(tarball);
  writeFileSync(path.join(folder, "packed.json"), JSON.stringify({ files }));
  return 0;
}
