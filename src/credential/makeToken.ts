import { base64Url } from "./base64Url.js";
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

/** Always the same, so it is encoded once. */
const header = encode({ alg: "HS256", typ: "JWT" });

/**
 * Makes a JSON Web Token (RFC 7519) in compact form, signed with HS256 (RFC 7518 section 3.2). Looks at nothing but its
 * arguments.
 */
export async function makeToken(
  { audience, nowSeconds, lifetimeSeconds, claims }: TokenInput,
  sign: Sign,
): Promise<string> {
  const payload = encode({ ...claims, aud: audience, iat: nowSeconds, exp: nowSeconds + lifetimeSeconds });
  const signature = await sign(`${header}.${payload}`);
  return `${header}.${payload}.${base64Url(signature)}`;
}

function encode(value: unknown): string {
  return base64Url(new TextEncoder().encode(JSON.stringify(value)));
}
