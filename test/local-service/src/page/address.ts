import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Whether a host name or address is this machine's own and no other can reach it. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (isIP(name) === 4) return name.startsWith("127.");
  return name === "::1" || name === "localhost" || name.endsWith(".localhost");
}

/**
 * Whether a request was addressed to the service by a name that only it can have: a loopback name, the host that it was
 * told to listen on, or the address that the connection came in at. A name of somebody else's that was made to lead here
 * is none of them, so no other site's page can pass itself off as ours (DNS rebinding).
 *
 * @param host - what the service was told to listen on
 */
export function isAddressedToUs({ headers, socket }: IncomingMessage, host: string): boolean {
  const name = hostNameOf(headers.host ?? "");
  // A socket for both families writes addresses of IPv4 in the way of IPv6.
  const arrivedAt = socket.localAddress?.replace(/^::ffff:/, "");
  return isLoopback(name) || name === host.toLowerCase() || (isIP(name) !== 0 && name === arrivedAt);
}

/** The name or address in a `Host` header, in lower case; empty where it is no such header. */
export function hostNameOf(header: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([^:@/?#\\[\]]+))(?::\d+)?$/.exec(header) ?? [];
  return (bracketed ?? plain ?? "").toLowerCase();
}

/** Whether a request was made by a page that came from where the request goes. Browsers always say where a page came from. */
export function isFromOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  const [from, to] = [origin ?? "", `http://${host}`];
  return URL.canParse(from) && URL.canParse(to) && new URL(from).host === new URL(to).host;
}
