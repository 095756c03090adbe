import type { redirectPolicy, translateRedirect } from "../pipeline/redirectPolicy.js";
import type { keepFromProxies } from "../transport/keepFromProxies.js";
import type { TransportBounds } from "../transport/bounds.js";
import type { ConnectionSettings, Transport } from "../transport/transport.js";

/**
 * What differs between Node.js and everywhere else. `#platform` in package.json names the file for each runtime, by the
 * conditions of its module loader or bundler. Each member is an export of its own, so that a bundle has only what it uses.
 */
export interface Platform {
  /** Makes what carries a client's requests. */
  createTransport(options: TransportBounds & ConnectionSettings): Transport;
  /** Makes the policy that follows redirects, where the transport does not do so itself. */
  readonly redirectPolicy: typeof redirectPolicy | undefined;
  /** Tells a redirect of a reverse proxy as one of the service, where that policy is. */
  readonly translateRedirect: typeof translateRedirect | undefined;
  /** Keeps tokens of Microsoft Entra ID from proxies, where requests may name one. */
  readonly keepFromProxies: typeof keepFromProxies | undefined;
  /** Makes the timers of calls cheap, where they are dear. */
  readonly keepTimerList: ((milliseconds: number | undefined) => void) | undefined;
  /**
   * Makes a signer: HMAC-SHA256 with the UTF-8 bytes of a key, of the UTF-8 bytes of a text, in base64url without padding.
   * Where the platform signs at once, no promise comes between.
   */
  createHmac(key: string): (text: string) => string | Promise<string>;
  /** A text's UTF-8 bytes in base64url, without padding: RFC 4648 section 5, as RFC 7515 section 2 asks for. */
  base64Url(text: string): string;
  /** The header in which a client says who it is, and what it says of the runtime; empty where that is not to be had. */
  userAgent(): { readonly header: string; readonly runtime: string };
}
