import { readFileSync } from "node:fs";
import type { LocalServiceOptions } from "../options.js";
import { refuseUnknown } from "../refuseUnknown.js";
import { readHubs } from "../upstream/readHubs.js";

/** What the file may hold: whatever JSON can say of a service. */
const inFile = [
  "port",
  "host",
  "https",
  "accessKey",
  "secondaryAccessKey",
  "allowedOrigins",
  "allowedHosts",
  "statusPage",
  "hubs",
] as const;

/**
 * Reads the file of `--config`.
 *
 * @throws TypeError that names the file and what is wrong with it
 */
export function readConfig(path: string): LocalServiceOptions {
  let text: string;
  try {
    text = decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TypeError(`--config names a file that cannot be read: ${path} (${code}).`, { cause: error });
  }
  let options: LocalServiceOptions;
  try {
    options = JSON.parse(text) as LocalServiceOptions;
  } catch (error) {
    // Without a cause, whose message repeats a part of the file.
    // oxlint-disable-next-line preserve-caught-error
    throw new TypeError(`--config names a file that is not JSON: ${path}. ${faultIn(text, error as Error)}`);
  }
  refuseUnknown("the file of --config", options, inFile);
  const { hubs = {} } = options;
  readHubs(hubs, false);
  return options;
}

/** UTF-8, or UTF-16 as the `>` of Windows PowerShell writes it; a byte order mark is no part of JSON. */
const decode = (bytes: Buffer): string =>
  new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);

/** What the parser says, but for the part of the file that it repeats, in which a key may be: the line of it instead. */
function faultIn(text: string, { message }: Error): string {
  const [, what, dots, excerpt = ""] = /^(.*?), (\.{3})?"([^]*)"(?:\.{3})? is not valid JSON$/.exec(message) ?? [];
  if (what === undefined) return `${message}.`;
  // V8 shows ten characters before the place, or the file from its beginning.
  const from = text.indexOf(excerpt);
  const before = dots === undefined ? undefined : text.slice(0, from + 10);
  return before === undefined || from === -1 ? `${what}.` : `${what} in line ${before.split("\n").length}.`;
}
