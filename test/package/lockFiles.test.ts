import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The lock files below a folder, but for those of what is installed. */
const lockFiles = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return entry.name === "package-lock.json" ? [path.join(folder, entry.name)] : [];
    return ["node_modules", "dist", ".git"].includes(entry.name) ? [] : lockFiles(path.join(folder, entry.name));
  });

interface Locked {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
}

// Without it npm asks the registry about every package before it installs, which takes as long as the installation; a
// mirror's address there would be asked by everyone. npm puts another registry in the place of this one by itself.
test.each(lockFiles(""))("%s says where each tarball lies, in npm's own registry", (file) => {
  const { packages } = JSON.parse(readFileSync(path.join(root, file), "utf8")) as { packages: Record<string, Locked> };
  const fetched = Object.entries(packages).filter(([, { integrity }]) => integrity !== undefined);
  expect(fetched.length).toBeGreaterThan(0);
  const odd = fetched.filter(([place, { name = place.split("node_modules/").at(-1) ?? "", version, resolved }]) => {
    const unscoped = name.split("/").at(-1);
    return resolved !== `https://registry.npmjs.org/${name}/-/${unscoped}-${version}.tgz`;
  });
  expect(odd.map(([place]) => place)).toEqual([]);
});
