import { Buffer } from "node:buffer";
import { createHmac as hmac, createSecretKey } from "node:crypto";
import os from "node:os";
import process from "node:process";
import { argumentError } from "../../generated/runtime/invalidArgument.js";
import { httpTransport } from "../transport/http/httpTransport.js";
import { proxyUrl } from "../transport/http/proxy.js";
import type { Platform } from "./platform.js";

// Node.js.

export const createTransport: Platform["createTransport"] = (options) => {
  const { agent, proxyOptions, tlsOptions } = options;
  // A wrong one is refused when the client is made, and not by its first call.
  if (proxyOptions !== undefined) proxyUrl(proxyOptions);
  for (const [name, value] of Object.entries({ proxyOptions, tlsOptions })) {
    // The agent would pass a proxy by without a word.
    if (agent !== undefined && value !== undefined)
      throw argumentError(name, "left out beside agent, which makes the connections", value);
  }
  return httpTransport(options);
};

export { redirectPolicy, translateRedirect } from "../pipeline/redirectPolicy.js";

export { keepFromProxies } from "../transport/keepFromProxies.js";

export { keepTimerList } from "../transport/node/timerList.js";

export const createHmac: Platform["createHmac"] = (key) => {
  const secret = createSecretKey(key, "utf8");
  return (text) => hmac("sha256", secret).update(text).digest("base64url");
};

export const base64Url: Platform["base64Url"] = (text) => Buffer.from(text).toString("base64url");

export const userAgent: Platform["userAgent"] = () => ({
  header: "user-agent",
  runtime: `Node/${process.versions.node} (${os.type()} ${os.release()}; ${os.arch()})`,
});
