import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/core-auth";
import { RestError } from "../../generated/runtime/restError.js";

/** A token is asked for anew when it has less than this left, in milliseconds, unless its issuer names a time. */
const refreshWindow = 120_000;

/** How long is waited, in milliseconds, before a refresh that failed while the old token was still good is tried again. */
const refreshPause = 3_000;

/** How long an answer of the credential is waited for, in milliseconds, before it is asked once more: one may hang for good. */
const tokenTimeout = 120_000;

/**
 * The Microsoft Entra ID tokens of a client. One is used as long as it is good. A new one is asked for before that, in the
 * background; a failure of this is nobody's error as long as the old one is good, and the next call's when it is not.
 */
export class BearerTokens {
  readonly #credential: TokenCredential;
  readonly #scopes: string | string[];
  #token: AccessToken | undefined;
  #request: Promise<AccessToken> | undefined;
  #requestTime = 0;
  #nextRefresh = 0;

  constructor(credential: TokenCredential, scopes: string | string[]) {
    this.#credential = credential;
    this.#scopes = scopes;
  }

  /** A token that is good now; not a promise where one is at hand. */
  get(options: GetTokenOptions): string | Promise<string> {
    const now = Date.now();
    const token = this.#token;
    // Also one that does not say how long it is good.
    if (token === undefined || !(token.expiresOnTimestamp > now))
      return this.#ask(options).then((fresh) => fresh.token);
    if (now >= refreshTime(token) && now >= this.#nextRefresh) {
      this.#nextRefresh = now + refreshPause;
      this.#ask(options).catch(() => undefined);
    }
    return token.token;
  }

  /** A token that meets a challenge of the service, as `refused` did not; asked for once for all who were refused with that. */
  renew(refused: string, options: GetTokenOptions): string | Promise<string> {
    if (this.#token?.token === refused) {
      this.#token = undefined;
      // What may be under way was asked for without the claims.
      this.#request = undefined;
    }
    return this.get(options);
  }

  /** Asks the credential, once for all who wait. */
  #ask(options: GetTokenOptions): Promise<AccessToken> {
    const now = Date.now();
    if (this.#request !== undefined && now < this.#requestTime + tokenTimeout) return this.#request;
    this.#requestTime = now;
    const request = (async () =>
      // Whatever the credential does, throwing at once included, comes as a promise.
      checkToken(await this.#credential.getToken(this.#scopes, { ...options, enableCae: true })))()
      .then((token) => {
        if (this.#request === request) this.#token = token;
        return token;
      })
      .finally(() => {
        if (this.#request === request) this.#request = undefined;
      });
    this.#request = request;
    return request;
  }
}

function refreshTime({ refreshAfterTimestamp, expiresOnTimestamp }: AccessToken): number {
  return refreshAfterTimestamp ?? expiresOnTimestamp - refreshWindow;
}

/** @throws RestError with code `NO_TOKEN` when a credential gives something else than a token, or one that no header can hold */
function checkToken(token: AccessToken | null): AccessToken {
  if (typeof token?.token === "string" && /^[!-~]+$/.test(token.token)) return token;
  const message = "the credential gave no token: its getToken has to resolve with { token, expiresOnTimestamp }.";
  throw new RestError(message, { code: "NO_TOKEN" });
}
