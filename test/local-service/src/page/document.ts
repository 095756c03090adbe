import { readFile } from "node:fs/promises";

/** Where the page's sources are, beside both `src` and `dist`. */
const folder = new URL("../../page/", import.meta.url);

/** What is written into the page when it is served. */
export interface Inserts {
  /** What its own style and script are known by. */
  readonly nonce: string;
  /** What it opens its feed with. */
  readonly token: string;
}

/** The style sheets and scripts that the page's source refers to, each on a line of its own. */
const references = /<link rel="stylesheet" href="([\w.]+)" \/>|<script src="([\w.]+)"><\/script>/g;

/**
 * Reads the page.
 *
 * @returns makes the one document that is served, with styles and scripts inside
 */
export async function readDocument(): Promise<(inserts: Inserts) => string> {
  const html = await read("index.html");
  const names = [...html.matchAll(references)].map(([, style, script]) => style ?? script ?? "");
  const sources = new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
  return ({ nonce, token }) =>
    html
      .replace(references, (_, style?: string, script?: string) =>
        style === undefined
          ? `<script nonce="${nonce}">\n${sources.get(script ?? "")}</script>`
          : `<style nonce="${nonce}">\n${sources.get(style)}</style>`,
      )
      .replace('name="token" content=""', `name="token" content="${token}"`);
}

const read = (name: string): Promise<string> => readFile(new URL(name, folder), "utf8");

/** What the page may do: nothing but run its own style and script, show its own icon and talk to the service. */
export function headersFor(nonce: string): Record<string, string> {
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      `script-src 'nonce-${nonce}'`,
      "connect-src 'self'",
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  };
}
