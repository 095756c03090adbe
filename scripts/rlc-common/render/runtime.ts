import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../runtime/", import.meta.url);

/**
 * `runtime/`: the code that every generated client shares. It is written as ordinary TypeScript and copied, so that a
 * generated client needs nothing but the core library.
 */
export function renderRuntime(): { name: string; content: string }[] {
  return readdirSync(fileURLToPath(folder))
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => ({ name, content: readFileSync(new URL(name, folder), "utf8") }));
}
