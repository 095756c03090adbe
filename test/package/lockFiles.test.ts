import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "../../scripts/root.js";

/** The lock files below a folder, but for those of what is installed. */
const lockFiles = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return entry.name === "package-lock.json" ? [path.join(folder, entry.name)] : [];
    return ["node_modules", "dist", ".git"].includes(entry.name) ? [] : lockFiles(path.join(folder, entry.name));
  });

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
}

// An address there would be that of whichever registry the lock file was written from; npm asks the one that is set.
test.each(lockFiles(""))("%s has checksums of what is fetched, and no addresses", (file) => {
  const { packages } = JSON.parse(readFileSync(path.join(root, file), "utf8")) as { packages: Record<string, Locked> };
  const fetched = Object.values(packages).filter(({ integrity }) => integrity !== undefined);
  expect(fetched.length).toBeGreaterThan(0);
  expect(Object.values(packages).filter(({ resolved }) => resolved?.includes("://"))).toEqual([]);
});
