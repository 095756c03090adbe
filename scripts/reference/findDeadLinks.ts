import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

/** `href` and `src` of a page. */
const reference = /\s(?:href|src)="([^"]*)"/g;

/**
 * Follows the links between the pages of a folder, anchors included. Links to the web are not followed.
 *
 * @returns links: how many there were; dead: a sentence for each that leads nowhere
 */
export function findDeadLinks(folder: string): { links: number; dead: string[] } {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  const anchors = new Map(
    pages.map((name) => {
      const text = readFileSync(path.join(folder, name), "utf8");
      return [
        path.join(folder, name),
        { text, ids: new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)) },
      ];
    }),
  );
  let links = 0;
  const dead = new Set<string>();
  for (const [page, { text }] of anchors) {
    for (const [, target = ""] of text.matchAll(reference)) {
      if (/^[a-z]+:/i.test(target)) continue;
      links += 1;
      const [file = "", anchor] = target.split("#");
      const found = file === "" ? page : path.join(path.dirname(page), decodeURIComponent(file.replace(/\?.*$/, "")));
      const ids = anchors.get(found)?.ids;
      const isThere =
        existsSync(found) &&
        (anchor === undefined || anchor === "" || ids === undefined || ids.has(decodeURIComponent(anchor))) &&
        (statSync(found).isFile() || existsSync(path.join(found, "index.html")));
      if (!isThere) dead.add(`${path.relative(folder, page)} links to ${target}, which is not there.`);
    }
  }
  return { links, dead: [...dead] };
}
