import type { PipelinePolicy } from "@azure/core-rest-pipeline";

/**
 * A policy that authenticates, and then takes its token off the request. An answer holds its request, and so does an
 * error: whoever prints one of them must not print a token that is still good.
 */
export function forgetToken(policy: PipelinePolicy): PipelinePolicy {
  return {
    name: policy.name,
    async sendRequest(request, next) {
      try {
        return await policy.sendRequest(request, next);
      } finally {
        request.headers.delete("Authorization");
      }
    },
  };
}
