import * as platform from "#platform";
import type { KeyCredential } from "@azure/core-auth";
import { argumentError } from "../../generated/runtime/invalidArgument.js";

/** Signs a text: HMAC-SHA256 in base64url, at once where the platform can. */
export type Sign = (text: string) => string | Promise<string>;

/** Signs with the key that a credential holds now. */
export interface KeySigner {
  readonly sign: Sign;
  /** The key that the next signature will be made with; whoever keeps signatures looks whether it is still the same. */
  currentKey(): string;
}

/**
 * Makes an HMAC-SHA256 signer from a key credential.
 *
 * The credential is asked for its key each time, so a key that was changed is used at once; what has to be done once a key is
 * repeated only then. The key's bytes are the UTF-8 of its text, although the text looks like base64 (Microsoft docs,
 * reference-rest-api-data-plane.md).
 */
export function keySigner(credential: KeyCredential): KeySigner {
  let preparedKey: string | undefined;
  let signWithKey: Sign;
  const currentKey = (): string => {
    const { key } = credential;
    if (typeof key === "string" && key !== "") return key;
    throw argumentError("credential.key", "a non-empty string", key);
  };
  return {
    currentKey,
    sign(text) {
      const key = currentKey();
      if (key !== preparedKey) {
        signWithKey = platform.createHmac(key);
        preparedKey = key;
      }
      return signWithKey(text);
    },
  };
}
