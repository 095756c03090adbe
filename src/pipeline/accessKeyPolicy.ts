import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { Sign } from "../credential/keySigner.js";
import { makeToken } from "../credential/makeToken.js";

/** How long a request's token is good for, in seconds. It covers one attempt; the service adds five minutes for clock skew. */
const lifetimeSeconds = 300;

/** The policy's name in a pipeline. */
export const accessKeyPolicyName = "webPubSubAccessKeyPolicy";

/**
 * Signs each attempt of each request with a token whose audience is the attempt's exact URL, query included, as the
 * service asks for (Microsoft docs, reference-rest-api-data-plane.md, "Authenticate via Azure Web PubSub Service AccessKey").
 */
export function accessKeyPolicy(sign: Sign): PipelinePolicy {
  return {
    name: accessKeyPolicyName,
    async sendRequest(request, next) {
      const nowSeconds = Math.floor(Date.now() / 1000);
      const token = await makeToken({ audience: request.url, nowSeconds, lifetimeSeconds }, sign);
      request.headers.set("Authorization", `Bearer ${token}`);
      return next(request);
    },
  };
}
