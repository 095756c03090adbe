/** Where a request goes. */
export interface Target {
  readonly isSecure: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** How all URLs of this target begin: scheme, host and port. */
  readonly origin: string;
}

/**
 * Finds where URLs lead. One client sends to one address, so looking it up once is enough.
 *
 * @returns throws a TypeError for what is no URL
 */
export function targetFinder(): (url: string) => Target {
  let last: Target | undefined;
  return (url) => {
    if (last === undefined || !url.startsWith(last.origin) || url[last.origin.length] !== "/") last = readTarget(url);
    return last;
  };
}

function readTarget(url: string): Target {
  const { origin, protocol, hostname, port } = new URL(url);
  const isSecure = protocol === "https:";
  const host = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return { isSecure, host, port: port === "" ? (isSecure ? 443 : 80) : Number(port), origin };
}

/** What may stand in the first line of a request as it is. */
const sendable = /^\/[\x21\x24-\x3b\x3d\x3f-\x5f\x61-\x7e]*$/;

/**
 * What the first line names: path and query (RFC 9112 section 3.2.1). A policy may have written the URL in another form, such as
 * one with the usual port, or without a path.
 */
export function requestTarget(url: string, { origin }: Target): string {
  const path = url.slice(origin.length);
  if (sendable.test(path) && url.startsWith(origin)) return path;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
