import * as platform from "#platform";
import type { Sign } from "./keySigner.js";

/** What a token says. */
export interface TokenInput {
  /** What the token is good for: the URL of a request or of a client connection. */
  readonly audience: string;
  /** The time of issue, in seconds since 1970. */
  readonly nowSeconds: number;
  /** How long the token is good for, in seconds. */
  readonly lifetimeSeconds: number;
  /** Further claims. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Always the same: the base64url of `{"alg":"HS256","typ":"JWT"}`. */
const header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

/**
 * Makes a JSON Web Token (RFC 7519) in compact form, signed with HS256 (RFC 7518 section 3.2). Looks at nothing but its
 * arguments.
 *
 * @returns the token, or a promise of it where signing takes its time
 */
export function makeToken(
  { audience, nowSeconds, lifetimeSeconds, claims }: TokenInput,
  sign: Sign,
): string | Promise<string> {
  const payload = JSON.stringify({ ...claims, aud: audience, iat: nowSeconds, exp: nowSeconds + lifetimeSeconds });
  const content = `${header}.${platform.base64Url(payload)}`;
  const signature = sign(content);
  return typeof signature === "string" ? `${content}.${signature}` : signature.then((late) => `${content}.${late}`);
}
