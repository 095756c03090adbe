/** The published SDK. */
import { AzureKeyCredential, WebPubSubServiceClient } from "@azure/web-pubsub";
import { message } from "../target.js";
import type { Prepare } from "../target.js";

export const prepare: Prepare = async ({ endpoint, hub, key }) => {
  const client = new WebPubSubServiceClient(endpoint, new AzureKeyCredential(key), hub, {
    allowInsecureConnection: true,
  });
  return async () => {
    let status = 0;
    await client.sendToAll(message, {
      onResponse: (response) => {
        status = response.status;
      },
    });
    return status;
  };
};
