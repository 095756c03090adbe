import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { createTracingClient } from "@azure/core-tracing";
import { packageVersion } from "../packageVersion.js";

/** The policy's name in a pipeline. */
export const tracingPolicyName = "webPubSubTracingPolicy";

/**
 * Opens a span for each call, named `web-pubsub-rest <method>`, above those of its attempts. Nothing happens unless the
 * application has registered an instrumenter with the core library.
 */
export function tracingPolicy(): PipelinePolicy {
  const client = createTracingClient({
    namespace: "web-pubsub-rest",
    packageName: "web-pubsub-rest",
    packageVersion,
  });
  return {
    name: tracingPolicyName,
    sendRequest(request, next) {
      const name = `web-pubsub-rest ${request.method}`;
      return client.withSpan(name, { tracingOptions: request.tracingOptions ?? {} }, ({ tracingOptions }) => {
        if (tracingOptions !== undefined) request.tracingOptions = tracingOptions;
        return next(request);
      });
    },
  };
}
