import type { HttpClient } from "@azure/core-rest-pipeline";
import { RestError } from "../../generated/runtime/restError.js";
import { insecureConnection } from "./failure.js";
import type { Transport } from "./transport.js";

/**
 * Has a transport send no token of Microsoft Entra ID to a proxy in clear: whoever has one can use it. Any policy may put a
 * proxy on a request, so this is looked at last.
 *
 * @param ownAgent - what the transport takes where a request brings no agent
 */
export function keepFromProxies(httpClient: HttpClient, ownAgent: unknown): HttpClient {
  const { isProxied: isAlwaysProxied } = httpClient as Partial<Transport>;
  return {
    sendRequest(request) {
      const { agent, headers, proxySettings, url } = request;
      const isProxied = proxySettings !== undefined || isAlwaysProxied || isProxyAgent(agent ?? ownAgent);
      if (!isProxied || url.startsWith("https:") || !headers.has("authorization"))
        return httpClient.sendRequest(request);
      const message =
        "a token of a TokenCredential does not go through a proxy over plain http. Use an https endpoint, or no proxy.";
      return Promise.reject(new RestError(message, { code: insecureConnection, request }));
    },
  };
}

/** Whether an agent asks a proxy: those of the package `http-proxy-agent` and its kin, which the core library uses, name it. */
function isProxyAgent(agent: unknown): boolean {
  return (agent as { readonly proxy?: unknown } | undefined)?.proxy !== undefined;
}
