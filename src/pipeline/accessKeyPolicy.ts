import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { RequestTokens } from "../credential/requestTokens.js";
import { sendWithAuthorization } from "./authorization.js";

/** The policy's name in a pipeline. */
export const accessKeyPolicyName = "webPubSubAccessKeyPolicy";

/**
 * Signs each attempt of each request with a token whose audience is the attempt's exact URL, query included, as the
 * service asks for (Microsoft docs, reference-rest-api-data-plane.md, "Authenticate via Azure Web PubSub Service AccessKey").
 */
export function accessKeyPolicy(tokens: RequestTokens): PipelinePolicy {
  return {
    name: accessKeyPolicyName,
    sendRequest(request, next) {
      const authorization = tokens.get(request.url);
      if (typeof authorization === "string") return sendWithAuthorization(request, authorization, next);
      return authorization.then((late) => sendWithAuthorization(request, late, next));
    },
  };
}
