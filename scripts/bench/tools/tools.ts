import { readFileSync } from "node:fs";

/**
 * Loads one of the benchmark's own packages, which lie in the node_modules folder beside this file. They are there only
 * once the benchmark has been run, so the compiler cannot look at their types; each user says what it needs of them.
 */
export const loadTool = async <T>(name: string): Promise<T> => (await import(name)) as T;

/** The version of one of them, as it is pinned. */
export function versionOf(name: string): string | undefined {
  const manifest = readFileSync(new URL("package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { dependencies: Record<string, string> }).dependencies[name];
}
