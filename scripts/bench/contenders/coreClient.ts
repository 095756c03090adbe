/** The core library's REST client by itself: default pipeline and transport, nothing signed. */
import { getClient } from "@azure-rest/core-client";
import { message, pathOf } from "../target.js";
import type { Prepare } from "../target.js";

export const prepare: Prepare = async ({ endpoint, hub, authorization }) => {
  const client = getClient(endpoint, { allowInsecureConnection: true });
  const path = pathOf(hub);
  return async () => {
    const headers = { authorization };
    const response = await client.pathUnchecked(path).post({ headers, contentType: "application/json", body: message });
    return Number(response.status);
  };
};
