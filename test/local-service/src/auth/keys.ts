import type { JWTPayload } from "jose";

/** How much is kept of each: keys, and of each key the tokens that were signed with it. */
const capacity = { keys: 16, tokens: 500 };

/** A longer token is checked each time, so that what is kept stays small. */
const longestToken = 4096;

/** A key, and the tokens that have been found to be signed with it. */
export class SigningKey {
  readonly secret: ReturnType<typeof crypto.subtle.importKey>;
  readonly #tokens = new Map<string, JWTPayload>();

  constructor(accessKey: string) {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    this.secret = crypto.subtle.importKey("raw", new TextEncoder().encode(accessKey), algorithm, false, ["verify"]);
  }

  /** The claims of a token whose signature has been found good. Its times have to be looked at again. */
  known(token: string): JWTPayload | undefined {
    return this.#tokens.get(token);
  }

  /** Notes that a token's signature is good. Programs send many requests with one token, SDKs those of a second. */
  note(token: string, claims: JWTPayload): void {
    if (token.length > longestToken) return;
    this.#tokens.set(token, claims);
    if (this.#tokens.size > capacity.tokens) this.#tokens.delete(this.#tokens.keys().next().value as string);
  }
}

const keys = new Map<string, SigningKey>();

/** The key of a text. */
export function signingKey(accessKey: string): SigningKey {
  let key = keys.get(accessKey);
  if (key === undefined) {
    keys.set(accessKey, (key = new SigningKey(accessKey)));
    if (keys.size > capacity.keys) keys.delete(keys.keys().next().value as string);
  }
  return key;
}
