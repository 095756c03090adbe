import { buildEndpoint, createClient, getLongRunningPoller } from "../clients/lro-parameterized-endpoints/index.js";
import { equal, options } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "lro-parameterized-endpoints";

/** What the server calls them. */
export const names = /^LRO.*Parameterized/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const { hostname, port } = new URL(endpoint);
  const client = createClient(buildEndpoint({ accountName: hostname, host: `:${port}` }), options);
  /** The server's links are relative. */
  const pollConstant = async () => {
    const call = client.path("/lroConstantParameterizedEndpoints/{constantParameter}", "iAmConstant").post();
    const poller = await getLongRunningPoller(client, call, { intervalInMs: 1 });
    equal((await poller.pollUntilDone()).body, "success");
  };
  return {
    LROParameterizedEndpoint: async () => {
      const call = client.path("/lroParameterizedEndpoints").post();
      const poller = await getLongRunningPoller(client, call, { intervalInMs: 1 });
      const result = await poller.pollUntilDone();
      equal(result.body, "success");
      equal(poller.getOperationState().status, "succeeded");
    },
    LROConstantParameterizedPost: pollConstant,
    LROConstantParameterizedGet: pollConstant,
  };
};
