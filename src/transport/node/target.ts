/** Where somebody listens, in the terms of Node.js. */
export interface Address {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

/** Where a request goes. */
export interface Target extends Address {
  readonly isSecure: boolean;
  /** How all URLs of this target begin: scheme, host and port. */
  readonly origin: string;
}

/**
 * Finds where URLs lead. One client sends to one address, so looking it up once is enough.
 *
 * @returns a function of a URL; it throws a TypeError for what is none
 */
export function targetFinder(): (url: string) => Target {
  let last: Target | undefined;
  return (url) => {
    if (last === undefined || !url.startsWith(last.origin) || url[last.origin.length] !== "/") last = readTarget(url);
    return last;
  };
}

function readTarget(url: string): Target {
  const parsed = new URL(url);
  const { origin, protocol } = parsed;
  return { ...addressOf(parsed), isSecure: protocol === "https:", origin };
}

/** The address that a URL names, by the usual port where it names none. */
export function addressOf({ protocol, hostname, port }: URL): Address {
  const host = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return { host, port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) };
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
