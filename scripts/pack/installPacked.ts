import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";
import { packPackage } from "./packPackage.js";
import type { PackedPackage } from "./packPackage.js";
import { runtimePackages } from "./runtimePackages.js";

/**
 * Packs the package as it was last built, and installs the tarball in a folder as npm would with the versions of the lock
 * file. No registry is asked: the packages that ours depends on are copied.
 *
 * @param folder - a project outside of this repository
 * @param options - peers: whether the packages are there, too, that ours can use and does not bring along
 * @throws Error with what failed
 */
export function installPacked(folder: string, { peers = false } = {}): PackedPackage {
  const packed = packPackage(folder);
  const target = path.join(folder, "node_modules", "web-pubsub-rest");
  mkdirSync(target, { recursive: true });
  const { status, stderr } = spawnSync("tar", ["-xzf", packed.tarball, "-C", target, "--strip-components=1"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The tarball could not be unpacked: ${stderr.trim()}`);
  for (const { folder: installed } of runtimePackages())
    cpSync(path.join(root, installed), path.join(folder, installed), { recursive: true });
  for (const name of Object.keys((peers && packed.manifest["peerDependencies"]) || {}))
    cpSync(path.join(root, "node_modules", name), path.join(folder, "node_modules", name), { recursive: true });
  return packed;
}
