import type { IncomingMessage } from "node:http";
import { hostNameOf, isAddressedToUs, isLoopback } from "../page/address.js";
import type { Answer } from "./answer.js";

/** Who may come in. */
export interface GateOptions {
  /** What the service was told to listen on. */
  readonly host: string;
  /** Whether anybody knows the key, so that it keeps nobody out. */
  readonly hasKnownKey: boolean;
  /** Origins of pages that may come in although they are others', in lower case. */
  readonly allowedOrigins: readonly string[];
  /** Names that the service may be addressed by besides its own, in lower case. */
  readonly allowedHosts: readonly string[];
}

/** An answer at the gate, which says why to whoever asks and to whoever watches. */
export type Refused = Answer & { readonly text: string };

/**
 * How long a request's target may be, in bytes. The team of the service's sister, Azure SignalR, names 12 KB for what is
 * in front of both; the longest group name, each of its characters escaped, takes 9.
 */
const longestTarget = 12_288;

/**
 * Looks at a request before anything is done for it.
 *
 * Where the service listens for this machine only, and its key is the known one, the browser of this machine is the one way
 * in for others: by a page of theirs, or by a name of theirs that was made to lead here (DNS rebinding). Browsers always
 * say where a page came from and what name was asked for. Pages of this machine may come in, on whatever port they are.
 *
 * @returns why it is refused, or nothing where it is not
 */
export function refusalOf(request: IncomingMessage, options: GateOptions): Refused | undefined {
  const { url = "", headers, rawHeaders } = request;
  if (rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length > 1)
    return { status: 400, text: "The request has more than one Host header (RFC 9112, section 3.2)." };
  if (url.length > longestTarget)
    return { status: 414, text: `Path and query have ${url.length} bytes; the service takes ${longestTarget}.` };
  if (!options.hasKnownKey || !isLoopback(options.host)) return undefined;
  const { host, origin } = headers;
  // Only HTTP/1.0 may leave it out, and no browser does.
  if (host !== undefined && !isAddressedToUs(request, options.host) && !allows(options.allowedHosts, hostNameOf(host)))
    return foreign(`The host ${quote(host)} is not this service's`, "host", hostNameOf(host));
  if (origin !== undefined && !isOwn(origin) && !allows(options.allowedOrigins, origin.toLowerCase()))
    return foreign(`The page comes from ${quote(origin)}, which is not this machine`, "origin", origin);
  return undefined;
}

const allows = (allowed: readonly string[], given: string): boolean => allowed.includes(given) || allowed.includes("*");

const isOwn = (origin: string): boolean =>
  URL.canParse(origin) && isLoopback(new URL(origin).hostname.replace(/^\[(.*)\]$/, "$1"));

/** Only as much of what others wrote as is needed to recognise it. */
const quote = (text: string): string => JSON.stringify(text.slice(0, 200));

function foreign(what: string, kind: "host" | "origin", given: string): Refused {
  const option = kind === "host" ? "allowedHosts" : "allowedOrigins";
  return {
    status: 403,
    text:
      `${what}, and the access key is the known one. To let it in: --allow-${kind} ${given.slice(0, 200)}, ` +
      `or ${option} in a program; or give the service an access key of your own.`,
  };
}
