import { encodeBase64Url } from "../credential/base64Url.js";
import { fetchTransport } from "../transport/fetch/fetchTransport.js";
import type { Platform } from "./platform.js";

// Browsers, workers, Deno, Bun, and whatever else has the interfaces of the web.

export const createTransport: Platform["createTransport"] = fetchTransport;

// As in the core library: fetch follows them, and a caller's own transport has to.
export const redirectPolicy: Platform["redirectPolicy"] = undefined;

export const translateRedirect: Platform["translateRedirect"] = undefined;

// Proxies are the runtime's own affair.
export const keepFromProxies: Platform["keepFromProxies"] = undefined;

export const keepTimerList: Platform["keepTimerList"] = undefined;

export const createHmac: Platform["createHmac"] = (key) => {
  let imported: Promise<CryptoKey> | undefined;
  return async (text) => {
    imported ??= importKey(key);
    const signature = await crypto.subtle.sign("HMAC", await imported, new TextEncoder().encode(text));
    return encodeBase64Url(new Uint8Array(signature));
  };
};

export const base64Url: Platform["base64Url"] = (text) => encodeBase64Url(new TextEncoder().encode(text));

// Browsers do not let a page say who it is under the usual name.
export const userAgent: Platform["userAgent"] = () => ({ header: "x-ms-useragent", runtime: "" });

async function importKey(key: string): Promise<CryptoKey> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new Error(
      "Signing needs WebCrypto (crypto.subtle), which browsers offer on https pages only. Use a TokenCredential, or sign on a server.",
    );
  }
  const bytes = new TextEncoder().encode(key);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}
