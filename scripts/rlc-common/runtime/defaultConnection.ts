import { createDefaultHttpClient, createPipelineFromOptions } from "@azure/core-rest-pipeline";
import type { InternalPipelineOptions } from "@azure/core-rest-pipeline";
import type { RestClientOptions } from "./options.js";
import type { Connection } from "./restClient.js";

/** The core library's own pipeline and transport: what a generated client goes by that is given no other. */
export function defaultConnection(options: RestClientOptions): Connection {
  const {
    pipeline = createPipelineFromOptions(options as InternalPipelineOptions),
    httpClient = createDefaultHttpClient(),
  } = options;
  for (const { policy, position } of options.additionalPolicies ?? []) {
    pipeline.addPolicy(policy, position === "perRetry" ? { afterPhase: "Sign" } : {});
  }
  return { pipeline, httpClient, allowInsecureConnection: options.allowInsecureConnection ?? false };
}
