import type { KeySigner } from "./keySigner.js";
import { makeToken } from "./makeToken.js";

/** How long a request's token is good for, in seconds. The service adds five minutes for clocks that differ. */
const lifetimeSeconds = 300;

/** How long a token is used, in seconds: it covers one attempt, which may take a while, and has to arrive in time. */
const useSeconds = 120;

/** How many tokens are kept. A program sends to few addresses, or to so many that keeping them would not help. */
const capacity = 100;

interface KeptToken {
  /** As the header has it: put together once, and not for each request. */
  readonly authorization: string;
  readonly key: string;
  readonly issued: number;
}

/**
 * The tokens of a client's requests, each for one URL. One is used again while the key is the same and the clock says that
 * it is young; a clock that was put back or forward makes for a new one.
 */
export class RequestTokens {
  readonly #signer: KeySigner;
  readonly #now: () => number;
  readonly #kept = new Map<string, KeptToken>();

  /** @param now - the time, in milliseconds since 1970 */
  constructor(signer: KeySigner, now: () => number = Date.now) {
    this.#signer = signer;
    this.#now = now;
  }

  /**
   * The `authorization` header for a URL (RFC 6750 section 2.1: `Bearer` and the token), or a promise of it where signing takes
   * its time.
   */
  get(url: string): string | Promise<string> {
    const key = this.#signer.currentKey();
    const nowSeconds = Math.floor(this.#now() / 1000);
    const kept = this.#kept.get(url);
    if (kept !== undefined && kept.key === key) {
      const age = nowSeconds - kept.issued;
      if (age >= 0 && age < useSeconds) return kept.authorization;
    }
    const token = makeToken({ audience: url, nowSeconds, lifetimeSeconds }, this.#signer.sign);
    const keep = (made: string): string =>
      this.#keep(url, { authorization: `Bearer ${made}`, key, issued: nowSeconds });
    return typeof token === "string" ? keep(token) : token.then(keep);
  }

  #keep(url: string, kept: KeptToken): string {
    // Put in anew, so that the first of the map is the one that was made first.
    this.#kept.delete(url);
    if (this.#kept.size >= capacity) this.#kept.delete(this.#kept.keys().next().value as string);
    this.#kept.set(url, kept);
    return kept.authorization;
  }
}
