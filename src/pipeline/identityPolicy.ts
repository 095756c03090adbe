import type { PipelinePolicy } from "@azure/core-rest-pipeline";

/**
 * Says who sends, and gives each call an id that the service writes into its log. Headers that the caller has set stay.
 *
 * @param header - the header that says who sends
 * @param userAgent - what it says
 * @param requestIdHeader - the header with the id
 */
export function identityPolicy(header: string, userAgent: string, requestIdHeader: string): PipelinePolicy {
  return {
    name: "webPubSubIdentityPolicy",
    sendRequest(request, next) {
      const { headers, requestId } = request;
      if (!headers.has(header)) headers.set(header, userAgent);
      if (!headers.has(requestIdHeader)) headers.set(requestIdHeader, requestId);
      return next(request);
    },
  };
}
