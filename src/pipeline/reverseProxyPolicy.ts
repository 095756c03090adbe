import * as platform from "#platform";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";

/** The policy's name in a pipeline. */
export const reverseProxyPolicyName = "webPubSubReverseProxyPolicy";

/**
 * Sends requests to a reverse proxy. Tokens are made before, for the service's own address, which is what the service
 * compares them with. A redirect is read as the proxy means it, and told as one of the service: it is followed through the
 * proxy again, signed like every request.
 *
 * @param endpoint - the service's address
 * @param proxy - the proxy's address: scheme, host, port and path prefix; both without a trailing slash
 */
export function reverseProxyPolicy(endpoint: string, proxy: string): PipelinePolicy {
  return {
    name: reverseProxyPolicyName,
    async sendRequest(request, next) {
      const { url } = request;
      if (!url.startsWith(`${endpoint}/`)) return next(request);
      request.url = proxy + url.slice(endpoint.length);
      try {
        const response = await next(request);
        platform.translateRedirect?.(response, request.url, proxy, endpoint);
        return response;
      } finally {
        // The next attempt starts from the service's address again, and errors name it.
        request.url = url;
      }
    },
  };
}
