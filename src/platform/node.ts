import { Buffer } from "node:buffer";
import { createHmac as hmac, createSecretKey } from "node:crypto";
import os from "node:os";
import process from "node:process";
import { redirectPolicy as follow, translateRedirect as translate } from "../pipeline/redirectPolicy.js";
import { keepFromProxies as keep } from "../transport/keepFromProxies.js";
import { httpTransport } from "../transport/http/httpTransport.js";
import { proxyUrl } from "../transport/http/proxy.js";
import type { Platform } from "./platform.js";

// Node.js.

export const createTransport: Platform["createTransport"] = (options) => {
  // A wrong one is refused when the client is made, and not by its first call.
  if (options.proxyOptions !== undefined) proxyUrl(options.proxyOptions);
  return httpTransport(options);
};

export const redirectPolicy: Platform["redirectPolicy"] = follow;

export const translateRedirect: Platform["translateRedirect"] = translate;

export const keepFromProxies: Platform["keepFromProxies"] = keep;

export const createHmac: Platform["createHmac"] = (key) => {
  const secret = createSecretKey(key, "utf8");
  return (text) => hmac("sha256", secret).update(text).digest("base64url");
};

export const base64Url: Platform["base64Url"] = (text) => Buffer.from(text).toString("base64url");

export const userAgent: Platform["userAgent"] = () => ({
  header: "user-agent",
  runtime: `Node/${process.versions.node} (${os.type()} ${os.release()}; ${os.arch()})`,
});
