import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../../scripts/root.js";
import { installPackedIn } from "../package/packedPackage.js";

/** What the samples import besides the package. */
const others = ["express", "@azure/functions"];

/** What stands in for the hosts of functions and route handlers: web servers that call them as those do. */
const hosts = ["functionsHost.mjs", "routeHost.mjs"];

/**
 * A project outside of the repository that has installed the packed package and what the samples import, with the samples
 * in it.
 *
 * @returns its folder, and what removes it
 */
export function makeProject(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-samples-"));
  installPackedIn(folder);
  // As `npm install` leaves it: a project of no module type that names the package.
  const manifest = { name: "app", private: true, dependencies: { "web-pubsub-rest": "*" } };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  for (const name of others)
    symlinkSync(path.join(root, "node_modules", name), path.join(folder, "node_modules", name), "junction");
  cpSync(path.join(root, "samples"), folder, { recursive: true });
  for (const host of hosts) cpSync(path.join(root, "test/samples", host), path.join(folder, host));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
