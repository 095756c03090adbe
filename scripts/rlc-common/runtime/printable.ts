/** Headers that may be printed as they are: none of them proves who somebody is. */
const harmlessHeaders =
  /^(?:(?:x-ms-)?(?:return-)?client-request-id|x-ms-(?:correlation-)?request-id|x-ms-useragent|request-id|ms-cv|traceparent|access-control-(?:allow|expose|request|max)-[a-z]+|origin|accept(?:-encoding)?|cache-control|connection|content-(?:length|type)|date|etag|expires|if-(?:none-)?match|if-(?:un)?modified-since|last-modified|pragma|retry-after|server|transfer-encoding|user-agent|www-authenticate)$/i;

/** Members that are large, or may hold what is secret. */
const unprinted = /^(?:abortSignal|agent|body|proxySettings|response|tlsSettings)$/;

const redacted = "REDACTED";

/** What may be printed on top of what always may, by name. */
export interface Allowed {
  readonly headers?: readonly string[] | undefined;
  readonly queryParameters?: readonly string[] | undefined;
}

/**
 * A request, its headers or an error as JSON for a log: no bodies, of headers the values of those that are known to be
 * harmless, and of a URL's query the API version. It never throws.
 */
export function printable(value: unknown, { headers = [], queryParameters = [] }: Allowed = {}): string {
  const isIn = (names: readonly string[], name: string) =>
    names.some((known) => known.toLowerCase() === name.toLowerCase());
  const seen = new Set<unknown>();
  const print = (key: string, member: unknown): unknown => {
    if (unprinted.test(key)) return undefined;
    if (typeof member === "bigint") return String(member);
    if (key === "url" && typeof member === "string") return printUrl(member);
    if (typeof member !== "object" || member === null) return member;
    if (key === "headers" && !Array.isArray(member)) return printHeaders(member);
    if (seen.has(member)) return "[Circular]";
    seen.add(member);
    // What an error says is not among its enumerable members.
    return member instanceof Error ? { ...member, name: member.name, message: member.message } : member;
  };
  const printHeaders = (given: object): object =>
    Object.fromEntries(
      Object.entries(given).map(([name, text]) => [
        name,
        harmlessHeaders.test(name) || isIn(headers, name) ? text : redacted,
      ]),
    );
  const printUrl = (url: string): string =>
    url.replace(/([?&])([^=&#]*)=[^&#]*/g, (pair, sign: string, name: string) =>
      name.toLowerCase() === "api-version" || isIn(queryParameters, name) ? pair : `${sign}${name}=${redacted}`,
    );
  try {
    return JSON.stringify(value, print, 2);
  } catch {
    // A member that throws when it is read. Whoever prints has something else in mind.
    return redacted;
  }
}
