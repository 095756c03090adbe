import type { KeyCredential } from "@azure/core-auth";
import { argumentError } from "../argumentError.js";

/** Signs a text and returns the signature's bytes. */
export type Sign = (text: string) => Promise<Uint8Array>;

/**
 * Makes an HMAC-SHA256 signer from a key credential. WebCrypto does the work, so that it runs wherever JavaScript does.
 *
 * The credential is asked for its key each time, so a key that was changed is used at once; importing it into WebCrypto,
 * the costly part, is repeated only then. The key's bytes are the UTF-8 of its text, although the text looks like base64
 * (Microsoft docs, reference-rest-api-data-plane.md).
 */
export function keySigner(credential: KeyCredential): Sign {
  let importedText: string | undefined;
  let imported: Promise<CryptoKey>;
  return async (text) => {
    if (credential.key !== importedText) {
      imported = importKey(credential.key);
      importedText = credential.key;
    }
    // Waited for first: where there is no WebCrypto, this says so.
    const key = await imported;
    return new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text)));
  };
}

async function importKey(key: string): Promise<CryptoKey> {
  if (typeof key !== "string" || key === "")
    throw argumentError("credential.key", "a non-empty string", { value: key });
  if (globalThis.crypto?.subtle === undefined) {
    throw new Error(
      "Signing needs WebCrypto (crypto.subtle), which browsers offer on https pages only. Use a TokenCredential, or sign on a server.",
    );
  }
  return crypto.subtle.importKey("raw", new TextEncoder().encode(key), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
}
