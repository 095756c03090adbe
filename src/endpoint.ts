import { argumentError } from "../generated/runtime/invalidArgument.js";

/** A service address that has been checked. */
export interface Endpoint {
  /** Scheme, host, port and path, without a trailing slash. */
  readonly url: string;
  /** Whether requests would travel unencrypted. */
  readonly isPlainHttp: boolean;
  /** Whether they never leave the machine. */
  readonly isLoopback: boolean;
}

/**
 * Hosts that never leave the machine: RFC 1122 section 3.2.1.3 (127/8, and 0.0.0.0, by which systems mean themselves), RFC 4291
 * (::1, ::, and 127/8 in the form of IPv6), RFC 6761 section 6.3 (localhost, which a dot may end).
 */
const loopback =
  /^(?:(?:[^.]+\.)*localhost\.?|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::(?:1|ffff:7f[\da-f]{2}:[\da-f]{1,4})?\]?)$/;

/** Whether a host, with or without the brackets of an IPv6 address, is this machine. */
export const isLoopbackHost = (host: string): boolean => loopback.test(host);

/**
 * Checks a service address.
 *
 * @param argument - what the caller knows the address as, for errors
 * @param value - an absolute `https:` URL; `http:` for a loopback host, or for any host where `allowInsecureConnection` is set
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function parseEndpoint(argument: string, value: unknown, allowInsecureConnection: boolean): Endpoint {
  const url = typeof value === "string" ? parseUrl(value) : undefined;
  const expected = "an absolute http(s) URL, such as https://example.webpubsub.azure.com";
  if (url === undefined) {
    throw argumentError(
      argument,
      expected,
      value,
      typeof value === "string" && value !== "" ? { phrase: "a string that is not one" } : {},
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw argumentError(argument, "a URL without user name and password", value, { phrase: "one that has them" });
  }
  if (url.search !== "" || url.hash !== "") {
    throw argumentError(argument, "a URL without query and fragment", value, { phrase: "one that has them" });
  }
  const isPlainHttp = url.protocol === "http:";
  const isLoopback = isLoopbackHost(url.hostname);
  if (isPlainHttp && !allowInsecureConnection && !isLoopback) {
    const advice = "an https URL; http is for loopback hosts, or for those who set allowInsecureConnection";
    throw argumentError(argument, advice, value, { phrase: "an http URL of another host" });
  }
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, isPlainHttp, isLoopback };
}

/** An http(s) URL, or nothing. Some runtimes have no `URL.canParse`. */
export function parseUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
