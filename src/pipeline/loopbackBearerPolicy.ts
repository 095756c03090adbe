import type { PipelinePolicy } from "@azure/core-rest-pipeline";

/**
 * Lets the tokens of a token credential go to a service on this machine over plain http. The core library refuses that
 * for every host; what never leaves the machine cannot be overheard on its way.
 *
 * @param policy - the core library's policy, which takes the request for one over https
 * @param endpoint - the service's address, on a loopback host, without a trailing slash
 */
export function loopbackBearerPolicy(policy: PipelinePolicy, endpoint: string): PipelinePolicy {
  return {
    name: policy.name,
    async sendRequest(request, next) {
      const { url } = request;
      if (!url.startsWith(`${endpoint}/`)) return policy.sendRequest(request, next);
      request.url = url.replace(/^http:/, "https:");
      try {
        return await policy.sendRequest(request, (signed) => {
          signed.url = url;
          return next(signed);
        });
      } finally {
        // Where no token was to be had, the next attempt starts from here.
        request.url = url;
      }
    },
  };
}
