import { createClient } from "../clients/merge-patch/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "merge-patch";

/** What the server calls them. */
export const names = /^PassMergePatchObject$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    // The server wants a body of 14 bytes.
    PassMergePatchObject: () => succeeds(client.path("/mergePatchJson/single").patch({ body: { foo: "bars" } })),
  };
};
