import type { IncomingMessage } from "node:http";

/**
 * Reads a request that names its target with scheme and host, as it would be sent to a proxy. Servers take that form as
 * well, and the host in it counts instead of the `Host` header (RFC 9112, section 3.2.2).
 */
export function readTarget(request: IncomingMessage): void {
  const [, host, rest = ""] = /^https?:\/\/([^/?]+)(.*)$/is.exec(request.url ?? "") ?? [];
  if (host === undefined) return;
  request.headers.host = host;
  request.url = rest.startsWith("/") ? rest : `/${rest}`;
}
