import { WebPubSubServiceClient } from "@azure/web-pubsub";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { LocalService } from "../src/index.js";

const plainHttp: PipelinePolicy = {
  name: "plainHttp",
  async sendRequest(request, next) {
    const { url } = request;
    request.url = url.replace("https:", "http:");
    request.allowInsecureConnection = true;
    request.headers.set("X-Forwarded-Proto", "https");
    const response = await next(request);
    request.url = url;
    return response;
  },
};

/** A client that signs in with tokens that pass for those of Microsoft Entra. */
export function entraClient({ endpoint, tokenCredential }: LocalService, hub: string): WebPubSubServiceClient {
  return new WebPubSubServiceClient(endpoint.replace("http:", "https:"), tokenCredential, hub, {
    additionalPolicies: [{ policy: plainHttp, position: "perRetry" }],
  });
}
