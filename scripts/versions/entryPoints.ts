import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";

/**
 * The entry points of the package, from its exports map.
 *
 * @returns entry: as the exports map has it; name: that of the package, the API version, or of what else it is;
 * declarations: the built file with the types, relative to the repository
 */
export function readEntryPoints(): { entry: string; name: string; declarations: string }[] {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  return Object.entries<string | { import: { types: string } }>(manifest.exports)
    .flatMap(([entry, conditions]) => (typeof conditions === "string" ? [] : [[entry, conditions] as const]))
    .map(([entry, conditions]) => ({
      entry,
      name: entry === "." ? manifest.name : entry.slice(2),
      declarations: conditions.import.types,
    }));
}

/** What a new application imports: the latest API version that is no preview, such as `web-pubsub-rest/2024-12-01`. */
export function latestEntryPoint() {
  const { name: packageName, exports } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const versions = Object.keys(exports).filter((entry) => /^\.\/[\d-]+$/.test(entry));
  return `${packageName}${versions.at(-1)?.slice(1) ?? ""}`;
}
